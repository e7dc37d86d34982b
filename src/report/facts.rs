//! What something is before and after a change.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Action, Change, MemberFacts, ModelAccess, Profile, Role, TeamName, Text};
use crate::plan::Plan;

/// The facts of one thing, as far as a change concerns them. Which ones are there depends on the kind of
/// thing: a member has `role` and `models`, a grant has `role`, a team or workspace has `name` and
/// `description`. A member of a team has none: the object is then empty, and says that the thing is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactsReport {
    /// The display name of an organization or a workspace, the name of a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The description; empty means none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The role in the organization, or the permission on the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The models that a member may use; absent where the platform does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub models: Option<ModelsReport>,
    /// How many invitations are open for the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_invitations: Option<usize>,
    /// How many people are in the team, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<usize>,
    /// Whether people outside may be invited to the organization: compared, and never written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_external_invites: Option<bool>,
    /// The number of seats of the organization: compared, and never written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_members: Option<u64>,
}

/// Which models: the word `all`, or a list that may be empty. The same as in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ModelsReport {
    /// Every model of the platform.
    Every(Every),
    /// Just these.
    Only(BTreeSet<String>),
}

/// The word for every model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// `all`
    All,
}

impl From<&ModelAccess> for ModelsReport {
    fn from(models: &ModelAccess) -> ModelsReport {
        match models {
            ModelAccess::All => ModelsReport::Every(Every::All),
            ModelAccess::Only(models) => ModelsReport::Only(models.clone()),
        }
    }
}

type Sides = (Option<FactsReport>, Option<FactsReport>);

/// The facts on both sides of a change; nothing on the side where the thing is not there.
pub(super) fn sides(change: &Change, plan: &Plan) -> Sides {
    let added = |facts| (None, Some(facts));
    let removed = |facts| (Some(facts), None);
    match &change.action {
        Action::UpdateOrganization { before, after } | Action::UpdateWorkspace { before, after, .. } => {
            (Some(profile(before)), Some(profile(after)))
        }
        Action::Invite { role, .. } | Action::GrantUser { role, .. } | Action::GrantTeam { role, .. } => {
            added(role_only(*role))
        }
        Action::Reinvite {
            cancel,
            before,
            after,
            ..
        } => (
            Some(invitation(*before, cancel.len())),
            Some(invitation(*after, 1)),
        ),
        Action::CancelInvitations {
            email,
            cancel,
            remaining,
        } => {
            let open = cancel.len() + usize::from(remaining.is_some());
            let before = FactsReport {
                role: plan.before.invitations.get(email).copied(),
                open_invitations: Some(open),
                ..FactsReport::default()
            };
            (Some(before), remaining.map(|role| invitation(role, 1)))
        }
        Action::UpdateMember { before, after, .. } => (Some(member(before)), Some(member(after))),
        Action::RemoveMember { before, .. } => removed(member(before)),
        Action::CreateTeam { name, description } => added(team(name, description)),
        Action::UpdateTeam { before, after, .. } => {
            (Some(team(&before.0, &before.1)), Some(team(&after.0, &after.1)))
        }
        Action::DeleteTeam { name, .. } => removed(whole_team(name, plan)),
        Action::AddTeamMember { .. } => added(FactsReport::default()),
        Action::RemoveTeamMember { .. } => removed(FactsReport::default()),
        Action::CreateWorkspace { profile: made, .. } => added(profile(made)),
        Action::DeleteWorkspace { key } => {
            let workspace = plan.before.workspaces.get(key);
            removed(workspace.map_or_else(FactsReport::default, |workspace| profile(&workspace.profile)))
        }
        Action::UpdateUserGrant { before, after, .. } | Action::UpdateTeamGrant { before, after, .. } => {
            (Some(role_only(*before)), Some(role_only(*after)))
        }
        Action::RevokeUser { before, .. } | Action::RevokeTeam { before, .. } => removed(role_only(*before)),
    }
}

fn profile(profile: &Profile) -> FactsReport {
    FactsReport {
        name: Some(profile.name.to_string()),
        description: Some(profile.description.to_string()),
        ..FactsReport::default()
    }
}

fn team(name: &TeamName, description: &Text) -> FactsReport {
    FactsReport {
        name: Some(name.to_string()),
        description: Some(description.to_string()),
        ..FactsReport::default()
    }
}

fn whole_team(name: &TeamName, plan: &Plan) -> FactsReport {
    let live = plan.before.teams.get(name);
    FactsReport {
        name: Some(name.to_string()),
        description: live.map(|team| team.description.to_string()),
        people: live.and_then(|team| team.members.as_ref()).map(BTreeSet::len),
        ..FactsReport::default()
    }
}

fn member(facts: &MemberFacts) -> FactsReport {
    FactsReport {
        role: Some(facts.role),
        models: facts.models.as_ref().map(ModelsReport::from),
        ..FactsReport::default()
    }
}

fn role_only(role: Role) -> FactsReport {
    FactsReport {
        role: Some(role),
        ..FactsReport::default()
    }
}

fn invitation(role: Role, open: usize) -> FactsReport {
    FactsReport {
        role: Some(role),
        open_invitations: Some(open),
        ..FactsReport::default()
    }
}
