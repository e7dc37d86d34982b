//! Nothing is removed without `manage.prune`, word by word.

use orgform::model::{Action, Desired, Prunable, Verb};
use proptest::prelude::*;

use super::case::case;
use super::odd::{distort, oddities};
use super::total::planned;
use crate::support::cases::cases;

/// Whether the manifest allows this removal.
fn is_allowed(action: &Action, desired: &Desired) -> bool {
    let prunes = |word| desired.manage.prune.contains(&word);
    match action {
        Action::RemoveMember { .. } | Action::CancelInvitations { .. } => prunes(Prunable::Members),
        Action::DeleteTeam { .. } => prunes(Prunable::Teams),
        Action::RemoveTeamMember { .. } => prunes(Prunable::TeamMembers),
        Action::RevokeUser { .. } | Action::RevokeTeam { .. } => prunes(Prunable::Grants),
        Action::DeleteWorkspace { key } => {
            let declared = desired.workspaces.as_ref().and_then(|all| all.get(key));
            declared.is_some_and(|workspace| workspace.delete)
        }
        other => other.verb() != Verb::Remove,
    }
}

/// Whether the manifest says nothing about what the change is about.
fn is_not_looked_after(change: &orgform::model::Change, desired: &Desired) -> bool {
    let address = &change.address;
    let person = matches!(
        address,
        orgform::model::Address::Member(_) | orgform::model::Address::Invitation(_)
    );
    (person && desired.members.is_none())
        || (address.team().is_some() && desired.teams.is_none())
        || (address.workspace().is_some() && desired.workspaces.is_none())
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn every_removal_is_one_that_the_manifest_opens(case in case(), oddities in oddities()) {
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let desired = case.manifest().desired();
        let Ok(plan) = planned(&desired, &live) else { return Ok(()) };
        for change in &plan.changes {
            prop_assert!(is_allowed(&change.action, &desired), "{change:#?}");
            prop_assert!(!is_not_looked_after(change, &desired), "{change:#?}");
        }
    }
}
