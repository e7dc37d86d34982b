//! One step that makes live more like desired, complete enough that nothing is left to decide.

use std::collections::BTreeSet;

use super::{
    Address, Collection, Effect, Email, Fingerprint, InvitationId, ModelAccess, Role, Source, TeamId,
    TeamName, Text, UserId, WorkspaceKey,
};

/// A planned step. In one plan no two changes have the same address.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is changed.
    pub address: Address,
    /// What is done, with everything that doing it takes.
    pub action: Action,
    /// Why, in words.
    pub because: String,
    /// The changes that must be done before; if one of them fails, this one is not started.
    pub depends_on: BTreeSet<Address>,
    /// What happens because of it.
    pub effects: Vec<Effect>,
    /// Where the manifest asks for it; none for what is removed because no line declares it.
    pub source: Option<Source>,
    /// Of the live value that this was computed from.
    pub fingerprint: Fingerprint,
}

impl Change {
    /// Of everything that makes this change this one: what it does, to which live value, after what and with
    /// which effects. Reasons and places may differ.
    pub fn digest(&self) -> Fingerprint {
        let (before, after) = self.action.before_and_after();
        let mut builder = Fingerprint::builder("change")
            .part(&self.address.to_string())
            .part(self.action.name())
            .optional(before.as_deref())
            .optional(after.as_deref())
            .part(self.fingerprint.as_str());
        for needed in &self.depends_on {
            builder.add(&needed.to_string());
        }
        for effect in &self.effects {
            builder.add(&format!("{effect:?}"));
        }
        builder.finish()
    }
}

/// Display name and description of an organization or a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The display name.
    pub name: Text,
    /// The description; empty means none.
    pub description: Text,
}

/// What one call may change about a member. The platform replaces both (INFERRED; the safe reading).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberFacts {
    /// The role in the organization.
    pub role: Role,
    /// Which models; `None` where the platform does not tell, and then it is not sent.
    pub models: Option<ModelAccess>,
}

/// A team that is there, or one that this plan creates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamRef {
    /// Live, under this id.
    Live(TeamId),
    /// Created by the change `team/NAME` of the same plan, on which the user of this reference depends.
    Planned(TeamName),
}

/// What is done.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the parameters of the call, named as everywhere else"
)]
pub enum Action {
    /// Set name and description of the organization (the API wants both).
    UpdateOrganization { before: Profile, after: Profile },

    /// Send an invitation.
    Invite { email: Email, role: Role },
    /// Cancel the open ones and send another, because the role of an open invitation cannot be changed.
    Reinvite {
        email: Email,
        cancel: Vec<InvitationId>,
        before: Role,
        after: Role,
    },
    /// Cancel open invitations. `remaining` is the role of the one that stays open, if one does.
    CancelInvitations {
        email: Email,
        cancel: Vec<InvitationId>,
        remaining: Option<Role>,
    },

    /// Change role or model access in place.
    UpdateMember {
        user: UserId,
        email: Email,
        before: MemberFacts,
        after: MemberFacts,
    },
    /// Remove from the organization.
    RemoveMember {
        user: UserId,
        email: Email,
        before: MemberFacts,
    },

    /// Create a team without people.
    CreateTeam { name: TeamName, description: Text },
    /// Rename or describe a team in place.
    UpdateTeam {
        team: TeamId,
        before: (TeamName, Text),
        after: (TeamName, Text),
    },
    /// Delete a team.
    DeleteTeam { team: TeamId, name: TeamName },
    /// Put a person into a team. `account` is the address that the platform knows them by: another one than
    /// `email` while they are live under an earlier address.
    AddTeamMember {
        team: TeamRef,
        name: TeamName,
        user: UserId,
        email: Email,
        account: Email,
    },
    /// Take a person out of a team.
    RemoveTeamMember {
        team: TeamId,
        name: TeamName,
        user: UserId,
        email: Email,
    },

    /// Create a workspace; the calling account becomes its owner (DOCUMENTED).
    CreateWorkspace { key: WorkspaceKey, profile: Profile },
    /// Set name and description of a workspace.
    UpdateWorkspace {
        key: WorkspaceKey,
        before: Profile,
        after: Profile,
    },
    /// Delete a workspace with everything in it.
    DeleteWorkspace { key: WorkspaceKey },

    /// Grant a person access. The API takes the address here, and the id everywhere else; `account` is the
    /// address that the platform knows them by.
    GrantUser {
        workspace: WorkspaceKey,
        user: UserId,
        email: Email,
        account: Email,
        role: Role,
    },
    /// Change a person's permission in place.
    UpdateUserGrant {
        workspace: WorkspaceKey,
        user: UserId,
        email: Email,
        before: Role,
        after: Role,
    },
    /// Take a person's direct grant away.
    RevokeUser {
        workspace: WorkspaceKey,
        user: UserId,
        email: Email,
        before: Role,
    },

    /// Grant a team access.
    GrantTeam {
        workspace: WorkspaceKey,
        team: TeamRef,
        name: TeamName,
        role: Role,
    },
    /// Change a team's permission in place.
    UpdateTeamGrant {
        workspace: WorkspaceKey,
        team: TeamId,
        name: TeamName,
        before: Role,
        after: Role,
    },
    /// Take a team's grant away.
    RevokeTeam {
        workspace: WorkspaceKey,
        team: TeamId,
        name: TeamName,
        before: Role,
    },
}

/// What kind of step it is, as the summary counts and the symbols show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// `+`
    Add,
    /// `~`
    Change,
    /// `→`
    Rename,
    /// `-`
    Remove,
}

impl Action {
    /// Which kind of step it is.
    pub fn verb(&self) -> Verb {
        match self {
            Action::Invite { .. }
            | Action::CreateTeam { .. }
            | Action::AddTeamMember { .. }
            | Action::CreateWorkspace { .. }
            | Action::GrantUser { .. }
            | Action::GrantTeam { .. } => Verb::Add,
            Action::UpdateTeam { before, after, .. } if before.0 != after.0 => Verb::Rename,
            Action::UpdateOrganization { .. }
            | Action::Reinvite { .. }
            | Action::UpdateMember { .. }
            | Action::UpdateTeam { .. }
            | Action::UpdateWorkspace { .. }
            | Action::UpdateUserGrant { .. }
            | Action::UpdateTeamGrant { .. } => Verb::Change,
            Action::CancelInvitations { .. }
            | Action::RemoveMember { .. }
            | Action::DeleteTeam { .. }
            | Action::RemoveTeamMember { .. }
            | Action::DeleteWorkspace { .. }
            | Action::RevokeUser { .. }
            | Action::RevokeTeam { .. } => Verb::Remove,
        }
    }

    /// The machine-readable name, stable.
    pub fn name(&self) -> &'static str {
        match self {
            Action::UpdateOrganization { .. } => "update-organization",
            Action::Invite { .. } => "invite",
            Action::Reinvite { .. } => "reinvite",
            Action::CancelInvitations { .. } => "cancel-invitation",
            Action::UpdateMember { .. } => "update-member",
            Action::RemoveMember { .. } => "remove-member",
            Action::CreateTeam { .. } => "create-team",
            Action::UpdateTeam { .. } => "update-team",
            Action::DeleteTeam { .. } => "delete-team",
            Action::AddTeamMember { .. } => "add-team-member",
            Action::RemoveTeamMember { .. } => "remove-team-member",
            Action::CreateWorkspace { .. } => "create-workspace",
            Action::UpdateWorkspace { .. } => "update-workspace",
            Action::DeleteWorkspace { .. } => "delete-workspace",
            Action::GrantUser { .. } => "grant-user",
            Action::UpdateUserGrant { .. } => "update-user-grant",
            Action::RevokeUser { .. } => "revoke-user",
            Action::GrantTeam { .. } => "grant-team",
            Action::UpdateTeamGrant { .. } => "update-team-grant",
            Action::RevokeTeam { .. } => "revoke-team",
        }
    }

    /// The collection that `manage.unsupported` can name for it: those whose routes may be missing.
    pub fn collection(&self) -> Option<Collection> {
        match self {
            Action::CreateTeam { .. } | Action::UpdateTeam { .. } | Action::DeleteTeam { .. } => {
                Some(Collection::Teams)
            }
            Action::AddTeamMember { .. } | Action::RemoveTeamMember { .. } => Some(Collection::TeamMembers),
            Action::GrantTeam { .. } | Action::UpdateTeamGrant { .. } | Action::RevokeTeam { .. } => {
                Some(Collection::TeamGrants)
            }
            Action::GrantUser { .. } | Action::UpdateUserGrant { .. } | Action::RevokeUser { .. } => {
                Some(Collection::UserGrants)
            }
            Action::CreateWorkspace { .. }
            | Action::UpdateWorkspace { .. }
            | Action::DeleteWorkspace { .. } => Some(Collection::Workspaces),
            Action::UpdateOrganization { .. }
            | Action::Invite { .. }
            | Action::Reinvite { .. }
            | Action::CancelInvitations { .. }
            | Action::UpdateMember { .. }
            | Action::RemoveMember { .. } => None,
        }
    }

    /// Whether it takes something away from somebody: a removal, or a role or permission made lower.
    pub fn is_destructive(&self) -> bool {
        match self {
            Action::UpdateMember { before, after, .. } => after.role < before.role,
            Action::UpdateUserGrant { before, after, .. } | Action::UpdateTeamGrant { before, after, .. } => {
                after < before
            }
            other => other.verb() == Verb::Remove,
        }
    }

    /// Whether an organization owner is demoted or removed.
    pub fn ends_ownership(&self) -> bool {
        match self {
            Action::UpdateMember { before, after, .. } => {
                before.role == Role::Owner && after.role != Role::Owner
            }
            Action::RemoveMember { before, .. } => before.role == Role::Owner,
            _ => false,
        }
    }

    /// Whether somebody becomes an organization owner.
    pub fn makes_owner(&self) -> bool {
        matches!(self, Action::UpdateMember { before, after, .. }
            if before.role != Role::Owner && after.role == Role::Owner)
    }

    /// What is and what is to be, in words; each is absent where there is nothing to say.
    pub fn before_and_after(&self) -> (Option<String>, Option<String>) {
        let facts = |facts: &MemberFacts| match &facts.models {
            Some(models) => format!("{}, {models}", facts.role),
            None => facts.role.to_string(),
        };
        let profile =
            |profile: &Profile| format!("{:?}, {:?}", profile.name.as_str(), profile.description.as_str());
        let team = |team: &(TeamName, Text)| format!("{:?}, {:?}", team.0.as_str(), team.1.as_str());
        match self {
            Action::UpdateOrganization { before, after } | Action::UpdateWorkspace { before, after, .. } => {
                (Some(profile(before)), Some(profile(after)))
            }
            Action::Invite { role, .. } | Action::GrantUser { role, .. } | Action::GrantTeam { role, .. } => {
                (None, Some(role.to_string()))
            }
            Action::Reinvite { before, after, .. }
            | Action::UpdateUserGrant { before, after, .. }
            | Action::UpdateTeamGrant { before, after, .. } => {
                (Some(before.to_string()), Some(after.to_string()))
            }
            Action::UpdateMember { before, after, .. } => (Some(facts(before)), Some(facts(after))),
            Action::RemoveMember { before, .. } => (Some(facts(before)), None),
            Action::UpdateTeam { before, after, .. } => (Some(team(before)), Some(team(after))),
            Action::CreateTeam { name, description } => {
                (None, Some(team(&(name.clone(), description.clone()))))
            }
            Action::CreateWorkspace { profile: created, .. } => (None, Some(profile(created))),
            Action::RevokeUser { before, .. } | Action::RevokeTeam { before, .. } => {
                (Some(before.to_string()), None)
            }
            Action::CancelInvitations { .. }
            | Action::DeleteTeam { .. }
            | Action::AddTeamMember { .. }
            | Action::RemoveTeamMember { .. }
            | Action::DeleteWorkspace { .. } => (None, None),
        }
    }
}
