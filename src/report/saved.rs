//! A plan on disk, for somebody to read and for `apply --plan` to go by.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ChangeReport, Document, DocumentKind, Fingerprint, FormatVersion, PlanReport};
use crate::apply::SavedPlan;
use crate::guards::Verdict;
use crate::model::{Address, OrganizationId};
use crate::plan::OrganizationRef;

/// A saved plan. It holds no secret, and whoever edits it gains nothing: apply plans again and sends only
/// what is the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Saved plan of orgform")]
pub struct SavedPlanReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is a saved plan.
    #[schemars(with = "String", extend("const" = "saved-plan"))]
    pub kind: DocumentKind,
    /// The program that made it.
    pub tool: String,
    /// The commit that the manifest was read from, where it was in a git work tree.
    pub commit: Option<String>,
    /// From when on it is not applied any more, UTC.
    pub expires_at: Timestamp,
    /// The changes that it allows, by address.
    pub allows: BTreeMap<String, AllowedReport>,
    /// The plan as it was shown.
    pub plan: PlanReport,
}

/// A change that a saved plan allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AllowedReport {
    /// Its action.
    pub action: String,
    /// Of what it does, to which live value, after what, with which effects.
    pub digest: Fingerprint,
}

impl Document for SavedPlanReport {
    const KIND: DocumentKind = DocumentKind::SavedPlan;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl SavedPlanReport {
    /// Saves a plan with the guards' verdict. A refused one can be shown, and allows nothing.
    pub fn of(verdict: &Verdict, commit: Option<String>, valid_for: Duration) -> SavedPlanReport {
        let plan = verdict.plan();
        let changes = match verdict {
            Verdict::Approved(_) => plan.changes.as_slice(),
            Verdict::Refused(_) => &[],
        };
        let valid_for = SignedDuration::try_from(valid_for).unwrap_or(SignedDuration::MAX);
        SavedPlanReport {
            format_version: SavedPlanReport::VERSION,
            kind: SavedPlanReport::KIND,
            tool: concat!("orgform ", env!("CARGO_PKG_VERSION")).to_owned(),
            commit,
            expires_at: plan.now.checked_add(valid_for).unwrap_or(Timestamp::MAX),
            allows: changes
                .iter()
                .map(|change| {
                    let action = change.action.name().to_owned();
                    (
                        change.address.to_string(),
                        AllowedReport {
                            action,
                            digest: change.digest(),
                        },
                    )
                })
                .collect(),
            plan: PlanReport::from(verdict),
        }
    }

    /// The plan without what it shows otherwise than `fresh`, a plan made just now, would do it: whoever
    /// reviewed the file saw something else than what it allows, so it was edited.
    #[must_use]
    pub fn without_what_it_hides(mut self, fresh: &PlanReport) -> SavedPlanReport {
        let shown: BTreeMap<&str, &ChangeReport> = by_address(&self.plan);
        let planned: BTreeMap<&str, &ChangeReport> = by_address(fresh);
        let is_hidden = |address: &str| match (shown.get(address), planned.get(address)) {
            (Some(shown), Some(planned)) => !shown.does_the_same_as(planned),
            (None, _) => true,
            // What is not to be done any more cannot be done otherwise.
            (Some(_), None) => false,
        };
        let hidden: Vec<String> = self
            .allows
            .keys()
            .filter(|address| is_hidden(address))
            .cloned()
            .collect();
        for address in hidden {
            if let Some(allowed) = self.allows.get_mut(&address) {
                allowed.digest = Fingerprint::builder("shown otherwise").finish();
            }
        }
        self
    }

    /// What apply goes by. Fails on an address that is none, and on a plan from a snapshot: the file was edited.
    pub fn to_saved_plan(&self) -> Result<SavedPlan, String> {
        if let Some(snapshot) = &self.plan.snapshot {
            return Err(format!("it was made from a snapshot of {}", snapshot.taken_at));
        }
        let organization = &self.plan.organization;
        let changes = self.allows.iter().map(|(address, allowed)| {
            let address: Address = address.parse().map_err(|error| format!("{error}"))?;
            Ok((address, (allowed.action.clone(), allowed.digest.clone())))
        });
        Ok(SavedPlan {
            organization: OrganizationRef {
                id: OrganizationId::new(&organization.id),
                key: organization.key.clone(),
                server: organization.server.clone(),
            },
            caller: self.plan.caller.to_ascii_lowercase(),
            manifest: self.plan.manifest.clone(),
            created_at: self.plan.created_at,
            expires_at: self.expires_at,
            changes: changes.collect::<Result<_, String>>()?,
        })
    }
}

fn by_address(plan: &PlanReport) -> BTreeMap<&str, &ChangeReport> {
    plan.changes
        .iter()
        .map(|change| (change.address.as_str(), change))
        .collect()
}
