//! Planning has an answer for every world, however odd.

use std::collections::{BTreeMap, BTreeSet};

use orgform::guards::check;
use orgform::model::{Address, Desired, Live};
use orgform::plan::{CallerUnclear, Plan, PlanInput, initial_scope, plan, wider_scope};
use proptest::prelude::*;

use super::case::case;
use super::odd::{distort, oddities};
use super::world::World;
use crate::support::cases::cases;

/// The plan, or why there can be none.
pub(super) fn planned(desired: &Desired, live: &Live) -> Result<Plan, CallerUnclear> {
    plan(PlanInput {
        desired,
        live,
        now: World::now(),
    })
}

/// Every change stands behind what it depends on, once.
fn can_be_followed(plan: &Plan) -> bool {
    let mut done: BTreeSet<&Address> = BTreeSet::new();
    plan.changes.iter().all(|change| {
        let ready = change.depends_on.iter().all(|needed| done.contains(needed));
        done.insert(&change.address) && ready
    })
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn planning_and_judging_never_panic(case in case(), oddities in oddities()) {
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let desired = case.manifest().desired();
        let Ok(plan) = planned(&desired, &live) else { return Ok(()) };
        let _ = (initial_scope(&desired), wider_scope(&plan, &live));
        let _ = (plan.summary(), plan.access_summary(), plan.people_awaited());
        prop_assert!(can_be_followed(&plan), "{:#?}", plan.changes);
        let verdict = check(plan, &desired);
        prop_assert!(can_be_followed(verdict.plan()));
    }

    #[test]
    fn what_cannot_be_told_apart_is_never_touched(case in case(), oddities in oddities()) {
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let desired = case.manifest().desired();
        let Ok(plan) = planned(&desired, &live) else { return Ok(()) };
        let mut accounts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in &live.members {
            let folded = row.email.trim().to_lowercase();
            accounts.entry(folded).or_default().push(format!("{:?}", row.user_id));
        }
        let unclear: Vec<&String> = accounts.values().filter(|ids| ids.len() > 1).flatten().collect();
        for change in &plan.changes {
            let said = format!("{:?}", change.action);
            prop_assert!(!unclear.iter().any(|id| said.contains(*id)), "{said}");
        }
    }
}
