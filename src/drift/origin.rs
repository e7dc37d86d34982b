//! The pull-request view: which steps of a plan a change of the manifest causes, and which were due before.

use std::collections::BTreeMap;

use super::key::Key;
use super::{Difference, What};
use crate::model::{Address, Change};
use crate::plan::Plan;

/// The steps of a plan by where they come from, and the steps that are no longer due.
#[derive(Clone, Debug, Default)]
pub struct Origins<'a> {
    /// Not due before: this change of the manifest causes them.
    pub caused: Vec<&'a Change>,
    /// Due before too: somebody changed live, or an earlier apply did not do everything.
    pub there_before: Vec<&'a Change>,
    /// Due before, and no longer.
    pub repaired: Vec<&'a Change>,
}

/// Sorts the steps of a manifest's plan by whether the plan of its base, against the same live organization, has
/// them too. `held` are steps of the plan that a guard took out of it.
pub fn origins<'a>(plan: &'a Plan, held: impl Iterator<Item = &'a Change>, base: &'a Plan) -> Origins<'a> {
    let mut due = by_key(base, base.changes.iter());
    let mut origins = Origins::default();
    let left: Vec<&Address> = plan.changes.iter().map(|change| &change.address).collect();
    let here = by_key(plan, plan.changes.iter().chain(held));
    let mut sorted: BTreeMap<&Address, bool> = BTreeMap::new();
    for (key, difference) in here {
        let What::Change(change) = difference.what else {
            continue;
        };
        let before = due.remove(&key);
        sorted.insert(
            &change.address,
            before.is_some_and(|before| is_same(difference, before)),
        );
    }
    for (address, change) in left.into_iter().zip(&plan.changes) {
        match sorted.get(address) {
            Some(true) => origins.there_before.push(change),
            _ => origins.caused.push(change),
        }
    }
    origins.repaired = due.into_values().filter_map(as_change).collect();
    origins
}

fn by_key<'a>(plan: &'a Plan, changes: impl Iterator<Item = &'a Change>) -> BTreeMap<Key, Difference<'a>> {
    let differences = changes.map(|change| Difference {
        plan,
        what: What::Change(change),
    });
    differences
        .map(|difference| (Key::of(difference), difference))
        .collect()
}

/// Whether the same is done to the same thing.
fn is_same(one: Difference<'_>, other: Difference<'_>) -> bool {
    match (as_change(one), as_change(other)) {
        (Some(change), Some(before)) => {
            change.action.name() == before.action.name() && one.wanted() == other.wanted()
        }
        _ => false,
    }
}

fn as_change(difference: Difference<'_>) -> Option<&Change> {
    match difference.what {
        What::Change(change) => Some(change),
        What::Unmanaged(_) | What::Finding(_) => None,
    }
}
