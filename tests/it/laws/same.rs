//! The same organization and the same manifest give the same plan, byte for byte, however they are written.

use orgform::model::Live;
use orgform::plan::Plan;
use proptest::prelude::*;

use super::case::{case, plan_of};
use super::manifest::Layout;
use super::odd::{distort, oddities};
use crate::support::cases::cases;

/// Everything about a plan but where the manifest asks for it.
fn without_places(mut plan: Plan) -> Plan {
    plan.changes.iter_mut().for_each(|change| change.source = None);
    plan.waiting.iter_mut().for_each(|waiting| waiting.source = None);
    plan.findings.iter_mut().for_each(|finding| finding.source = None);
    plan
}

/// The rows of every list the other way round.
pub(super) fn reversed(mut live: Live) -> Live {
    use orgform::model::Reading::Read;
    live.members.reverse();
    if let Read(rows) = &mut live.invitations {
        rows.reverse();
    }
    if let Read(rows) = &mut live.teams {
        rows.reverse();
        for team in rows {
            if let Read(rows) = &mut team.members {
                rows.reverse();
            }
        }
    }
    if let Read(rows) = &mut live.workspaces {
        rows.reverse();
        for workspace in rows {
            if let Read(rows) = &mut workspace.users {
                rows.reverse();
            }
            if let Read(rows) = &mut workspace.teams {
                rows.reverse();
            }
        }
    }
    live
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn the_same_input_gives_the_same_bytes(case in case(), oddities in oddities()) {
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let (one, other) = (case.manifest().desired(), case.manifest().desired());
        let plan = || super::total::planned(&one, &live);
        let again = super::total::planned(&other, &live.clone());
        prop_assert_eq!(format!("{:?}", plan()), format!("{again:?}"));
        prop_assert_eq!(plan().ok().map(|plan| plan.digest()), again.ok().map(|plan| plan.digest()));
    }

    #[test]
    fn the_order_of_files_and_keys_means_nothing(case in case(), layout in any::<u64>()) {
        let manifest = case.manifest();
        let (plain, shuffled) = (manifest.desired(), manifest.desired_as(Layout(layout)));
        prop_assert_eq!(plain.digest(), shuffled.digest());
        let live = case.world.live();
        let plans = (plan_of(&plain, &live), plan_of(&shuffled, &live));
        prop_assert_eq!(plans.0.digest(), plans.1.digest());
        prop_assert_eq!(without_places(plans.0), without_places(plans.1));
    }

    #[test]
    fn the_order_of_the_platforms_answers_means_nothing(case in case()) {
        let desired = case.manifest().desired();
        let live = case.world.live();
        prop_assert_eq!(plan_of(&desired, &live), plan_of(&desired, &reversed(live)));
    }
}
