//! A snapshot that can be planned from.

use jiff::{SignedDuration, Timestamp};

use super::document::SnapshotReport;
use super::hide::HidingKey;
use super::recall;
use crate::drift::compare;
use crate::guards::{Rules, check};
use crate::model::{Desired, Live};
use crate::plan::{CallerUnclear, Plans, first_scope};
use crate::report::{BaselineReport, DriftReport, PlanReport, SnapshotNoteReport};

/// An organization as it was. It gives out reports and nothing else.
#[derive(Clone, Debug)]
pub struct Snapshot {
    live: Live,
    taken_at: Timestamp,
    hidden: bool,
}

/// Why a sound snapshot is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotThisOne {
    /// It is of another organization.
    #[error("is of the organization `{found}`, and the manifest is for `{wanted}`")]
    OtherOrganization {
        /// Whose it is.
        found: String,
        /// Whose was wanted.
        wanted: String,
    },
    /// It is older than allowed.
    #[error("was taken at {taken_at}, which is longer ago than {} hours", max_age.as_hours())]
    TooOld {
        /// When it was taken.
        taken_at: Timestamp,
        /// What is allowed.
        max_age: SignedDuration,
    },
    /// Its addresses are hidden, and no key was given.
    #[error("hides people's addresses, and without the key that they are hidden by nobody is found")]
    Hidden,
    /// Its addresses are hidden by another key.
    #[error("hides people's addresses by another key than the one that was given")]
    OtherKey,
    /// A key was given, and nothing is hidden.
    #[error("hides nothing, and was given a key")]
    NotHidden,
}

impl NotThisOne {
    /// Whether the key that was given, or not given, is at fault.
    pub fn is_about_the_key(&self) -> bool {
        matches!(
            self,
            NotThisOne::Hidden | NotThisOne::OtherKey | NotThisOne::NotHidden
        )
    }
}

impl Snapshot {
    /// Opens a document for these manifests, which are of one organization: the one to plan, and a baseline.
    pub fn open(
        document: SnapshotReport,
        key: Option<&HidingKey>,
        manifests: &[&Desired],
    ) -> Result<Snapshot, NotThisOne> {
        let found = &document.organization.key;
        for desired in manifests {
            let wanted = &desired.organization.key;
            if wanted != found {
                return Err(NotThisOne::OtherOrganization {
                    found: found.clone(),
                    wanted: wanted.clone(),
                });
            }
        }
        let (taken_at, hidden) = (document.taken_at, document.hidden.is_some());
        let document = match (&document.hidden, key) {
            (None, None) => document,
            (None, Some(_)) => return Err(NotThisOne::NotHidden),
            (Some(_), None) => return Err(NotThisOne::Hidden),
            (Some(hidden), Some(key)) if !key.fits(hidden) => return Err(NotThisOne::OtherKey),
            (Some(_), Some(key)) => key.find(document, manifests),
        };
        Ok(Snapshot {
            live: recall::live(document),
            taken_at,
            hidden,
        })
    }

    /// Refuses a snapshot that was taken too long ago.
    pub fn not_older_than(self, max_age: SignedDuration, now: Timestamp) -> Result<Snapshot, NotThisOne> {
        let taken_at = self.taken_at;
        if now.duration_since(taken_at) > max_age {
            return Err(NotThisOne::TooOld { taken_at, max_age });
        }
        Ok(self)
    }

    /// The plan for the moment of the snapshot, with what the guards say; the baseline comes with what is told of it.
    pub fn plan(
        &self,
        desired: &Desired,
        baseline: Option<(&Desired, BaselineReport)>,
    ) -> Result<PlanReport, CallerUnclear> {
        let (other, told) = baseline.unzip();
        let (_, plans) = self.plans(desired, other)?;
        let verdict = check(plans.manifest, Rules::new(desired, other));
        let mut report = PlanReport::of(&verdict, plans.baseline.as_ref().zip(told));
        if self.hidden {
            report.warnings.push(HIDDEN_NAMES.to_owned());
        }
        report.snapshot = Some(self.note());
        Ok(report)
    }

    /// Where the organization was not what the manifest says; the baseline comes with what is told of it.
    pub fn drift(
        &self,
        desired: &Desired,
        baseline: Option<(&Desired, BaselineReport)>,
    ) -> Result<DriftReport, CallerUnclear> {
        let (other, told) = baseline.unzip();
        let (live, plans) = self.plans(desired, other)?;
        let drift = compare(&live, &plans.manifest, plans.baseline.as_ref());
        let mut report = DriftReport::of(&drift, told);
        report.snapshot = Some(self.note());
        Ok(report)
    }

    /// Looks at as much as a survey of the platform would have read, so that both lead to the same.
    fn plans(&self, desired: &Desired, baseline: Option<&Desired>) -> Result<(Live, Plans), CallerUnclear> {
        let first = first_scope(desired, baseline);
        let live = self.live.within(&[&first]);
        let plans = Plans::make(desired, baseline, &live, self.taken_at)?;
        let Some(wider) = plans.wider_scope(&live) else {
            return Ok((live, plans));
        };
        let live = self.live.within(&[&first, &wider]);
        let plans = Plans::make(desired, baseline, &live, self.taken_at)?;
        Ok((live, plans))
    }

    fn note(&self) -> SnapshotNoteReport {
        SnapshotNoteReport {
            taken_at: self.taken_at,
            hidden: self.hidden,
        }
    }
}

/// What cannot be asked of names that are hidden.
const HIDDEN_NAMES: &str =
    "the snapshot hides who is not declared, so that `rename-suspected` cannot compare their names";
