//! A world as the client would have read it, for laws that need no platform.

use jiff::SignedDuration;
use orgform::model::{
    Caller, InvitationId, Live, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant,
    LiveTeamMember, LiveUserGrant, LiveWorkspace, ModelAccess, OrganizationId, Reading, Role, TeamId, Text,
    UserId, WorkspaceId, WorkspaceKey,
};

use super::world::{Answer, Invitation, PEOPLE, Person, ROBOT, TEAMS, WORKSPACES, World};

impl World {
    /// Everything, completely read.
    pub(super) fn live(&self) -> Live {
        let people = self.people.iter().enumerate();
        let mut members: Vec<LiveMember> = people
            .clone()
            .filter_map(|(index, person)| member_row(index, person))
            .collect();
        if self.robot {
            members.push(robot_row());
        }
        let caller = if self.robot {
            (robot_id(), ROBOT)
        } else {
            (user_id(0), PEOPLE[0])
        };
        Live {
            server: "https://platform.example".to_owned(),
            caller: Caller {
                user_id: caller.0,
                email: caller.1.to_owned(),
            },
            organization: LiveOrganization {
                id: OrganizationId::new("organization"),
                key: "acme".to_owned(),
                name: Text::new("Acme"),
                description: Text::new(""),
                is_active: true,
                allow_external_invites: Some(true),
                max_members: Some(500),
                member_count: Some(members.len() as u64),
                may_manage_members: Some(true),
                may_create_workspaces: Some(true),
            },
            members,
            invitations: Reading::Read(
                people
                    .flat_map(|(index, person)| invitation_rows(index, person))
                    .collect(),
            ),
            teams: Reading::Read(self.team_rows()),
            workspaces: Reading::Read(self.workspace_rows()),
        }
    }

    fn team_rows(&self) -> Vec<LiveTeam> {
        let teams = self.teams.iter().enumerate();
        let there = teams.filter_map(|(index, team)| Some((index, team.as_ref()?)));
        let row = |(index, team): (usize, &super::world::Team)| LiveTeam {
            id: team_id(index),
            name: TEAMS[index].to_owned(),
            description: Text::new(team.description),
            is_active: team.active,
            is_default: team.default,
            members: Reading::Read(team.members.iter().map(|person| in_team(*person)).collect()),
        };
        there.map(row).collect()
    }

    fn workspace_rows(&self) -> Vec<LiveWorkspace> {
        let workspaces = self.workspaces.iter().enumerate();
        let there = workspaces.filter_map(|(index, workspace)| Some((index, workspace.as_ref()?)));
        let row = |(index, workspace): (usize, &super::world::Workspace)| {
            let mut users: Vec<LiveUserGrant> = workspace
                .users
                .iter()
                .map(|(person, role)| user_grant(user_id(*person), PEOPLE[*person], *role))
                .collect();
            if workspace.robot_owns {
                users.push(user_grant(robot_id(), ROBOT, Role::Owner));
            }
            LiveWorkspace {
                id: WorkspaceId::new(&format!("k{index}")),
                key: WorkspaceKey::new(WORKSPACES[index]),
                name: Text::new(WORKSPACES[index]),
                description: Text::new(workspace.description),
                is_active: workspace.active,
                is_default: workspace.default_of.is_some(),
                created_by: workspace.default_of.map(user_id),
                users: Reading::Read(users),
                teams: Reading::Read(
                    workspace
                        .teams
                        .iter()
                        .map(|(team, role)| team_grant(*team, *role))
                        .collect(),
                ),
            }
        };
        there.map(row).collect()
    }
}

/// The id of one of the people.
pub(super) fn user_id(person: usize) -> UserId {
    UserId::new(&format!("u{person}"))
}

fn robot_id() -> UserId {
    UserId::new("robot")
}

/// The id of a team.
pub(super) fn team_id(team: usize) -> TeamId {
    TeamId::new(&format!("t{team}"))
}

fn member_row(index: usize, person: &Person) -> Option<LiveMember> {
    let member = person.member.as_ref()?;
    let models = member
        .models
        .as_ref()
        .map(|models| models.iter().map(|&model| model.to_owned()).collect());
    Some(LiveMember {
        user_id: user_id(index),
        email: PEOPLE[index].to_owned(),
        name: None,
        role: member.role,
        is_active: member.active,
        invited_by: None,
        joined_at: World::days_ago(member.joined),
        models: Some(ModelAccess::from_allow_list(models)),
    })
}

fn robot_row() -> LiveMember {
    LiveMember {
        user_id: robot_id(),
        email: ROBOT.to_owned(),
        name: None,
        role: Role::Owner,
        is_active: true,
        invited_by: None,
        joined_at: World::days_ago(90),
        models: Some(ModelAccess::All),
    }
}

fn invitation_rows(person: usize, of: &Person) -> impl Iterator<Item = LiveInvitation> {
    of.invitations.iter().enumerate().map(move |(index, invitation)| {
        let created_at = World::days_ago(invitation.sent);
        LiveInvitation {
            id: InvitationId::new(&format!("i{person}-{index}")),
            email: PEOPLE[person].to_owned(),
            role: invitation.role,
            accepted: match invitation.state {
                Answer::None | Answer::Verifying => None,
                Answer::Accepted => Some(true),
                Answer::Declined => Some(false),
            },
            pending_verification: invitation.state == Answer::Verifying,
            created_at,
            expires_at: created_at + SignedDuration::from_hours(24 * Invitation::WINDOW),
            invited_by: None,
        }
    })
}

fn in_team(person: usize) -> LiveTeamMember {
    LiveTeamMember {
        user_id: user_id(person),
        email: Some(PEOPLE[person].to_owned()),
    }
}

fn user_grant(user_id: UserId, email: &str, role: Role) -> LiveUserGrant {
    LiveUserGrant {
        user_id,
        email: email.to_owned(),
        role,
        granted_by: None,
        granted_at: None,
    }
}

fn team_grant(team: usize, role: Role) -> LiveTeamGrant {
    LiveTeamGrant {
        team_id: team_id(team),
        role,
        granted_by: None,
        granted_at: None,
    }
}
