//! A second look: is what a change wants already so? Asked after a lost answer and after a conflict, by
//! reading the list that the thing stands in.

use std::collections::BTreeSet;

use super::run::Shared;
use crate::model::{
    Action, Change, InvitationId, InvitationStatus, LiveTeam, MemberFacts, Profile, Role, TeamId, TeamName,
    UserId, WorkspaceKey,
};
use crate::platform::PlatformError;

/// What a second look shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// It is as the change wants it.
    Reached,
    /// It is not, for this reason.
    NotReached(String),
}

impl Sight {
    fn of(reached: bool, otherwise: &str) -> Sight {
        if reached {
            Sight::Reached
        } else {
            Sight::NotReached(otherwise.to_owned())
        }
    }
}

/// Looks whether what `change` wants is so.
pub(super) async fn look(shared: &Shared, change: &Change) -> Result<Sight, PlatformError> {
    let not_there = "a second look does not show it";
    let still_there = "a second look still shows it";
    Ok(match &change.action {
        Action::UpdateOrganization { after, .. } => {
            let live = shared.apis.read.organization().await?;
            let live = Profile {
                name: live.name,
                description: live.description,
            };
            Sight::of(live == *after, "a second look shows other values")
        }
        Action::Invite { email, role } => invited(shared, email.folded(), *role, &[]).await?,
        Action::Reinvite {
            email, after, cancel, ..
        } => invited(shared, email.folded(), *after, cancel).await?,
        Action::CancelInvitations { cancel, .. } => Sight::of(!any_open(shared, cancel).await?, still_there),
        Action::UpdateMember { user, after, .. } => Sight::of(
            member(shared, user).await?.is_some_and(|live| live == *after),
            "a second look shows another role or other models",
        ),
        Action::RemoveMember { user, .. } => Sight::of(member(shared, user).await?.is_none(), still_there),
        Action::CreateTeam { name, .. } => created_team(shared, name).await?,
        Action::UpdateTeam { team, after, .. } => {
            let live = team_row(shared, team).await?;
            let as_wanted =
                live.is_some_and(|live| TeamName::new(&live.name) == after.0 && live.description == after.1);
            Sight::of(as_wanted, "a second look shows other values")
        }
        Action::DeleteTeam { team, .. } => Sight::of(team_row(shared, team).await?.is_none(), still_there),
        Action::AddTeamMember { name, user, .. } => {
            let team = shared.team_id(change, name);
            Sight::of(in_team(shared, team.as_ref(), user).await?, not_there)
        }
        Action::RemoveTeamMember { team, user, .. } => {
            Sight::of(!in_team(shared, Some(team), user).await?, still_there)
        }
        Action::CreateWorkspace { key, .. } => Sight::of(
            workspace(shared, key).await?.is_some(),
            "the key is taken, and no such workspace is listed",
        ),
        Action::UpdateWorkspace { key, after, .. } => Sight::of(
            workspace(shared, key).await?.is_some_and(|live| live == *after),
            "a second look shows other values",
        ),
        Action::DeleteWorkspace { key } => Sight::of(workspace(shared, key).await?.is_none(), still_there),
        Action::GrantUser {
            workspace,
            user,
            role,
            ..
        }
        | Action::UpdateUserGrant {
            workspace,
            user,
            after: role,
            ..
        } => {
            let live = user_grant(shared, workspace, user).await?;
            granted(live, *role)
        }
        Action::RevokeUser { workspace, user, .. } => {
            Sight::of(user_grant(shared, workspace, user).await?.is_none(), still_there)
        }
        Action::GrantTeam {
            workspace,
            name,
            role,
            ..
        } => {
            let team = shared.team_id(change, name);
            granted(team_grant(shared, workspace, team.as_ref()).await?, *role)
        }
        Action::UpdateTeamGrant {
            workspace,
            team,
            after,
            ..
        } => granted(team_grant(shared, workspace, Some(team)).await?, *after),
        Action::RevokeTeam { workspace, team, .. } => Sight::of(
            team_grant(shared, workspace, Some(team)).await?.is_none(),
            still_there,
        ),
    })
}

fn granted(live: Option<Role>, wanted: Role) -> Sight {
    match live {
        Some(role) if role == wanted => Sight::Reached,
        Some(role) => Sight::NotReached(format!("a second look shows {role}")),
        None => Sight::NotReached("a second look does not show it".to_owned()),
    }
}

async fn invited(
    shared: &Shared,
    email: &str,
    role: Role,
    cancelled: &[InvitationId],
) -> Result<Sight, PlatformError> {
    let now = shared.planned_at;
    let rows = shared.apis.read.invitations().await?;
    let mut open = rows
        .iter()
        .filter(|row| {
            row.status(now) == InvitationStatus::Open && row.email.trim().to_ascii_lowercase() == email
        })
        .filter(|row| !cancelled.contains(&row.id));
    Ok(match open.find(|row| row.role == role) {
        Some(_) => Sight::Reached,
        None => Sight::NotReached("a second look shows no such open invitation".to_owned()),
    })
}

async fn any_open(shared: &Shared, ids: &[InvitationId]) -> Result<bool, PlatformError> {
    let now = shared.planned_at;
    let ids: BTreeSet<&InvitationId> = ids.iter().collect();
    let rows = shared.apis.read.invitations().await?;
    let open = |status| matches!(status, InvitationStatus::Open | InvitationStatus::Verifying);
    Ok(rows
        .iter()
        .any(|row| open(row.status(now)) && ids.contains(&row.id)))
}

async fn member(shared: &Shared, user: &UserId) -> Result<Option<MemberFacts>, PlatformError> {
    let rows = shared.apis.read.members().await?;
    let row = rows.into_iter().find(|row| row.user_id == *user);
    Ok(row.map(|row| MemberFacts {
        role: row.role,
        models: row.models,
    }))
}

/// Also remembers the team's id for the changes that depend on it.
async fn created_team(shared: &Shared, name: &TeamName) -> Result<Sight, PlatformError> {
    let rows = shared.apis.read.teams().await?;
    let mut named = rows
        .iter()
        .filter(|team| team.is_active && TeamName::new(&team.name) == *name);
    Ok(match (named.next(), named.next()) {
        (Some(team), None) => {
            shared.remember_team(name, &team.id);
            Sight::Reached
        }
        (Some(_), Some(_)) => Sight::NotReached("several teams of this name are there now".to_owned()),
        (None, _) => Sight::NotReached("a second look does not show it".to_owned()),
    })
}

async fn team_row(shared: &Shared, id: &TeamId) -> Result<Option<LiveTeam>, PlatformError> {
    let rows = shared.apis.read.teams().await?;
    Ok(rows.into_iter().find(|team| team.is_active && team.id == *id))
}

async fn in_team(shared: &Shared, team: Option<&TeamId>, user: &UserId) -> Result<bool, PlatformError> {
    let Some(team) = team else { return Ok(false) };
    let rows = shared.apis.read.team_members(team).await?;
    Ok(rows.iter().any(|row| row.user_id == *user))
}

async fn workspace(shared: &Shared, key: &WorkspaceKey) -> Result<Option<Profile>, PlatformError> {
    let rows = shared.apis.read.workspaces().await?;
    let row = rows.into_iter().find(|row| row.is_active && row.key == *key);
    Ok(row.map(|row| Profile {
        name: row.name,
        description: row.description,
    }))
}

pub(super) async fn user_grant(
    shared: &Shared,
    workspace: &WorkspaceKey,
    user: &UserId,
) -> Result<Option<Role>, PlatformError> {
    let rows = shared.apis.read.workspace_users(workspace).await?;
    Ok(rows.iter().find(|row| row.user_id == *user).map(|row| row.role))
}

async fn team_grant(
    shared: &Shared,
    workspace: &WorkspaceKey,
    team: Option<&TeamId>,
) -> Result<Option<Role>, PlatformError> {
    let Some(team) = team else { return Ok(None) };
    let rows = shared.apis.read.workspace_teams(workspace).await?;
    Ok(rows.iter().find(|row| row.team_id == *team).map(|row| row.role))
}
