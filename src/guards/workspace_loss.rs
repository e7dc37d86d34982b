//! No workspace goes unsaid.

use std::collections::{BTreeMap, BTreeSet};

use super::Objection;
use super::context::{Context, object};
use crate::model::{Action, Address, Effect, GuardCode, WorkspaceKey};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let mut reasons: BTreeMap<&WorkspaceKey, String> = BTreeMap::new();
    for change in &context.plan.changes {
        if let Action::DeleteWorkspace { key } = &change.action {
            reasons.insert(key, "is deleted with everything in it".to_owned());
        }
        for effect in &change.effects {
            let (key, reason) = match effect {
                Effect::WorkspaceDies(key) => (key, format!("dies with {}, its only owner", change.address)),
                Effect::WorkspaceMayDie(key) => (
                    key,
                    format!("may die with {}: who owns it cannot be read", change.address),
                ),
                _ => continue,
            };
            reasons.entry(key).or_insert(reason);
        }
    }
    reasons
        .into_iter()
        .map(|(key, reason)| {
            let address = Address::Workspace(key.clone());
            let reason = format!("{address} {reason}");
            object(GuardCode::WorkspaceLoss, BTreeSet::from([address]), reason)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::WorkspaceLoss;
    use crate::model::Reading;
    use crate::model::Role::{Contributor, Owner, Reader};
    use crate::testing::{PRUNE, assert_approvals, world};

    const WITHOUT_EVE: &str = "members: { root@acme.example: owner }\n";

    #[test]
    fn a_deletion_needs_an_approval() {
        let lab = world().workspace("lab", &[]);
        assert!(lab.objects(WorkspaceLoss, "workspaces: { lab: { delete: true } }\n"));
        assert!(
            !lab.objects(WorkspaceLoss, "workspaces: {}\n"),
            "absence never deletes"
        );
        assert!(
            !world().objects(WorkspaceLoss, "workspaces: { lab: { delete: true } }\n"),
            "there is none"
        );
        let both = world().workspace("lab", &[]).workspace("attic", &[]);
        let objects = ["workspace/attic"];
        assert_approvals(
            &both,
            WorkspaceLoss,
            "workspaces: { attic: { delete: true } }\n",
            &objects,
            "workspaces: {}\n",
        );
    }

    #[test]
    fn a_workspace_that_dies_with_its_only_owner_is_named() {
        let people = world()
            .member("root@acme.example", Owner)
            .member("eve@acme.example", Contributor);
        let manifest = format!("{PRUNE}{WITHOUT_EVE}");
        let alone = people
            .clone()
            .workspace("solo", &[("eve@acme.example", Owner)])
            .without_caller();
        assert!(alone.objects(WorkspaceLoss, &manifest));
        let shared = people.clone().workspace(
            "duo",
            &[("eve@acme.example", Owner), ("root@acme.example", Owner)],
        );
        assert!(!shared.without_caller().objects(WorkspaceLoss, &manifest));
        let reader = people
            .clone()
            .workspace("lab", &[("eve@acme.example", Reader)])
            .without_caller();
        assert!(!reader.objects(WorkspaceLoss, &manifest));
        let unread = people.clone().workspace("dark", &[]).with_workspace(|workspace| {
            workspace.users = Reading::Unreadable("403".into());
        });
        assert!(
            unread.objects(WorkspaceLoss, &manifest),
            "unreadable counts as lost"
        );
        let private = people
            .workspace("default-eve", &[("eve@acme.example", Owner)])
            .without_caller();
        let private = private.with_workspace(|workspace| workspace.is_default = true);
        assert!(
            !private.objects(WorkspaceLoss, &manifest),
            "the default workspace is shown, not refused"
        );
    }

    #[test]
    fn a_co_owner_who_leaves_too_is_no_co_owner() {
        let both = world()
            .member("root@acme.example", Owner)
            .member("eve@acme.example", Contributor)
            .member("fay@acme.example", Contributor)
            .workspace("duo", &[("eve@acme.example", Owner), ("fay@acme.example", Owner)])
            .without_caller();
        assert!(both.objects(WorkspaceLoss, &format!("{PRUNE}{WITHOUT_EVE}")));
    }
}
