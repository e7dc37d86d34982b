//! The whole course, from what is nearest to what is farthest.

use std::path::Path;
use std::time::{Duration, Instant};

use super::approach::Approach;
use super::here::{last_apply, manifest};
use super::there::There;
use super::way::Way;
use crate::cli::args::PlatformArgs;
use crate::cli::files::Places;
use crate::cli::live::options;
use crate::cli::settings::Settings;
use crate::platform::{Options, Pace, Progress};
use crate::report::{Check, DoctorReport};

/// Whoever asks what is wrong does not want to wait long for "nobody answers".
const PACE: Pace = Pace {
    first_wait: Duration::from_millis(100),
    ..Pace::REAL
};

/// What is examined, and how.
pub(super) struct Examination<'a> {
    pub(super) path: &'a Path,
    /// Whether somebody named the path, so that a manifest is expected there.
    pub(super) expected: bool,
    pub(super) platform: &'a PlatformArgs,
    pub(super) settings: &'a Settings,
    pub(super) progress: &'a dyn Progress,
    /// When it began, for the time limit.
    pub(super) began: Instant,
}

impl Examination<'_> {
    /// Looks at everything. Sends nothing but `GET`, and the key to nobody but its server.
    pub(super) async fn report(&self) -> DoctorReport {
        let (found, organization) = manifest(self.path, self.expected);
        let places = Places::beside(self.path);
        let mut checks = vec![Check::Manifest(found), Check::LastApply(last_apply(&places))];
        let approach = Approach::find(self.platform, &places, self.settings).await;
        let way = Way::probe(&approach, self).await;
        let there = There::explore(&way, organization, self).await;
        checks.extend(way.checks(there.has_taken_the_key));
        checks.extend(there.checks());
        approach.close().await;
        DoctorReport::of(checks)
    }

    /// How to talk to the platform in the time that is left.
    pub(super) fn options(&self) -> Options {
        let options = options(self.platform, self.settings);
        let left = |limit: Duration| limit.saturating_sub(self.began.elapsed());
        Options {
            pace: PACE,
            timeout: options.timeout.map(left),
            ..options
        }
    }
}
