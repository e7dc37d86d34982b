//! Applying no more than a plan that was saved, reviewed and perhaps approved by somebody else.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Entry, Outcome};
use crate::guards::ApprovedPlan;
use crate::model::{Address, Fingerprint};
use crate::plan::{OrganizationRef, Plan};

/// What a saved plan is bound to, and what it allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// The organization that it was made for.
    pub organization: OrganizationRef,
    /// The account whose key it was made with.
    pub caller: String,
    /// The digest of the manifest that it was made from.
    pub manifest: Fingerprint,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is not applied any more.
    pub expires_at: Timestamp,
    /// The changes that it allows, each with its action and its digest.
    pub changes: BTreeMap<Address, (String, Fingerprint)>,
}

/// Why a saved plan as a whole is not applied. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StalePlan {
    /// Another organization or platform.
    #[error("the plan is for the organization {saved}, and this is {found}")]
    OtherOrganization {
        /// The plan's.
        saved: String,
        /// The one that answered.
        found: String,
    },
    /// Another account.
    #[error("the plan was made with the key of {saved}, and this is the key of {found}")]
    OtherCaller {
        /// The plan's.
        saved: String,
        /// The one that the key belongs to.
        found: String,
    },
    /// The manifest changed.
    #[error("the manifest has changed since the plan was made")]
    OtherManifest,
    /// Too old.
    #[error("the plan was made at {created_at} and expired at {expires_at}")]
    Expired {
        /// When it was made.
        created_at: Timestamp,
        /// When it ended.
        expires_at: Timestamp,
    },
}

impl SavedPlan {
    /// Whether a fresh plan is for the same organization, account and manifest, and in time.
    pub fn fits(&self, fresh: &Plan) -> Result<(), StalePlan> {
        let (saved, found) = (&self.organization, &fresh.organization);
        if saved != found {
            let name =
                |organization: &OrganizationRef| format!("{} on {}", organization.key, organization.server);
            let (saved_name, found_name) = (name(saved), name(found));
            // One name can stand for two organizations, one after the other.
            let ids = saved_name == found_name;
            let with_id = |name: String, organization: &OrganizationRef| {
                if ids {
                    format!("{name} (id {})", organization.id)
                } else {
                    name
                }
            };
            return Err(StalePlan::OtherOrganization {
                saved: with_id(saved_name, saved),
                found: with_id(found_name, found),
            });
        }
        if self.caller != fresh.caller.folded() {
            return Err(StalePlan::OtherCaller {
                saved: self.caller.clone(),
                found: fresh.caller.to_string(),
            });
        }
        if self.manifest != fresh.manifest {
            return Err(StalePlan::OtherManifest);
        }
        if fresh.now >= self.expires_at {
            return Err(StalePlan::Expired {
                created_at: self.created_at,
                expires_at: self.expires_at,
            });
        }
        Ok(())
    }
}

/// Keeps of a fresh, approved plan what is the same in the saved one. What was saved and is not kept comes
/// back with its end: `satisfied` where there is nothing left to do, `stale` where something moved. An old
/// or edited plan can so never do more than a fresh one would.
pub fn narrow(saved: &SavedPlan, fresh: ApprovedPlan) -> (ApprovedPlan, Vec<Entry>) {
    let planned: BTreeMap<Address, Fingerprint> = fresh
        .plan()
        .changes
        .iter()
        .map(|change| (change.address.clone(), change.digest()))
        .collect();
    let kept = fresh.narrowed(|change| {
        saved
            .changes
            .get(&change.address)
            .is_some_and(|(_, digest)| *digest == change.digest())
    });
    let still: std::collections::BTreeSet<&Address> =
        kept.plan().changes.iter().map(|change| &change.address).collect();
    let entries = saved
        .changes
        .iter()
        .filter(|(address, _)| !still.contains(address))
        .map(|(address, (action, digest))| Entry {
            address: address.clone(),
            action: action.clone(),
            outcome: end(&kept, address, planned.get(address), digest),
        })
        .collect();
    (kept, entries)
}

fn end(
    fresh: &ApprovedPlan,
    address: &Address,
    planned: Option<&Fingerprint>,
    saved: &Fingerprint,
) -> Outcome {
    let plan = fresh.plan();
    let text = address.to_string();
    let held = fresh
        .judgement()
        .held
        .iter()
        .any(|held| held.change.address == *address);
    let waits = plan.waiting.iter().any(|waiting| waiting.address == *address);
    let told = plan.findings.iter().find(|finding| finding.subject == text);
    let stale = |detail: String| Outcome::Stale { detail };
    match planned {
        _ if held => stale("a guard holds it back now".to_owned()),
        Some(planned) if planned == saved => stale("something that it depends on moved".to_owned()),
        Some(_) => stale("it would be done differently now".to_owned()),
        None if waits && matches!(address, Address::Invitation(_)) => Outcome::Satisfied {
            detail: "the invitation is open".to_owned(),
        },
        None if waits => stale("it waits for somebody now".to_owned()),
        None => match told {
            Some(finding) => stale(finding.detail.clone()),
            None => Outcome::Satisfied {
                detail: "there is nothing left to do".to_owned(),
            },
        },
    }
}
