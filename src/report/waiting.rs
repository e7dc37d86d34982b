//! What waits for people, and what nobody declared.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SourceReport, TargetReport};
use crate::model::Role;
use crate::plan::{Unmanaged, Waiting, WaitingFor};

/// An intent that the platform cannot take before somebody has answered. Neither a change nor drift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WaitingReport {
    /// What is meant to be.
    pub address: String,
    /// The address taken apart.
    pub target: TargetReport,
    /// Who has to answer.
    pub person: String,
    /// When the invitation was sent; null for one that this plan sends.
    pub since: Option<Timestamp>,
    /// When the invitation ends; null for one that this plan sends.
    pub until: Option<Timestamp>,
    /// Whether the person took the invitation up and has to confirm the address.
    pub verifying: bool,
    /// The role or permission that will be given; null for a team.
    pub role: Option<Role>,
    /// Where the manifest asks for it.
    pub source: Option<SourceReport>,
}

/// Something live that no line declares, and that stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnmanagedReport {
    /// What is there.
    pub address: String,
    /// The address taken apart.
    pub target: TargetReport,
    /// What it is worth: a role or a permission.
    pub role: Option<Role>,
    /// The word of `manage.prune` that would let orgform remove it; null where nothing would.
    pub prune: Option<String>,
    /// Why it is left alone although it could be removed.
    pub kept_because: Option<String>,
}

impl From<&Waiting> for WaitingReport {
    fn from(waiting: &Waiting) -> WaitingReport {
        let (since, until, verifying) = match waiting.for_what {
            WaitingFor::Answer {
                since,
                until,
                verifying,
                ..
            } => (Some(since), Some(until), verifying),
            WaitingFor::Invitation { .. } => (None, None, false),
        };
        WaitingReport {
            address: waiting.address.to_string(),
            target: TargetReport::from(&waiting.address),
            person: waiting.for_what.person().to_string(),
            since,
            until,
            verifying,
            role: waiting.role,
            source: waiting.source.as_ref().map(SourceReport::from),
        }
    }
}

impl From<&Unmanaged> for UnmanagedReport {
    fn from(unmanaged: &Unmanaged) -> UnmanagedReport {
        UnmanagedReport {
            address: unmanaged.address.to_string(),
            target: TargetReport::from(&unmanaged.address),
            role: unmanaged.role,
            prune: unmanaged.prune.map(|word| word.to_string()),
            kept_because: unmanaged.kept_because.clone(),
        }
    }
}
