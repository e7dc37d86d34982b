//! Keeping additions back while the rest goes on.

use std::collections::{BTreeMap, BTreeSet};

use super::{Held, Objection};
use crate::model::{Address, GuardCode};
use crate::plan::{Plan, WaitingFor};

/// Takes what is objected to, and everything that depends on it, out of the plan.
pub(super) fn hold_back(plan: &mut Plan, objections: &[Objection]) -> Vec<Held> {
    let held = would_be_held(plan, objections);
    if held.is_empty() {
        return held;
    }
    let addresses: BTreeSet<Address> = held.iter().map(|held| held.change.address.clone()).collect();
    let is_held = |address: &Address| addresses.contains(address);
    plan.changes.retain(|change| !is_held(&change.address));
    // Whoever is not invited after all is not waited for.
    plan.waiting.retain(|waiting| match &waiting.for_what {
        WaitingFor::Invitation { person } => !is_held(&Address::Invitation(person.clone())),
        WaitingFor::Answer { .. } => true,
    });
    plan.forecast();
    held
}

/// What is objected to, and everything that depends on it, in the plan's order.
pub(super) fn would_be_held(plan: &Plan, objections: &[Objection]) -> Vec<Held> {
    let mut reasons: BTreeMap<Address, (GuardCode, String)> = BTreeMap::new();
    for objection in objections {
        for address in &objection.objects {
            reasons
                .entry(address.clone())
                .or_insert_with(|| (objection.guard, objection.reason.clone()));
        }
    }
    let mut held = Vec::new();
    for change in &plan.changes {
        let inherited = change.depends_on.iter().find_map(|needed| {
            let (guard, _) = reasons.get(needed)?;
            Some((*guard, format!("depends on {needed}, which is held")))
        });
        let reason = reasons.get(&change.address).cloned().or(inherited);
        if let Some((guard, reason)) = reason {
            reasons.insert(change.address.clone(), (guard, reason.clone()));
            held.push(Held {
                change: change.clone(),
                guard,
                reason,
            });
        }
    }
    held
}
