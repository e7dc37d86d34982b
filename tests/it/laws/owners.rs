//! Whatever part of an approved plan fails, nobody is locked out.

use std::collections::BTreeSet;

use orgform::guards::{Verdict, check};
use orgform::model::{Address, Change, Email, OrgState, Role, WorkspaceKey};
use orgform::plan::apply_change;
use proptest::prelude::*;
use serde_json::json;

use super::case::case;
use super::odd::{distort, oddities};
use super::total::planned;
use crate::support::cases::cases;

/// What an organization must not lose.
#[derive(Debug, PartialEq)]
struct Held {
    owners: usize,
    workspaces: BTreeSet<WorkspaceKey>,
}

impl Held {
    /// Counted here from the rows, and not by the guards' own means.
    fn by(state: &OrgState) -> Held {
        let active = |email: &Email| state.members.get(email).is_some_and(|member| member.active);
        let people = state
            .members
            .values()
            .filter(|member| !member.operator && member.active);
        let owned = state.workspaces.iter().filter(|(_, workspace)| {
            let users = workspace.users.iter().flatten();
            !workspace.default
                && users
                    .into_iter()
                    .any(|(email, role)| *role == Role::Owner && active(email))
        });
        Held {
            owners: people.filter(|member| member.role == Role::Owner).count(),
            workspaces: owned.map(|(key, _)| key.clone()).collect(),
        }
    }
}

/// The state after those changes that do not fail, and do not wait for one that does.
fn after(before: &OrgState, changes: &[Change], caller: &Email, failing: u64) -> OrgState {
    let mut state = before.clone();
    let mut missed: BTreeSet<&Address> = BTreeSet::new();
    for (index, change) in changes.iter().enumerate() {
        let fails = failing & (1 << (index % 64)) != 0;
        if fails || change.depends_on.iter().any(|needed| missed.contains(needed)) {
            missed.insert(&change.address);
        } else {
            apply_change(&mut state, change, caller);
        }
    }
    state
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn owners_stay_whatever_fails(
        case in case(),
        oddities in oddities(),
        min_owners in 1..3_usize,
        failing in prop::collection::vec(any::<u64>(), 8),
    ) {
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let mut manifest = case.manifest();
        manifest.guards.insert("min_owners", json!(min_owners));
        let desired = manifest.desired();
        let Ok(plan) = planned(&desired, &live) else { return Ok(()) };
        let Verdict::Approved(approved) = check(plan, &desired) else { return Ok(()) };
        let plan = approved.plan();
        let before = Held::by(&plan.before);
        for failing in failing.into_iter().chain([0]) {
            let left = Held::by(&after(&plan.before, &plan.changes, &plan.caller, failing));
            prop_assert!(left.owners >= before.owners.min(min_owners), "{} owners\n{:#?}", left.owners, plan.changes);
            let lost: Vec<_> = before.workspaces.difference(&left.workspaces).collect();
            prop_assert!(lost.is_empty(), "{lost:?} without an owner\n{:#?}", plan.changes);
        }
    }
}
