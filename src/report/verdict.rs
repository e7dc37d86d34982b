//! The plan in one line, as data.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::guards::{Judgement, Looseness, Than};
use crate::model::GuardCode;
use crate::plan::{AccessSummary, Plan};

/// What comes of the plan, and its size in people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VerdictReport {
    /// What comes of it.
    pub outcome: Outcome,
    /// How many steps there are.
    pub changes: usize,
    /// How many additions are held back.
    pub held: usize,
    /// How many declared things are neither there, nor planned, nor waiting.
    pub blocked: usize,
    /// How many people have no access to anything any more, or leave.
    pub people_losing_all: usize,
    /// How many people may do less somewhere.
    pub people_losing_some: usize,
    /// How many people become owner of the organization or of a workspace.
    pub people_gaining_owner: usize,
    /// How many people may do more somewhere, without becoming owner.
    pub people_gaining: usize,
    /// How many people nothing changes for.
    pub people_unaffected: usize,
    /// How many people have to answer an invitation.
    pub people_awaited: usize,
    /// The guards that refuse, in their order.
    pub refused_by: Vec<String>,
    /// The guards that hold something back, in their order.
    pub held_by: Vec<String>,
    /// The guards that would refuse or hold, and are lifted by an approval.
    pub lifted: Vec<String>,
    /// Limits that are looser than what everybody has, or than the baseline.
    pub looser: Vec<LoosenessReport>,
}

/// What comes of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Live is as declared.
    NoChanges,
    /// Nothing is to be done but wait for people.
    Waiting,
    /// Nothing can be done, and something declared is missing.
    Blocked,
    /// There are steps, and nothing stands against them.
    Changes,
    /// Some additions are held back; the other steps, if there are any, go on.
    Held,
    /// A guard refuses the plan as a whole.
    Refused,
}

impl Outcome {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::NoChanges => "no-changes",
            Outcome::Waiting => "waiting",
            Outcome::Blocked => "blocked",
            Outcome::Changes => "changes",
            Outcome::Held => "held",
            Outcome::Refused => "refused",
        }
    }
}

/// A limit that is looser than what everybody has, or than the baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoosenessReport {
    /// The guard that it belongs to.
    pub guard: String,
    /// Than what it is looser. Since 1.1.
    #[serde(default)]
    pub than: ThanReport,
    /// What it is, and what it would be.
    pub limit: String,
}

/// What a limit is held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ThanReport {
    /// What everybody has.
    #[default]
    Default,
    /// What was applied last. The stricter one counts until this manifest is applied.
    Baseline,
}

impl VerdictReport {
    pub(super) fn of(plan: &Plan, judgement: &Judgement, access: &AccessSummary) -> VerdictReport {
        VerdictReport {
            outcome: outcome(plan, judgement),
            changes: plan.changes.len(),
            held: judgement.held.len(),
            blocked: plan.findings.iter().filter(|finding| finding.blocks).count(),
            people_losing_all: access.lose_all.len(),
            people_losing_some: access.lose_some.len(),
            people_gaining_owner: access.gain_owner.len(),
            people_gaining: access.gain.len(),
            people_unaffected: access.unaffected,
            people_awaited: plan.people_awaited(),
            refused_by: codes(judgement.objections.iter().map(|objection| objection.guard)),
            held_by: codes(judgement.held.iter().map(|held| held.guard)),
            lifted: codes(judgement.lifted.iter().map(|objection| objection.guard)),
            looser: judgement.looser.iter().map(LoosenessReport::from).collect(),
        }
    }
}

fn outcome(plan: &Plan, judgement: &Judgement) -> Outcome {
    if !judgement.objections.is_empty() {
        Outcome::Refused
    } else if !judgement.held.is_empty() {
        Outcome::Held
    } else if !plan.changes.is_empty() {
        Outcome::Changes
    } else if plan.is_blocked() {
        Outcome::Blocked
    } else if !plan.waiting.is_empty() {
        Outcome::Waiting
    } else {
        Outcome::NoChanges
    }
}

fn codes(guards: impl Iterator<Item = GuardCode>) -> Vec<String> {
    let distinct: BTreeSet<GuardCode> = guards.collect();
    distinct.iter().map(ToString::to_string).collect()
}

impl From<&Looseness> for LoosenessReport {
    fn from(looseness: &Looseness) -> LoosenessReport {
        LoosenessReport {
            guard: looseness.guard.to_string(),
            than: match looseness.than {
                Than::Default => ThanReport::Default,
                Than::Baseline => ThanReport::Baseline,
            },
            limit: looseness.text.clone(),
        }
    }
}
