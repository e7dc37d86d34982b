//! What the guards said.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::id;
use super::{ChangeReport, approval};
use crate::guards::{Judgement, Objection};
use crate::model::Address;
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
    let holding = judgement.holds.iter();
    let lifted = judgement.lifted.iter();
    refusing
        .map(|objection| (objection, GuardState::Refuses))
        .chain(holding.map(|objection| (objection, GuardState::Holds)))
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
