//! Reads live as far as the manifest needs it, and plans. What every command that looks begins with, and
//! what apply ends with.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use crate::model::{Desired, Live, ReadScope};
use crate::plan::{CallerUnclear, Plan, Plans, first_scope};
use crate::platform::{PlatformError, Progress, ReadApi, RequestStats};

/// How far the local clock may be off before the platform's counts.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// A source of the present moment.
pub type Clock = fn() -> Timestamp;

/// What was read, and the plan made from it.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The organization as it was read.
    pub live: Live,
    /// What is to be done about it.
    pub plan: Plan,
    /// What would be to be done by the baseline, where there is one.
    pub baseline: Option<Plan>,
    /// By how much the platform's clock is ahead of the local one, where that is more than a few minutes;
    /// the plan then goes by the platform's.
    pub clock_difference: Option<SignedDuration>,
    /// What reading took.
    pub requests: RequestStats,
    /// How long reading took.
    pub duration: Duration,
}

/// Live as it was read, and the moment that counts for it.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// The organization as it was read.
    pub live: Live,
    /// The moment at which it was so.
    pub now: Timestamp,
    /// By how much the platform's clock is ahead of the local one, where that is more than a few minutes.
    pub clock_difference: Option<SignedDuration>,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// Live could not be read.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The caller cannot be told from another account.
    #[error(transparent)]
    Caller(#[from] CallerUnclear),
}

/// Reads what the scope asks for, and plans nothing.
pub async fn sight(
    scope: &ReadScope,
    reader: &ReadApi,
    clock: Clock,
    progress: &dyn Progress,
) -> Result<Sighting, PlatformError> {
    let read = reader.read(scope, progress).await?;
    let (now, clock_difference) = moment(clock(), read.platform_now);
    Ok(Sighting {
        live: read.live,
        now,
        clock_difference,
    })
}

/// Reads and plans; where the plan turns out to need more of live than the manifest names, reads that too
/// and plans again.
pub async fn survey(
    desired: &Desired,
    reader: &ReadApi,
    clock: Clock,
    progress: &dyn Progress,
) -> Result<Survey, SurveyError> {
    survey_both(desired, None, reader, clock, progress).await
}

/// The same for a manifest and its baseline: both are planned against one read of live, which brings what either
/// needs.
pub async fn survey_both(
    desired: &Desired,
    baseline: Option<&Desired>,
    reader: &ReadApi,
    clock: Clock,
    progress: &dyn Progress,
) -> Result<Survey, SurveyError> {
    let (before, began) = (reader.stats(), Instant::now());
    let Sighting {
        mut live,
        now,
        clock_difference,
    } = sight(&first_scope(desired, baseline), reader, clock, progress).await?;
    let mut plans = Plans::make(desired, baseline, &live, now)?;
    if let Some(scope) = plans.wider_scope(&live) {
        live = reader.widen(live, &scope, progress).await?.live;
        plans = Plans::make(desired, baseline, &live, now)?;
    }
    let requests = reader.stats().since(&before);
    Ok(Survey {
        live,
        plan: plans.manifest,
        baseline: plans.baseline,
        clock_difference,
        requests,
        duration: began.elapsed(),
    })
}

/// The moment that counts, and by how much the platform's clock is ahead where it is the one that does.
pub fn moment(local: Timestamp, platform: Option<Timestamp>) -> (Timestamp, Option<SignedDuration>) {
    let Some(platform) = platform else {
        return (local, None);
    };
    let difference = platform.duration_since(local);
    if difference.abs() > TOLERANCE {
        (platform, Some(difference))
    } else {
        (local, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_platforms_clock_counts_when_the_local_one_is_far_off() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let local = at("2026-06-01T12:00:00Z");
        assert_eq!(moment(local, None), (local, None));
        assert_eq!(moment(local, Some(at("2026-06-01T12:05:00Z"))), (local, None));
        let (now, difference) = moment(local, Some(at("2026-06-01T12:05:01Z")));
        assert_eq!(now, at("2026-06-01T12:05:01Z"));
        assert_eq!(difference, Some(SignedDuration::from_secs(301)));
    }
}
