//! What the guards said.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::id;
use super::{ChangeReport, approval};
use crate::guards::{Held, Judgement, Objection};
use crate::model::{Address, GuardCode};
use crate::plan::Plan;

/// One reason against a plan, or against a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GuardReport {
    /// The guard's name. A later minor version may add words.
    pub code: String,
    /// What comes of it.
    pub state: GuardState,
    /// Why, in one sentence.
    pub reason: String,
    /// What it objects to, as an approval has to name it.
    pub objects: Vec<String>,
    /// The ids of the steps that are among the objects.
    pub changes: Vec<String>,
    /// The YAML that lifts it when it is put into the root file; null when it is lifted already, or when no
    /// approval can.
    pub approval: Option<String>,
}

/// What comes of a guard's reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GuardState {
    /// It refuses the whole plan.
    Refuses,
    /// It keeps back additions, and lets the rest go on.
    Holds,
    /// An approval lifts it.
    Lifted,
}

/// An addition that a guard keeps back, or that depends on one. It is not among the plan's changes, unless
/// the plan is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HeldReport {
    /// The step.
    pub change: ChangeReport,
    /// The guard's name.
    pub guard: String,
    /// Why.
    pub reason: String,
}

/// Everything that the guards said: what refuses first, then what holds, then what is lifted.
pub(super) fn reports(plan: &Plan, judgement: &Judgement) -> Vec<GuardReport> {
    let mut reporter = Reporter {
        ids: ids(plan, judgement),
        now: plan.now,
    };
    let refusing = judgement.objections.iter();
    let holding = holding(&judgement.held);
    let lifted = judgement.lifted.iter();
    refusing
        .map(|objection| (objection, GuardState::Refuses))
        .chain(holding.iter().map(|objection| (objection, GuardState::Holds)))
        .chain(lifted.map(|objection| (objection, GuardState::Lifted)))
        .map(|(objection, state)| reporter.report(objection, state))
        .collect()
}

struct Reporter<'a> {
    ids: BTreeMap<&'a Address, String>,
    now: Timestamp,
}

fn ids<'a>(plan: &'a Plan, judgement: &'a Judgement) -> BTreeMap<&'a Address, String> {
    let held = judgement.held.iter().map(|held| &held.change);
    plan.changes
        .iter()
        .chain(held)
        .map(|change| (&change.address, id(change)))
        .collect()
}

impl Reporter<'_> {
    fn report(&mut self, objection: &Objection, state: GuardState) -> GuardReport {
        let code = objection.guard.to_string();
        let objects: Vec<String> = objection.objects.iter().map(ToString::to_string).collect();
        let changes = objection.objects.iter().filter_map(|object| self.ids.get(object));
        let can_be_lifted = objection.liftable && state != GuardState::Lifted;
        let approval = can_be_lifted
            .then(|| approval::block([(code.as_str(), objects.as_slice())], self.now))
            .flatten();
        GuardReport {
            changes: changes.cloned().collect(),
            reason: objection.reason.clone(),
            code,
            state,
            objects,
            approval,
        }
    }
}

/// What is held, put together again as the objections that hold it. What is held only because it depends on
/// something else that is held needs no approval of its own.
fn holding(held: &[Held]) -> Vec<Objection> {
    let addresses: BTreeSet<&Address> = held.iter().map(|held| &held.change.address).collect();
    let mut objects: BTreeMap<(GuardCode, &str), BTreeSet<Address>> = BTreeMap::new();
    for held in held {
        let follows = held
            .change
            .depends_on
            .iter()
            .any(|needed| addresses.contains(needed));
        if !follows {
            let address = held.change.address.clone();
            objects
                .entry((held.guard, &held.reason))
                .or_default()
                .insert(address);
        }
    }
    objects
        .into_iter()
        .map(|((guard, reason), objects)| Objection {
            guard,
            objects,
            reason: reason.to_owned(),
            liftable: true,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Change, Fingerprint, WorkspaceKey};

    #[test]
    fn what_is_held_with_something_else_needs_no_approval_of_its_own() {
        let held = |address: &str, depends_on: &[&str], reason: &str| Held {
            change: Change {
                address: address.parse().unwrap(),
                action: Action::DeleteWorkspace {
                    key: WorkspaceKey::new("any"),
                },
                because: String::new(),
                depends_on: depends_on
                    .iter()
                    .map(|address| address.parse().unwrap())
                    .collect(),
                effects: Vec::new(),
                source: None,
                fingerprint: Fingerprint::builder("test").finish(),
            },
            guard: GuardCode::SeatLimit,
            reason: reason.to_owned(),
        };
        let objections = holding(&[
            held("invitation/a@acme.example", &[], "too many"),
            held("invitation/b@acme.example", &[], "too many"),
            held(
                "team/x/member/b@acme.example",
                &["invitation/b@acme.example"],
                "depends on it",
            ),
        ]);
        assert_eq!(objections.len(), 1);
        let objects: Vec<String> = objections[0].objects.iter().map(ToString::to_string).collect();
        assert_eq!(
            objects,
            ["invitation/a@acme.example", "invitation/b@acme.example"]
        );
    }
}
