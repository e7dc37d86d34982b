//! Direct grants of people on workspaces.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::grants::{Ground, grounds, rows};
use super::people::account;
use crate::model::{
    Action, Address, Collection, DesiredGrant, Email, Fingerprint, LiveUserGrant, Prunable, Role, UserId,
    WorkspaceKey,
};

pub(super) fn plan(draft: &mut Draft<'_>) {
    for (key, workspace, ground) in grounds(draft) {
        let Some(declared) = &workspace.users else {
            continue;
        };
        match ground {
            Ground::Planned => {
                // Whoever makes a workspace owns it, so there is nothing to grant them.
                for (email, grant) in declared
                    .iter()
                    .filter(|(email, _)| *email != draft.people.caller())
                {
                    compare(draft, key, email, grant, None);
                }
            }
            Ground::Live(live) => {
                let Some(rows) = rows(draft, Collection::UserGrants, key, workspace, &live.users) else {
                    continue;
                };
                let by_user: BTreeMap<&UserId, &LiveUserGrant> =
                    rows.iter().map(|row| (&row.user_id, row)).collect();
                for (email, grant) in declared {
                    let row = draft
                        .people
                        .row(email)
                        .and_then(|person| by_user.get(&person.user_id).copied());
                    compare(draft, key, email, grant, row);
                }
                for row in rows {
                    undeclared(draft, key, declared, row);
                }
            }
        }
    }
}

fn compare(
    draft: &mut Draft<'_>,
    key: &WorkspaceKey,
    email: &Email,
    grant: &DesiredGrant,
    row: Option<&LiveUserGrant>,
) {
    let as_wanted = row.is_some_and(|row| row.role == grant.role || is_implied(draft, email, row));
    if as_wanted || draft.people.is_operator(email) {
        return;
    }
    let address = Address::UserGrant(key.clone(), email.clone());
    let Some(person) = draft.member_for(email, &address, Some(grant.role), &grant.source) else {
        return;
    };
    let user = person.user_id.clone();
    let account = account(person, email);
    let fingerprint = fingerprint(key, &user, row);
    let (workspace, email) = (key.clone(), email.clone());
    let (action, because) = match row {
        Some(row) => {
            let action = Action::UpdateUserGrant {
                workspace,
                user,
                email,
                before: row.role,
                after: grant.role,
            };
            (action, "the permission differs")
        }
        None => (
            Action::GrantUser {
                workspace,
                user,
                email,
                account,
                role: grant.role,
            },
            "declared, and not granted",
        ),
    };
    if draft.writes(Collection::UserGrants, &address, because, Some(&grant.source)) {
        draft.change(address, action, because, Some(&grant.source), fingerprint);
    }
}

fn undeclared(
    draft: &mut Draft<'_>,
    key: &WorkspaceKey,
    declared: &BTreeMap<Email, DesiredGrant>,
    row: &LiveUserGrant,
) {
    let Some(email) = draft.people.holder(&row.user_id, Some(&row.email)) else {
        return;
    };
    let kept = declared.contains_key(&email)
        || draft.people.is_operator(&email)
        || is_implied(draft, &email, row)
        || draft.leaving.contains(&email);
    if kept || !draft.may_take_from(&email) {
        return;
    }
    let address = Address::UserGrant(key.clone(), email.clone());
    if !draft.prunes(Prunable::Grants) || draft.is_unsupported(Collection::UserGrants) {
        draft.leave(address, Some(row.role), Some(Prunable::Grants), None);
        return;
    }
    let fingerprint = fingerprint(key, &row.user_id, Some(row));
    let action = Action::RevokeUser {
        workspace: key.clone(),
        user: row.user_id.clone(),
        email,
        before: row.role,
    };
    draft.change(address, action, "not declared", None, fingerprint);
}

/// Whether it is the caller's own owner grant, which the tool needs, declared or not.
fn is_implied(draft: &Draft<'_>, email: &Email, row: &LiveUserGrant) -> bool {
    row.role == Role::Owner && email == draft.people.caller()
}

fn fingerprint(key: &WorkspaceKey, user: &UserId, row: Option<&LiveUserGrant>) -> Fingerprint {
    Fingerprint::builder("user-grant")
        .part(key.as_str())
        .part(user.as_str())
        .optional(row.map(|row| row.role.as_str()))
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::model::Role::{Owner, Reader};
    use crate::testing::{PRUNE, world};

    /// The caller is declared as a member, so it is no operator.
    const CALLER: &str = "members: { ci@acme.example: owner, root@acme.example: owner }\n";

    #[test]
    fn the_callers_own_owner_grant_is_implied_declared_or_not() {
        let there = world()
            .member("root@acme.example", Owner)
            .workspace("lab", &[("root@acme.example", Owner)]);
        let plan = |workspaces: &str| there.plan(&format!("{PRUNE}{CALLER}workspaces: {{ {workspaces} }}\n"));
        assert!(
            plan("lab: { users: { root@acme.example: owner } }")
                .changes
                .is_empty(),
            "not revoked"
        );
        let lower = plan("lab: { users: { root@acme.example: owner, ci@acme.example: reader } }");
        assert!(lower.changes.is_empty(), "not lowered");
        let fresh = plan("lab: {}, fresh: { users: { ci@acme.example: owner } }");
        let steps: Vec<&str> = fresh.changes.iter().map(|change| change.action.name()).collect();
        assert_eq!(steps, ["create-workspace"], "a new workspace brings it along");
    }

    #[test]
    fn a_grant_of_the_caller_below_owner_is_an_ordinary_one() {
        let there = world()
            .workspace("lab", &[])
            .without_caller()
            .with_workspace(|workspace| {
                if let crate::model::Reading::Read(rows) = &mut workspace.users {
                    rows.push(crate::model::LiveUserGrant {
                        user_id: crate::model::UserId::new("ci@acme.example"),
                        email: "ci@acme.example".into(),
                        role: Reader,
                        granted_by: None,
                        granted_at: None,
                    });
                }
            });
        let plan = there.plan("members: { ci@acme.example: owner }\nworkspaces: { lab: { users: { ci@acme.example: owner } } }\n");
        assert_eq!(plan.changes.len(), 1);
    }
}
