//! What became of a plan.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::{Record, Verification};
use crate::guards::{ApprovedPlan, Held};
use crate::model::{Address, Fingerprint};
use crate::plan::{OrganizationRef, Waiting};

/// The account of one apply: the end of every change, and what the organization looks like now.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The id of the run, also in the name of the journal.
    pub run: String,
    /// Which organization.
    pub organization: OrganizationRef,
    /// The digest of the plan.
    pub plan: Fingerprint,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Timestamp,
    /// Every change of the plan, in its order; behind them what a saved plan held and was not tried.
    pub entries: Vec<Entry>,
    /// The additions that a guard kept back.
    pub held: Vec<Held>,
    /// What waits for people.
    pub waiting: Vec<Waiting>,
    /// Whether somebody stopped the run.
    pub interrupted: bool,
    /// What a last look showed.
    pub verification: Verification,
    /// Where every call stands.
    pub journal: Option<PathBuf>,
}

/// One change and its end.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was to be changed.
    pub address: Address,
    /// The change's action, by its stable name.
    pub action: String,
    /// Its end.
    pub outcome: Outcome,
}

/// How a change ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform took it.
    Done {
        /// The id of the last request.
        request_id: Option<String>,
        /// The status of its answer.
        status: Option<u16>,
        /// From the first call to the last.
        duration: Duration,
        /// What is worth telling: how a lost answer was made good.
        detail: Option<String>,
    },
    /// There was nothing left to do.
    Satisfied {
        /// How that showed.
        detail: String,
    },
    /// The world moved since the plan was made; nothing was sent.
    Stale {
        /// What moved.
        detail: String,
    },
    /// It was tried and did not work.
    Failed {
        /// The platform's words, or what was missing.
        detail: String,
        /// The id of the last request.
        request_id: Option<String>,
        /// The status of its answer, if one came.
        status: Option<u16>,
        /// The platform may have done it all the same.
        maybe_done: bool,
        /// The platform has no such route.
        unsupported: bool,
    },
    /// Something that it depends on did not come about.
    Blocked {
        /// What that was.
        by: Address,
    },
    /// The run was stopped before its turn.
    NotStarted,
}

impl Outcome {
    /// The stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Done { .. } => "done",
            Outcome::Satisfied { .. } => "satisfied",
            Outcome::Stale { .. } => "stale",
            Outcome::Failed { .. } => "failed",
            Outcome::Blocked { .. } => "blocked",
            Outcome::NotStarted => "not-started",
        }
    }

    /// Whether what the change wants is now so, and what depends on it may go on.
    pub fn is_reached(&self) -> bool {
        matches!(self, Outcome::Done { .. } | Outcome::Satisfied { .. })
    }
}

impl Receipt {
    /// The account of a run that found nothing to do, and so kept no journal.
    pub fn of_nothing(approved: &ApprovedPlan, run: String, at: Timestamp) -> Receipt {
        let (plan, held) = (approved.plan(), &approved.judgement().held);
        Receipt {
            run,
            organization: plan.organization.clone(),
            plan: plan.digest(),
            started_at: at,
            finished_at: at,
            entries: Vec::new(),
            held: held.clone(),
            waiting: plan.waiting.clone(),
            interrupted: false,
            verification: Verification::of(plan, held),
            journal: None,
        }
    }

    /// Whether every change came about.
    pub fn is_complete(&self) -> bool {
        self.entries.iter().all(|entry| entry.outcome.is_reached())
    }

    /// The last line of the run's journal.
    pub fn closing_record(&self) -> Record {
        let verification = match &self.verification {
            Verification::Converged { waiting: 0 } => "converged".to_owned(),
            Verification::Converged { waiting } => format!("converged, waiting for {waiting} people"),
            Verification::Remaining { changes, blocked } => {
                format!("{} changes and {} findings remain", changes.len(), blocked.len())
            }
            Verification::Failed { why } => format!("live could not be read again: {why}"),
            Verification::NotDone => "not done".to_owned(),
        };
        Record::Closed {
            at: self.finished_at.to_string(),
            interrupted: self.interrupted,
            verification,
        }
    }

    /// How many changes the platform took.
    pub fn done(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| matches!(entry.outcome, Outcome::Done { .. }))
            .count()
    }
}
