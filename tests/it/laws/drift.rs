//! Laws of drift: it never disagrees with the plan, and falls into its states without gaps.

use orgform::drift::{Item, Kind, State, compare};
use orgform::model::{Fingerprint, Role};
use orgform::report::{Document, DriftReport};
use proptest::prelude::*;
use proptest::sample::Index;

use super::case::{Case, case, plan_of};
use super::edit::{edits, prune};
use super::manifest::Layout;
use super::odd::{distort, oddities};
use super::same::reversed;
use super::total::planned;
use crate::support::cases::cases;

fn in_states<'a>(items: &'a [Item<'a>], states: &[State]) -> usize {
    items.iter().filter(|item| states.contains(&item.state)).count()
}

fn fingerprints(items: &[Item<'_>]) -> Vec<Fingerprint> {
    items.iter().map(|item| item.fingerprint.clone()).collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn there_is_drift_exactly_where_the_plan_has_changes_or_findings_that_count(case in case(), oddities in oddities()) {
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let Ok(plan) = planned(&case.manifest().desired(), &live) else { return Ok(()) };
        let drift = compare(&live, &plan, None);
        let counted_findings = ["expectation", "unknown-person", "key-taken", "key-too-weak"];
        let findings = plan.findings.iter().filter(|finding| counted_findings.contains(&finding.kind.as_str()));
        let owners = plan.unmanaged.iter().filter(|unmanaged| unmanaged.role == Some(Role::Owner));
        let counted = plan.changes.len() + findings.count() + owners.count();
        prop_assert_eq!(drift.counted().count(), counted, "an owner whom nobody declared counts, pruned or not");
        let all = plan.changes.len() + plan.unmanaged.len() + plan.findings.len();
        prop_assert_eq!(drift.items.len(), all, "nothing is left out, and nothing told twice");
        let missing = drift.items.iter().filter(|item| item.kind == Kind::Missing);
        prop_assert!(missing.clone().all(|item| item.provenance.is_none()), "nobody made what is not there");
    }

    #[test]
    fn order_layout_and_time_change_no_fingerprint(case in case(), layout in any::<u64>()) {
        let live = case.world.live();
        let manifest = case.manifest();
        let plan = plan_of(&manifest.desired(), &live);
        let one = compare(&live, &plan, None);
        let other_live = reversed(live.clone());
        let mut other_plan = plan_of(&manifest.desired_as(Layout(layout)), &other_live);
        let other = compare(&other_live, &other_plan, None);
        prop_assert_eq!(fingerprints(&one.items), fingerprints(&other.items));
        other_plan.now += jiff::SignedDuration::from_secs(1);
        let later = compare(&other_live, &other_plan, None);
        prop_assert_eq!(fingerprints(&one.items), fingerprints(&later.items));
        let json = |drift| DriftReport::of(drift, None).to_json().unwrap();
        prop_assert_eq!(json(&one), json(&compare(&live, &plan, None)));
    }

    #[test]
    fn what_else_differs_changes_no_fingerprint(case in case(), which in any::<Index>()) {
        let live = case.world.live();
        let plan = plan_of(&case.manifest().desired(), &live);
        prop_assume!(!plan.changes.is_empty());
        let all = fingerprints(&compare(&live, &plan, None).items);
        let mut fewer = plan.clone();
        fewer.changes.remove(which.index(plan.changes.len()));
        for fingerprint in fingerprints(&compare(&live, &fewer, None).items) {
            prop_assert!(all.contains(&fingerprint));
        }
    }

    #[test]
    fn a_manifest_that_is_its_own_baseline_has_drift_only(case in case()) {
        let live = case.world.live();
        let plan = plan_of(&case.manifest().desired(), &live);
        let (alone, held) = (compare(&live, &plan, None), compare(&live, &plan, Some(&plan)));
        prop_assert_eq!(in_states(&held.items, &[State::Drift]), held.items.len());
        prop_assert_eq!(fingerprints(&alone.items), fingerprints(&held.items));
    }

    #[test]
    fn every_difference_of_either_manifest_is_in_one_state(case in case(), edits in edits(), prune in prune()) {
        let live = case.world.live();
        let applied = Case { world: case.world.clone(), edits, prune };
        let manifest = plan_of(&case.manifest().desired(), &live);
        let baseline = plan_of(&applied.manifest().desired(), &live);
        let items = compare(&live, &manifest, Some(&baseline)).items;
        let of_manifest = items.iter().filter(|item| item.manifest.is_some()).count();
        let of_baseline = items.iter().filter(|item| item.baseline.is_some()).count();
        prop_assert_eq!(of_manifest, compare(&live, &manifest, None).items.len());
        prop_assert_eq!(of_baseline, compare(&live, &baseline, None).items.len());
        use State::{Both, Drift, Pending, Settled};
        prop_assert_eq!(in_states(&items, &[Drift, Both, Pending]), of_manifest);
        let counted = compare(&live, &baseline, None).counted().count();
        prop_assert_eq!(items.iter().filter(|item| item.counts).count() + settled_that_counted(&items), counted);
        prop_assert_eq!(in_states(&items, &[Settled]), items.len() - of_manifest);
    }
}

fn settled_that_counted(items: &[Item<'_>]) -> usize {
    let settled = items.iter().filter(|item| item.state == State::Settled);
    settled
        .filter(|item| item.baseline.is_some_and(orgform::drift::Difference::counts))
        .count()
}
