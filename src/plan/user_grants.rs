//! Direct grants of people on workspaces.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::grants::{Ground, grounds, rows};
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
                for (email, grant) in declared {
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
    if draft.people.is_operator(email) || row.is_some_and(|row| row.role == grant.role) {
        return;
    }
    let address = Address::UserGrant(key.clone(), email.clone());
    let Some(person) = draft.member_for(email, &address, Some(grant.role), &grant.source) else {
        return;
    };
    let user = person.user_id.clone();
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
    let known = draft.people.email_of(&row.user_id).cloned();
    let Some(email) = known.or_else(|| Email::parse(&row.email).ok()) else {
        return;
    };
    let kept =
        declared.contains_key(&email) || draft.people.is_operator(&email) || draft.leaving.contains(&email);
    // The tool needs its own owner grant, declared or not.
    let own = row.role == Role::Owner && email == *draft.people.caller();
    if kept || own || !draft.may_take_from(&email) {
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

fn fingerprint(key: &WorkspaceKey, user: &UserId, row: Option<&LiveUserGrant>) -> Fingerprint {
    Fingerprint::builder("user-grant")
        .part(key.as_str())
        .part(user.as_str())
        .optional(row.map(|row| row.role.as_str()))
        .finish()
}
