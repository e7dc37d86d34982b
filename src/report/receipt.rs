//! What became of a plan, as it is told.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Document, DocumentKind, FindingReport, Fingerprint, FormatVersion, OrganizationReport, WaitingReport,
};
use crate::apply::{Entry, Outcome, Receipt, Verification};
use crate::guards::Held;

/// The account of one apply. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Receipt of orgform")]
pub struct ReceiptReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is a receipt.
    #[schemars(with = "String", extend("const" = "receipt"))]
    pub kind: DocumentKind,
    /// The run, also in the name of its journal.
    pub run: String,
    /// Which organization.
    pub organization: OrganizationReport,
    /// The digest of the plan.
    pub plan: Fingerprint,
    /// When the run began, UTC.
    pub started_at: Timestamp,
    /// When it ended, UTC.
    pub finished_at: Timestamp,
    /// Whether somebody stopped it.
    pub interrupted: bool,
    /// How many changes ended in which way.
    pub summary: EndsReport,
    /// Every change and its end.
    pub changes: Vec<EndReport>,
    /// The additions that a guard kept back.
    pub held: Vec<KeptReport>,
    /// What waits for people, sorted by address.
    pub waiting: Vec<WaitingReport>,
    /// What a last look showed.
    pub verification: VerificationReport,
    /// The journal: what was sent, call by call.
    pub journal: Option<String>,
}

/// How many changes ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EndsReport {
    /// The platform took them.
    pub done: usize,
    /// There was nothing left to do.
    pub satisfied: usize,
    /// The world moved, so nothing was sent.
    pub stale: usize,
    /// They were tried and did not work.
    pub failed: usize,
    /// Something that they depend on did not come about.
    pub blocked: usize,
    /// The run was stopped before their turn.
    pub not_started: usize,
}

/// One change and its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EndReport {
    /// What was to be changed.
    pub address: String,
    /// The change's action, by its stable name.
    pub action: String,
    /// `done`, `satisfied`, `stale`, `failed`, `blocked` or `not-started`.
    pub outcome: String,
    /// More about it.
    pub detail: Option<String>,
    /// The change that it waited for, where it is blocked.
    pub blocked_by: Option<String>,
    /// The id of the last request.
    pub request_id: Option<String>,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// From the first call to the last, in milliseconds.
    pub duration_ms: Option<u64>,
    /// Whether the platform may have done it although it failed.
    pub maybe_done: bool,
    /// Whether the platform has no such route.
    pub unsupported: bool,
}

/// An addition that a guard kept back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeptReport {
    /// What was to be added.
    pub address: String,
    /// The guard.
    pub guard: String,
    /// Why.
    pub reason: String,
}

/// What a last look showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum VerificationReport {
    /// Nothing is left to do but to wait.
    Converged {
        /// So many people have not answered yet.
        waiting_people: usize,
    },
    /// Something is left.
    Remaining {
        /// What a plan would do now.
        changes: Vec<String>,
        /// What is declared and can be neither read nor written here.
        blocked: Vec<FindingReport>,
    },
    /// Live could not be read again.
    Failed {
        /// Why.
        why: String,
    },
    /// Nobody looked, because the run was stopped, or its time was over.
    NotDone,
}

impl Document for ReceiptReport {
    const KIND: DocumentKind = DocumentKind::Receipt;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl From<&Receipt> for ReceiptReport {
    fn from(receipt: &Receipt) -> ReceiptReport {
        ReceiptReport {
            format_version: ReceiptReport::VERSION,
            kind: ReceiptReport::KIND,
            run: receipt.run.clone(),
            organization: OrganizationReport::from(&receipt.organization),
            plan: receipt.plan.clone(),
            started_at: receipt.started_at,
            finished_at: receipt.finished_at,
            interrupted: receipt.interrupted,
            summary: EndsReport::of(&receipt.entries),
            changes: receipt.entries.iter().map(EndReport::from).collect(),
            held: receipt.held.iter().map(KeptReport::from).collect(),
            waiting: receipt.waiting.iter().map(WaitingReport::from).collect(),
            verification: VerificationReport::from(&receipt.verification),
            journal: receipt.journal.as_ref().map(|path| path.display().to_string()),
        }
    }
}

impl EndsReport {
    fn of(entries: &[Entry]) -> EndsReport {
        let mut ends = EndsReport::default();
        for entry in entries {
            let count = match entry.outcome {
                Outcome::Done { .. } => &mut ends.done,
                Outcome::Satisfied { .. } => &mut ends.satisfied,
                Outcome::Stale { .. } => &mut ends.stale,
                Outcome::Failed { .. } => &mut ends.failed,
                Outcome::Blocked { .. } => &mut ends.blocked,
                Outcome::NotStarted => &mut ends.not_started,
            };
            *count += 1;
        }
        ends
    }
}

impl From<&Entry> for EndReport {
    fn from(entry: &Entry) -> EndReport {
        EndReport::of(entry.address.to_string(), &entry.action, &entry.outcome)
    }
}

impl EndReport {
    /// The end of the change of an address.
    pub(super) fn of(address: String, action: &str, outcome: &Outcome) -> EndReport {
        let mut end = EndReport {
            address,
            action: action.to_owned(),
            outcome: outcome.name().to_owned(),
            detail: None,
            blocked_by: None,
            request_id: None,
            status: None,
            duration_ms: None,
            maybe_done: false,
            unsupported: false,
        };
        match outcome {
            Outcome::Done {
                request_id,
                status,
                duration,
                detail,
            } => {
                end.request_id.clone_from(request_id);
                end.status = *status;
                end.duration_ms = Some(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
                end.detail.clone_from(detail);
            }
            Outcome::Satisfied { detail } | Outcome::Stale { detail } => end.detail = Some(detail.clone()),
            Outcome::Failed {
                detail,
                request_id,
                status,
                maybe_done,
                unsupported,
            } => {
                end.detail = Some(detail.clone());
                end.request_id.clone_from(request_id);
                end.status = *status;
                end.maybe_done = *maybe_done;
                end.unsupported = *unsupported;
            }
            Outcome::Blocked { by } => end.blocked_by = Some(by.to_string()),
            Outcome::NotStarted => {}
        }
        end
    }
}

impl From<&Held> for KeptReport {
    fn from(held: &Held) -> KeptReport {
        KeptReport {
            address: held.change.address.to_string(),
            guard: held.guard.to_string(),
            reason: held.reason.clone(),
        }
    }
}

impl From<&Verification> for VerificationReport {
    fn from(verification: &Verification) -> VerificationReport {
        match verification {
            Verification::Converged { waiting } => VerificationReport::Converged {
                waiting_people: *waiting,
            },
            Verification::Remaining { changes, blocked } => VerificationReport::Remaining {
                changes: changes.iter().map(ToString::to_string).collect(),
                blocked: blocked.iter().map(FindingReport::from).collect(),
            },
            Verification::Failed { why } => VerificationReport::Failed { why: why.clone() },
            Verification::NotDone => VerificationReport::NotDone,
        }
    }
}
