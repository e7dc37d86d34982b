//! Each workspace keeps an owner, whatever part of the plan is done.

use std::collections::{BTreeMap, BTreeSet};

use super::Objection;
use super::context::{Context, addresses, object};
use crate::model::{Action, Change, Email, GuardCode, Role, WorkspaceKey};

#[derive(Default)]
struct Endings<'a> {
    people: BTreeSet<&'a Email>,
    changes: Vec<&'a Change>,
    revokes: bool,
}

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let plan = context.plan;
    let deleted: BTreeSet<&WorkspaceKey> = plan
        .changes
        .iter()
        .filter_map(|change| match &change.action {
            Action::DeleteWorkspace { key } => Some(key),
            _ => None,
        })
        .collect();
    endings(context)
        .into_iter()
        // Where the only owners are removed as members, the workspace dies: `workspace-loss` speaks of that.
        .filter(|(key, endings)| endings.revokes && !deleted.contains(key))
        .filter_map(|(key, endings)| refuse(context, key, &endings))
        .collect()
}

fn endings<'a>(context: &Context<'a>) -> BTreeMap<&'a WorkspaceKey, Endings<'a>> {
    let plan = context.plan;
    let mut by_workspace: BTreeMap<&WorkspaceKey, Endings<'_>> = BTreeMap::new();
    let mut leaving: BTreeMap<&Email, &Change> = BTreeMap::new();
    for change in &plan.changes {
        match &change.action {
            Action::RevokeUser {
                workspace,
                email,
                before: Role::Owner,
                ..
            }
            | Action::UpdateUserGrant {
                workspace,
                email,
                before: Role::Owner,
                ..
            } => {
                let endings = by_workspace.entry(workspace).or_default();
                endings.people.insert(email);
                endings.changes.push(change);
                endings.revokes = true;
            }
            Action::RemoveMember { email, .. } => {
                leaving.insert(email, change);
            }
            _ => {}
        }
    }
    for (key, endings) in &mut by_workspace {
        let users = plan
            .before
            .workspaces
            .get(*key)
            .and_then(|workspace| workspace.users.as_ref());
        for (email, role) in users.into_iter().flatten() {
            if *role == Role::Owner
                && let Some(change) = leaving.get(email)
            {
                endings.people.insert(email);
                endings.changes.push(change);
            }
        }
    }
    by_workspace
}

fn refuse(context: &Context<'_>, key: &WorkspaceKey, endings: &Endings<'_>) -> Option<Objection> {
    let before = &context.plan.before;
    let workspace = before.workspaces.get(key)?;
    let untouched = before
        .workspace_owners(workspace)?
        .any(|owner| !endings.people.contains(owner));
    let rescued = context.plan.changes.iter().any(|change| {
        let gives = matches!(&change.action,
            Action::GrantUser { workspace, role: Role::Owner, .. }
            | Action::UpdateUserGrant { workspace, after: Role::Owner, .. } if workspace == key);
        gives
            && endings
                .changes
                .iter()
                .all(|ending| ending.depends_on.contains(&change.address))
    });
    let reason =
        format!("workspace/{key} would have no active, directly granted owner that is certain to remain");
    (!untouched && !rescued).then(|| {
        object(
            GuardCode::LastWorkspaceOwner,
            addresses(endings.changes.iter().copied()),
            reason,
        )
    })
}
