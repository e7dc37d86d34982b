//! From live rows to those of a snapshot; `recall` goes the other way.

use super::rows::{
    SnapshotCaller, SnapshotInvitation, SnapshotMember, SnapshotOrganization, SnapshotReading, SnapshotTeam,
    SnapshotTeamGrant, SnapshotTeamMember, SnapshotUserGrant, SnapshotWorkspace,
};
use crate::model::{
    Caller, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember,
    LiveUserGrant, LiveWorkspace, Reading,
};
use crate::report::ModelsReport;

/// Writes a collection down.
pub(super) fn rows<'a, L, T: From<&'a L>>(reading: &'a Reading<Vec<L>>) -> SnapshotReading<T> {
    match reading {
        Reading::Read(rows) => SnapshotReading::Read {
            rows: rows.iter().map(T::from).collect(),
        },
        Reading::Unreadable(reason) => SnapshotReading::Unreadable {
            reason: reason.clone(),
        },
        Reading::Unsupported => SnapshotReading::Unsupported,
        Reading::NotAsked => SnapshotReading::NotAsked,
    }
}

// Every row is taken apart in full, so that whoever adds a fact to one is led here.

impl From<&Caller> for SnapshotCaller {
    fn from(caller: &Caller) -> SnapshotCaller {
        let Caller { user_id, email } = caller;
        SnapshotCaller {
            user_id: user_id.to_string(),
            email: email.clone(),
        }
    }
}

impl From<&LiveOrganization> for SnapshotOrganization {
    fn from(organization: &LiveOrganization) -> SnapshotOrganization {
        let LiveOrganization {
            id,
            key,
            name,
            description,
            is_active,
            allow_external_invites,
            max_members,
            member_count,
            may_manage_members,
            may_create_workspaces,
        } = organization;
        SnapshotOrganization {
            id: id.to_string(),
            key: key.clone(),
            name: name.to_string(),
            description: description.to_string(),
            is_active: *is_active,
            allow_external_invites: *allow_external_invites,
            max_members: *max_members,
            member_count: *member_count,
            may_manage_members: *may_manage_members,
            may_create_workspaces: *may_create_workspaces,
        }
    }
}

impl From<&LiveMember> for SnapshotMember {
    fn from(member: &LiveMember) -> SnapshotMember {
        let LiveMember {
            user_id,
            email,
            name,
            role,
            is_active,
            invited_by,
            joined_at,
            models,
        } = member;
        SnapshotMember {
            user_id: user_id.to_string(),
            email: email.clone(),
            name: name.clone(),
            role: *role,
            is_active: *is_active,
            invited_by: invited_by.clone(),
            joined_at: *joined_at,
            models: models.as_ref().map(ModelsReport::from),
        }
    }
}

impl From<&LiveInvitation> for SnapshotInvitation {
    fn from(invitation: &LiveInvitation) -> SnapshotInvitation {
        let LiveInvitation {
            id,
            email,
            role,
            accepted,
            pending_verification,
            created_at,
            expires_at,
            invited_by,
        } = invitation;
        SnapshotInvitation {
            digest: id.digest().clone(),
            email: email.clone(),
            role: *role,
            accepted: *accepted,
            pending_verification: *pending_verification,
            created_at: *created_at,
            expires_at: *expires_at,
            invited_by: invited_by.clone(),
        }
    }
}

impl From<&LiveTeam> for SnapshotTeam {
    fn from(team: &LiveTeam) -> SnapshotTeam {
        let LiveTeam {
            id,
            name,
            description,
            is_active,
            is_default,
            members,
        } = team;
        SnapshotTeam {
            id: id.to_string(),
            name: name.clone(),
            description: description.to_string(),
            is_active: *is_active,
            is_default: *is_default,
            members: rows(members),
        }
    }
}

impl From<&LiveTeamMember> for SnapshotTeamMember {
    fn from(member: &LiveTeamMember) -> SnapshotTeamMember {
        let LiveTeamMember { user_id, email } = member;
        SnapshotTeamMember {
            user_id: user_id.to_string(),
            email: email.clone(),
        }
    }
}

impl From<&LiveWorkspace> for SnapshotWorkspace {
    fn from(workspace: &LiveWorkspace) -> SnapshotWorkspace {
        let LiveWorkspace {
            id,
            key,
            name,
            description,
            is_active,
            is_default,
            created_by,
            users,
            teams,
        } = workspace;
        SnapshotWorkspace {
            id: id.to_string(),
            key: key.to_string(),
            name: name.to_string(),
            description: description.to_string(),
            is_active: *is_active,
            is_default: *is_default,
            created_by: created_by.as_ref().map(ToString::to_string),
            users: rows(users),
            teams: rows(teams),
        }
    }
}

impl From<&LiveUserGrant> for SnapshotUserGrant {
    fn from(grant: &LiveUserGrant) -> SnapshotUserGrant {
        let LiveUserGrant {
            user_id,
            email,
            role,
            granted_by,
            granted_at,
        } = grant;
        SnapshotUserGrant {
            user_id: user_id.to_string(),
            email: email.clone(),
            role: *role,
            granted_by: granted_by.clone(),
            granted_at: *granted_at,
        }
    }
}

impl From<&LiveTeamGrant> for SnapshotTeamGrant {
    fn from(grant: &LiveTeamGrant) -> SnapshotTeamGrant {
        let LiveTeamGrant {
            team_id,
            role,
            granted_by,
            granted_at,
        } = grant;
        SnapshotTeamGrant {
            team_id: team_id.to_string(),
            role: *role,
            granted_by: granted_by.clone(),
            granted_at: *granted_at,
        }
    }
}
