//! The one type that desired and live are both turned into. Drift is the inequality of two values of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Email, ModelAccess, Profile, Role, TeamName, Text, WorkspaceKey};

/// An organization at one moment: what is, or what is to be. `None` means unknown or not looked after,
/// never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgState {
    /// Display name and description.
    pub profile: Profile,
    /// Everybody in the organization, by the address that the manifest knows them by.
    pub members: BTreeMap<Email, MemberState>,
    /// Open invitations.
    pub invitations: BTreeMap<Email, Role>,
    /// Teams.
    pub teams: BTreeMap<TeamName, TeamState>,
    /// Workspaces.
    pub workspaces: BTreeMap<WorkspaceKey, WorkspaceState>,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberState {
    /// The role in the organization.
    pub role: Role,
    /// Which models.
    pub models: Option<ModelAccess>,
    /// False while the platform has the account suspended.
    pub active: bool,
    /// A robot: an owner that does not count among people.
    pub operator: bool,
    /// The name to show, where the account has one.
    pub display_name: Option<Text>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamState {
    /// The description.
    pub description: Text,
    /// The people in it.
    pub members: Option<BTreeSet<Email>>,
}

/// A workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceState {
    /// Display name and description.
    pub profile: Profile,
    /// Somebody's private workspace.
    pub default: bool,
    /// Who made it, where that is somebody known.
    pub created_by: Option<Email>,
    /// Direct grants of people.
    pub users: Option<BTreeMap<Email, Role>>,
    /// Grants of teams.
    pub teams: Option<BTreeMap<TeamName, Role>>,
}

impl OrgState {
    /// The active owners who are people, in the order of their addresses.
    pub fn human_owners(&self) -> impl Iterator<Item = &Email> {
        self.members
            .iter()
            .filter(|(_, member)| member.role == Role::Owner && member.active && !member.operator)
            .map(|(email, _)| email)
    }

    /// Whether this address is an active member.
    pub fn is_active_member(&self, email: &Email) -> bool {
        self.members.get(email).is_some_and(|member| member.active)
    }

    /// The active, directly granted owners of a workspace; `None` where its grants are unknown.
    pub fn workspace_owners<'a>(
        &'a self,
        workspace: &'a WorkspaceState,
    ) -> Option<impl Iterator<Item = &'a Email>> {
        let users = workspace.users.as_ref()?;
        Some(
            users
                .iter()
                .filter(|(email, role)| **role == Role::Owner && self.is_active_member(email))
                .map(|(email, _)| email),
        )
    }
}
