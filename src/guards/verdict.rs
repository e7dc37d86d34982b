//! What the guards answer.

use std::collections::BTreeSet;

use super::{ApprovalNote, Looseness};
use crate::model::{Address, Change, GuardCode};
use crate::plan::Plan;

/// One reason against a plan, or against a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The guard that objects.
    pub guard: GuardCode,
    /// What it objects to; an approval has to name each of these.
    pub objects: BTreeSet<Address>,
    /// Why, in one sentence.
    pub reason: String,
    /// Whether an approval may lift it.
    pub liftable: bool,
}

/// What all guards together say of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Judgement {
    /// What stands against the plan.
    pub objections: Vec<Objection>,
    /// What would, had it not been approved.
    pub lifted: Vec<Objection>,
    /// What stands against additions, which are then kept back while the rest goes on.
    pub holds: Vec<Objection>,
    /// The additions that are kept back, with what depends on them.
    pub held: Vec<Held>,
    /// What is not refused and should be known.
    pub warnings: Vec<String>,
    /// What became of each approval that did not simply serve.
    pub approvals: Vec<ApprovalNote>,
    /// Limits that are looser than the defaults.
    pub looser: Vec<Looseness>,
}

/// An addition that a guard keeps back, or that depends on one.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The change.
    pub change: Change,
    /// The guard.
    pub guard: GuardCode,
    /// Why.
    pub reason: String,
}

impl Eq for Held {}

/// A plan and the answer to it.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Nothing stands against it; perhaps some additions are held.
    Approved(ApprovedPlan),
    /// It must not be applied.
    Refused(Refusal),
}

/// A plan that passed the guards: the only thing that can be applied, and only this room makes it.
#[derive(Clone, Debug)]
pub struct ApprovedPlan {
    plan: Plan,
    judgement: Judgement,
}

/// A plan that did not pass, in full.
#[derive(Clone, Debug)]
pub struct Refusal {
    plan: Plan,
    judgement: Judgement,
}

impl ApprovedPlan {
    pub(super) fn new(plan: Plan, judgement: Judgement) -> ApprovedPlan {
        ApprovedPlan { plan, judgement }
    }

    /// The plan without what is held.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What the guards said.
    pub fn judgement(&self) -> &Judgement {
        &self.judgement
    }

    /// The same plan with fewer changes, so that it can do less than what was approved and never more. What
    /// depends on a change that is left out is left out too.
    #[must_use]
    pub fn narrowed(mut self, keep: impl Fn(&Change) -> bool) -> ApprovedPlan {
        let mut left_out: BTreeSet<Address> = BTreeSet::new();
        self.plan.changes.retain(|change| {
            let stays = keep(change) && change.depends_on.is_disjoint(&left_out);
            if !stays {
                left_out.insert(change.address.clone());
            }
            stays
        });
        self.plan.forecast();
        self
    }
}

impl Refusal {
    pub(super) fn new(plan: Plan, judgement: Judgement) -> Refusal {
        Refusal { plan, judgement }
    }

    /// The plan, in full.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What the guards said.
    pub fn judgement(&self) -> &Judgement {
        &self.judgement
    }
}

impl Verdict {
    /// The plan, whatever the answer.
    pub fn plan(&self) -> &Plan {
        match self {
            Verdict::Approved(approved) => &approved.plan,
            Verdict::Refused(refusal) => &refusal.plan,
        }
    }

    /// What the guards said, whatever the answer.
    pub fn judgement(&self) -> &Judgement {
        match self {
            Verdict::Approved(approved) => &approved.judgement,
            Verdict::Refused(refusal) => &refusal.judgement,
        }
    }
}
