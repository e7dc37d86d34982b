//! What a change does to the organization, effects included: the plan's picture of the platform.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Action, Change, Email, MemberFacts, OrgState, Role, TeamName, TeamState, WorkspaceKey, WorkspaceState,
};

/// Applies one change to `state`, as the platform would. `creator` becomes the owner of new workspaces
/// (DOCUMENTED).
pub fn apply_change(state: &mut OrgState, change: &Change, creator: &Email) {
    match &change.action {
        Action::UpdateOrganization { after, .. } => state.profile = after.clone(),

        Action::Invite { email, role }
        | Action::Reinvite {
            email, after: role, ..
        } => {
            state.invitations.insert(email.clone(), *role);
        }
        Action::CancelInvitations { email, remaining, .. } => match remaining {
            Some(role) => {
                state.invitations.insert(email.clone(), *role);
            }
            None => {
                state.invitations.remove(email);
            }
        },

        Action::UpdateMember { email, after, .. } => update_member(state, email, after),
        Action::RemoveMember { email, .. } => remove_member(state, email),

        Action::CreateTeam { name, description } => {
            let team = TeamState {
                description: description.clone(),
                members: Some(BTreeSet::new()),
            };
            state.teams.insert(name.clone(), team);
        }
        Action::UpdateTeam { before, after, .. } => rename_team(state, &before.0, after),
        Action::DeleteTeam { name, .. } => delete_team(state, name),
        Action::AddTeamMember { name, email, .. } => {
            if let Some(members) = team_members(state, name) {
                members.insert(email.clone());
            }
        }
        Action::RemoveTeamMember { name, email, .. } => {
            if let Some(members) = team_members(state, name) {
                members.remove(email);
            }
        }

        Action::CreateWorkspace { key, profile } => {
            let workspace = WorkspaceState {
                profile: profile.clone(),
                default: false,
                created_by: Some(creator.clone()),
                users: Some(BTreeMap::from([(creator.clone(), Role::Owner)])),
                teams: Some(BTreeMap::new()),
            };
            state.workspaces.insert(key.clone(), workspace);
        }
        Action::UpdateWorkspace { key, after, .. } => {
            if let Some(workspace) = state.workspaces.get_mut(key) {
                workspace.profile = after.clone();
            }
        }
        Action::DeleteWorkspace { key } => {
            state.workspaces.remove(key);
        }

        Action::GrantUser {
            workspace,
            email,
            role,
            ..
        }
        | Action::UpdateUserGrant {
            workspace,
            email,
            after: role,
            ..
        } => {
            if let Some(users) = users(state, workspace) {
                users.insert(email.clone(), *role);
            }
        }
        Action::RevokeUser { workspace, email, .. } => {
            if let Some(users) = users(state, workspace) {
                users.remove(email);
            }
        }
        Action::GrantTeam {
            workspace,
            name,
            role,
            ..
        }
        | Action::UpdateTeamGrant {
            workspace,
            name,
            after: role,
            ..
        } => {
            if let Some(teams) = teams(state, workspace) {
                teams.insert(name.clone(), *role);
            }
        }
        Action::RevokeTeam { workspace, name, .. } => {
            if let Some(teams) = teams(state, workspace) {
                teams.remove(name);
            }
        }
    }
}

fn team_members<'a>(state: &'a mut OrgState, name: &TeamName) -> Option<&'a mut BTreeSet<Email>> {
    state.teams.get_mut(name)?.members.as_mut()
}

fn users<'a>(state: &'a mut OrgState, key: &WorkspaceKey) -> Option<&'a mut BTreeMap<Email, Role>> {
    state.workspaces.get_mut(key)?.users.as_mut()
}

fn teams<'a>(state: &'a mut OrgState, key: &WorkspaceKey) -> Option<&'a mut BTreeMap<TeamName, Role>> {
    state.workspaces.get_mut(key)?.teams.as_mut()
}

fn update_member(state: &mut OrgState, email: &Email, after: &MemberFacts) {
    if let Some(member) = state.members.get_mut(email) {
        member.role = after.role;
        member.models = after.models.clone();
    }
}

/// Takes the person out of everything; workspaces that only they own die with the membership (DOCUMENTED).
fn remove_member(state: &mut OrgState, email: &Email) {
    let mut orphaned = Vec::new();
    for (key, workspace) in &state.workspaces {
        let is_owner = workspace
            .users
            .as_ref()
            .is_some_and(|users| users.get(email) == Some(&Role::Owner));
        let own_private = workspace.default && workspace.created_by.as_ref() == Some(email);
        let others = state
            .workspace_owners(workspace)
            .into_iter()
            .flatten()
            .any(|owner| owner != email);
        if (is_owner && !others) || (own_private && workspace.users.is_none()) {
            orphaned.push(key.clone());
        }
    }
    state.members.remove(email);
    for key in orphaned {
        state.workspaces.remove(&key);
    }
    for members in state.teams.values_mut().filter_map(|team| team.members.as_mut()) {
        members.remove(email);
    }
    for users in state
        .workspaces
        .values_mut()
        .filter_map(|workspace| workspace.users.as_mut())
    {
        users.remove(email);
    }
}

fn rename_team(state: &mut OrgState, before: &TeamName, after: &(TeamName, crate::model::Text)) {
    let Some(mut team) = state.teams.remove(before) else {
        return;
    };
    team.description = after.1.clone();
    state.teams.insert(after.0.clone(), team);
    if *before != after.0 {
        for grants in state
            .workspaces
            .values_mut()
            .filter_map(|workspace| workspace.teams.as_mut())
        {
            if let Some(role) = grants.remove(before) {
                grants.insert(after.0.clone(), role);
            }
        }
    }
}

fn delete_team(state: &mut OrgState, name: &TeamName) {
    state.teams.remove(name);
    for grants in state
        .workspaces
        .values_mut()
        .filter_map(|workspace| workspace.teams.as_mut())
    {
        grants.remove(name);
    }
}
