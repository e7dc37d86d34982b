//! Import, then plan: nothing is to be done, whatever the organization is like.

use orgform::manifest::{Layout, load_files, write};
use orgform::model::{Action, Live, Prunable};
use orgform::plan::describe;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::odd::{distort, oddities};
use super::same::reversed;
use super::total::planned;
use super::world::{World, world};
use crate::support::cases::cases;

/// Describes, writes, reads again and plans.
fn changes_nothing(live: &Live, as_operator: bool) -> Result<(), TestCaseError> {
    // Where nobody can plan, nobody can import.
    let Ok(described) = describe(live, as_operator, World::now()) else {
        return Ok(());
    };
    let direct = planned(&described.desired, live).unwrap();
    prop_assert_eq!(&direct.changes, &[], "{:?}", described.notes);
    for layout in [Layout::Folder, Layout::OneFile] {
        let files = write(&described.desired, layout);
        let loaded = load_files("", &files);
        prop_assert!(
            loaded.diagnostics.is_empty(),
            "{:#?}\n{:#?}",
            loaded.diagnostics,
            files
        );
        let desired = loaded.desired.unwrap();
        prop_assert_eq!(desired.digest(), described.desired.digest());
        let plan = planned(&desired, live).unwrap();
        prop_assert_eq!(&plan.changes, &[]);
        let blocking: Vec<_> = plan.findings.iter().filter(|finding| finding.blocks).collect();
        prop_assert!(blocking.is_empty(), "{blocking:#?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn import_then_plan_is_empty(world in world(), as_operator: bool) {
        let live = world.live();
        changes_nothing(&live, as_operator)?;
        let description = |live: &Live| describe(live, as_operator, World::now()).unwrap();
        prop_assert_eq!(description(&live), description(&reversed(live.clone())), "in whatever order the platform answers");
    }

    #[test]
    fn import_then_plan_is_empty_in_odd_worlds_too(world in world(), oddities in oddities(), as_operator: bool) {
        let mut live = world.live();
        distort(&mut live, &oddities);
        changes_nothing(&live, as_operator)?;
    }

    /// Whoever opens every word of `prune` right after an import loses nobody, no team and no grant.
    #[test]
    fn prune_finds_nothing_to_remove_right_after_an_import(world in world(), as_operator: bool) {
        let live = world.live();
        let mut described = describe(&live, as_operator, World::now()).unwrap();
        described.desired.manage.prune.extend(Prunable::ALL);
        let plan = planned(&described.desired, &live).unwrap();
        for change in &plan.changes {
            let only_surplus = matches!(change.action, Action::CancelInvitations { .. });
            prop_assert!(only_surplus, "{change:#?}");
        }
    }
}
