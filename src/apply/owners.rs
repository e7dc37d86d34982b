//! Owners are looked at again right before each change that ends somebody's ownership: the plan's certainty
//! is as old as its read.

use std::collections::BTreeSet;

use super::run::Shared;
use crate::model::{Action, Change, Effect, Email, LiveMember, Role, UserId, WorkspaceKey};
use crate::platform::PlatformError;

/// Why a change must not be sent now although the plan allowed it; `None` when it may be.
pub(super) async fn objection(shared: &Shared, change: &Change) -> Result<Option<String>, PlatformError> {
    let Some(leaving) = user(&change.action) else {
        return Ok(None);
    };
    let members = shared.apis.read.members().await?;
    if change.action.ends_ownership()
        && let Some(reason) = organization(shared, &members, leaving)
    {
        return Ok(Some(reason));
    }
    // By account: somebody may be live under an earlier address than the plan knows them by.
    let active = members.iter().filter(|member| member.is_active);
    let active: BTreeSet<&UserId> = active.map(|member| &member.user_id).collect();
    for key in workspaces(change) {
        if let Some(reason) = workspace(shared, &active, key, leaving).await? {
            return Ok(Some(reason));
        }
    }
    Ok(None)
}

/// Whether a change is one of those that are looked at. They run one after another, so that two of them
/// never count on each other.
pub(super) fn concerns(change: &Change) -> bool {
    change.action.ends_ownership() || workspaces(change).next().is_some()
}

/// Whose ownership ends.
fn user(action: &Action) -> Option<&UserId> {
    match action {
        Action::UpdateMember { user, .. }
        | Action::RemoveMember { user, .. }
        | Action::RevokeUser { user, .. }
        | Action::UpdateUserGrant { user, .. } => Some(user),
        _ => None,
    }
}

/// The workspaces that lose an owner by this change, and must keep another. Those that die with a member are
/// not among them: the guards have spoken of each.
fn workspaces(change: &Change) -> impl Iterator<Item = &WorkspaceKey> {
    let own = match &change.action {
        Action::RevokeUser {
            workspace,
            before: Role::Owner,
            ..
        }
        | Action::UpdateUserGrant {
            workspace,
            before: Role::Owner,
            ..
        } => Some(workspace),
        _ => None,
    };
    let lost = change.effects.iter().filter_map(|effect| match effect {
        Effect::LosesGrant(key, Role::Owner) => Some(key),
        _ => None,
    });
    own.into_iter().chain(lost)
}

fn organization(shared: &Shared, members: &[LiveMember], leaving: &UserId) -> Option<String> {
    let is_robot = |raw: &str| Email::parse(raw).is_ok_and(|email| shared.operators.contains(&email));
    let owners = members.iter().filter(|row| {
        row.role == Role::Owner && row.is_active && row.user_id != *leaving && !is_robot(&row.email)
    });
    let remaining = owners.count();
    let needed = shared.min_owners;
    (remaining < needed).then(|| {
        format!(
            "only {remaining} other active owners are left now, and {needed} are needed; nothing was sent"
        )
    })
}

async fn workspace(
    shared: &Shared,
    active: &BTreeSet<&UserId>,
    workspace: &WorkspaceKey,
    leaving: &UserId,
) -> Result<Option<String>, PlatformError> {
    if shared.ownerless_approved.contains(workspace) {
        return Ok(None);
    }
    let rows = shared.apis.read.workspace_users(workspace).await?;
    let another = rows
        .iter()
        .any(|row| row.role == Role::Owner && row.user_id != *leaving && active.contains(&row.user_id));
    Ok((!another).then(|| format!("workspace/{workspace} has no other active owner now; nothing was sent")))
}
