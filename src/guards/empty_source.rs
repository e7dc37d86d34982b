//! A section that was emptied does not empty the organization.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, object};
use crate::model::{Action, Address, GuardCode, Prunable};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let desired = context.desired;
    let no_members = desired
        .members
        .as_ref()
        .is_some_and(std::collections::BTreeMap::is_empty);
    let no_teams = desired
        .teams
        .as_ref()
        .is_some_and(std::collections::BTreeMap::is_empty);
    let members = no_members.then(|| {
        refuse(context, Prunable::Members, |action| {
            matches!(
                action,
                Action::RemoveMember { .. } | Action::CancelInvitations { .. }
            )
        })
    });
    let teams = no_teams.then(|| {
        refuse(context, Prunable::Teams, |action| {
            matches!(action, Action::DeleteTeam { .. })
        })
    });
    [members, teams].into_iter().flatten().flatten().collect()
}

fn refuse(context: &Context<'_>, section: Prunable, removes: fn(&Action) -> bool) -> Option<Objection> {
    let removed = context
        .plan
        .changes
        .iter()
        .filter(|change| removes(&change.action));
    let objects: BTreeSet<Address> = removed.map(|change| change.address.clone()).collect();
    let reason = format!("`{section}` is empty, so everything live would go; a file may be missing");
    (!objects.is_empty()).then(|| object(GuardCode::EmptySource, objects, reason))
}
