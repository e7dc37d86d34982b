//! It as a read of it returns it.

use jiff::Timestamp;
use orgform::model::{
    Caller, Live, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember, LiveUserGrant,
    LiveWorkspace, ModelAccess, OrganizationId, Reading, Role, TeamId, Text, UserId, WorkspaceId,
    WorkspaceKey,
};

use super::size::{team, workspace};
use super::{CALLER, Size};

/// The moment at which everything here happens.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_780_000_000).expect("a time")
}

impl Size {
    /// All of it, read completely.
    pub(crate) fn live(&self) -> Live {
        let people = (0..self.members).map(|index| member(&self.person(index), Role::Reader));
        Live {
            server: "https://platform.example".into(),
            caller: Caller {
                user_id: UserId::new(CALLER),
                email: CALLER.into(),
            },
            organization: organization(),
            members: std::iter::once(member(CALLER, Role::Owner))
                .chain(people)
                .collect(),
            invitations: Reading::Read(Vec::new()),
            teams: Reading::Read((0..self.teams).map(|index| self.live_team(index)).collect()),
            workspaces: Reading::Read(
                (0..self.workspaces)
                    .map(|index| self.live_workspace(index))
                    .collect(),
            ),
        }
    }

    fn live_team(&self, index: usize) -> LiveTeam {
        let people = self.in_team(index).map(|index| LiveTeamMember {
            user_id: UserId::new(&self.person(index)),
            email: Some(self.person(index)),
        });
        LiveTeam {
            id: team_id(index),
            name: team(index),
            description: Text::default(),
            is_active: true,
            is_default: false,
            members: Reading::Read(people.collect()),
        }
    }

    fn live_workspace(&self, index: usize) -> LiveWorkspace {
        let [reader, contributor] = self.in_workspace(index).map(|index| self.person(index));
        LiveWorkspace {
            id: WorkspaceId::new(&format!("w{index}")),
            key: WorkspaceKey::new(&workspace(index)),
            name: Text::new("A workspace"),
            description: Text::default(),
            is_active: true,
            is_default: false,
            created_by: None,
            users: Reading::Read(vec![
                grant(CALLER, Role::Owner),
                grant(&reader, Role::Reader),
                grant(&contributor, Role::Contributor),
            ]),
            teams: Reading::Read(vec![LiveTeamGrant {
                team_id: team_id(self.team_in_workspace(index)),
                role: Role::Contributor,
                granted_by: None,
                granted_at: None,
            }]),
        }
    }
}

fn organization() -> LiveOrganization {
    LiveOrganization {
        id: OrganizationId::new("org"),
        key: "acme".into(),
        name: Text::new("Acme"),
        description: Text::default(),
        is_active: true,
        allow_external_invites: Some(true),
        max_members: Some(100_000),
        member_count: None,
        may_manage_members: Some(true),
        may_create_workspaces: Some(true),
    }
}

fn team_id(index: usize) -> TeamId {
    TeamId::new(&format!("t{index}"))
}

fn member(email: &str, role: Role) -> LiveMember {
    LiveMember {
        user_id: UserId::new(email),
        email: email.into(),
        name: None,
        role,
        is_active: true,
        invited_by: None,
        joined_at: now(),
        models: Some(ModelAccess::All),
    }
}

fn grant(email: &str, role: Role) -> LiveUserGrant {
    LiveUserGrant {
        user_id: UserId::new(email),
        email: email.into(),
        role,
        granted_by: None,
        granted_at: None,
    }
}
