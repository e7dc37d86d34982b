//! Rows of a snapshot as they were read. Nothing outside of this room gets hold of them.

use super::document::SnapshotReport;
use super::rows::{
    SnapshotCaller, SnapshotInvitation, SnapshotMember, SnapshotOrganization, SnapshotReading, SnapshotTeam,
    SnapshotTeamGrant, SnapshotTeamMember, SnapshotUserGrant, SnapshotWorkspace,
};
use crate::model::{
    Caller, InvitationId, Live, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant,
    LiveTeamMember, LiveUserGrant, LiveWorkspace, ModelAccess, OrganizationId, Reading, TeamId, Text, UserId,
    WorkspaceId, WorkspaceKey,
};
use crate::report::ModelsReport;

/// What was read.
pub(super) fn live(snapshot: SnapshotReport) -> Live {
    Live {
        server: snapshot.server,
        caller: caller(&snapshot.caller),
        organization: organization(snapshot.organization),
        members: snapshot.members.into_iter().map(member).collect(),
        invitations: reading(snapshot.invitations, invitation),
        teams: reading(snapshot.teams, team),
        workspaces: reading(snapshot.workspaces, workspace),
    }
}

fn reading<T, L>(reading: SnapshotReading<T>, row: impl Fn(T) -> L) -> Reading<Vec<L>> {
    match reading {
        SnapshotReading::Read { rows } => Reading::Read(rows.into_iter().map(row).collect()),
        SnapshotReading::Unreadable { reason } => Reading::Unreadable(reason),
        SnapshotReading::Unsupported => Reading::Unsupported,
        SnapshotReading::NotAsked => Reading::NotAsked,
    }
}

fn caller(caller: &SnapshotCaller) -> Caller {
    Caller {
        user_id: UserId::new(&caller.user_id),
        email: caller.email.clone(),
    }
}

fn organization(organization: SnapshotOrganization) -> LiveOrganization {
    LiveOrganization {
        id: OrganizationId::new(&organization.id),
        key: organization.key,
        name: Text::new(&organization.name),
        description: Text::new(&organization.description),
        is_active: organization.is_active,
        allow_external_invites: organization.allow_external_invites,
        max_members: organization.max_members,
        member_count: organization.member_count,
        may_manage_members: organization.may_manage_members,
        may_create_workspaces: organization.may_create_workspaces,
    }
}

fn member(member: SnapshotMember) -> LiveMember {
    LiveMember {
        user_id: UserId::new(&member.user_id),
        email: member.email,
        name: member.name,
        role: member.role,
        is_active: member.is_active,
        invited_by: member.invited_by,
        joined_at: member.joined_at,
        models: member.models.map(|models| match models {
            ModelsReport::Every(_) => ModelAccess::All,
            ModelsReport::Only(models) => ModelAccess::Only(models),
        }),
    }
}

fn invitation(invitation: SnapshotInvitation) -> LiveInvitation {
    LiveInvitation {
        id: InvitationId::known_by(invitation.digest),
        email: invitation.email,
        role: invitation.role,
        accepted: invitation.accepted,
        pending_verification: invitation.pending_verification,
        created_at: invitation.created_at,
        expires_at: invitation.expires_at,
        invited_by: invitation.invited_by,
    }
}

fn team(team: SnapshotTeam) -> LiveTeam {
    LiveTeam {
        id: TeamId::new(&team.id),
        name: team.name,
        description: Text::new(&team.description),
        is_active: team.is_active,
        is_default: team.is_default,
        members: reading(team.members, team_member),
    }
}

fn team_member(member: SnapshotTeamMember) -> LiveTeamMember {
    LiveTeamMember {
        user_id: UserId::new(&member.user_id),
        email: member.email,
    }
}

fn workspace(workspace: SnapshotWorkspace) -> LiveWorkspace {
    LiveWorkspace {
        id: WorkspaceId::new(&workspace.id),
        key: WorkspaceKey::new(&workspace.key),
        name: Text::new(&workspace.name),
        description: Text::new(&workspace.description),
        is_active: workspace.is_active,
        is_default: workspace.is_default,
        created_by: workspace.created_by.as_deref().map(UserId::new),
        users: reading(workspace.users, user_grant),
        teams: reading(workspace.teams, team_grant),
    }
}

fn user_grant(grant: SnapshotUserGrant) -> LiveUserGrant {
    LiveUserGrant {
        user_id: UserId::new(&grant.user_id),
        email: grant.email,
        role: grant.role,
        granted_by: grant.granted_by,
        granted_at: grant.granted_at,
    }
}

fn team_grant(grant: SnapshotTeamGrant) -> LiveTeamGrant {
    LiveTeamGrant {
        team_id: TeamId::new(&grant.team_id),
        role: grant.role,
        granted_by: grant.granted_by,
        granted_at: grant.granted_at,
    }
}
