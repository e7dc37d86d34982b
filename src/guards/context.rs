//! What a guard may look at.

use std::collections::BTreeSet;

use super::Objection;
use crate::model::{Address, Change, Desired, GuardCode, GuardSettings};
use crate::plan::Plan;

/// A finished plan, and what the manifest says about guards.
pub(super) struct Context<'a> {
    pub(super) plan: &'a Plan,
    /// The same plan, with everybody in it who can lose access.
    pub(super) people: &'a Plan,
    pub(super) desired: &'a Desired,
    pub(super) settings: &'a GuardSettings,
}

impl Context<'_> {
    pub(super) fn settings(&self) -> &GuardSettings {
        self.settings
    }

    /// The changes that end somebody's ownership of the organization.
    pub(super) fn ownership_endings(&self) -> impl Iterator<Item = &Change> {
        self.plan
            .changes
            .iter()
            .filter(|change| change.action.ends_ownership())
    }
}

/// The addresses of some changes.
pub(super) fn addresses<'a>(changes: impl IntoIterator<Item = &'a Change>) -> BTreeSet<Address> {
    changes.into_iter().map(|change| change.address.clone()).collect()
}

/// An objection that an approval can lift.
pub(super) fn object(guard: GuardCode, objects: BTreeSet<Address>, reason: String) -> Objection {
    Objection {
        guard,
        objects,
        reason,
        liftable: true,
    }
}

/// `one thing`, `2 things`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}
