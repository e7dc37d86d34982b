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

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::LastWorkspaceOwner;
    use crate::model::Role::{Contributor, Owner, Reader};
    use crate::testing::{World, assert_approvals, world};

    fn owned_by(owners: &[(&str, crate::model::Role)]) -> World {
        let people = world()
            .member("ada@acme.example", Reader)
            .member("bob@acme.example", Reader);
        people.workspace("lab", owners).without_caller()
    }

    const NOBODY: &str = "manage: { prune: [grants] }\nworkspaces: { lab: { users: {} } }\n";

    #[test]
    fn an_owner_must_be_untouched_or_certain() {
        let one = owned_by(&[("ada@acme.example", Owner)]);
        assert!(one.objects(LastWorkspaceOwner, NOBODY));
        let two = owned_by(&[("ada@acme.example", Owner), ("bob@acme.example", Owner)]);
        let keep_bob =
            "manage: { prune: [grants] }\nworkspaces: { lab: { users: { bob@acme.example: owner } } }\n";
        assert!(!two.objects(LastWorkspaceOwner, keep_bob));
        assert!(two.objects(LastWorkspaceOwner, NOBODY), "both at once");
        let handed_over = owned_by(&[("ada@acme.example", Owner), ("bob@acme.example", Contributor)]);
        assert!(
            !handed_over.objects(LastWorkspaceOwner, keep_bob),
            "the promotion comes first"
        );
        let lowered = "workspaces: { lab: { users: { ada@acme.example: reader } } }\n";
        assert!(one.objects(LastWorkspaceOwner, lowered), "lowering is leaving");
    }

    #[test]
    fn a_suspended_owner_does_not_count_and_a_robot_does() {
        let suspended = world()
            .member("ada@acme.example", Reader)
            .member("out@acme.example", Reader)
            .with_last(|member| member.is_active = false)
            .workspace("lab", &[("ada@acme.example", Owner), ("out@acme.example", Owner)]);
        assert!(
            !suspended.objects(LastWorkspaceOwner, NOBODY),
            "the calling robot stays owner"
        );
        assert!(suspended.without_caller().objects(LastWorkspaceOwner, NOBODY));
    }

    #[test]
    fn approvals_lift_it() {
        let two = owned_by(&[("ada@acme.example", Owner), ("bob@acme.example", Owner)]);
        let objects = [
            "workspace/lab/user/ada@acme.example",
            "workspace/lab/user/bob@acme.example",
        ];
        assert_approvals(
            &two,
            LastWorkspaceOwner,
            NOBODY,
            &objects,
            "workspaces: { lab: {} }\n",
        );
    }
}
