//! What happens because of removals, without being sent: shown, and counted by the guards.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Action, Address, Change, Effect, Email, OrgState, Role, TeamName, WorkspaceKey};

/// Adds the effects of every member and team that goes.
pub(super) fn add(changes: &mut BTreeMap<Address, Change>, before: &OrgState) {
    let removes = changes.values().any(|change| {
        matches!(
            change.action,
            Action::RemoveMember { .. } | Action::DeleteTeam { .. }
        )
    });
    if !removes {
        return;
    }
    let survivors = Survivors::of(changes, before);
    let holdings = Holdings::of(before);
    for change in changes.values_mut() {
        change.effects = match &change.action {
            Action::RemoveMember { email, .. } => removal(email, before, &holdings, &survivors),
            Action::DeleteTeam { name, .. } => holdings.team_grants(name),
            _ => Vec::new(),
        };
    }
}

fn removal(person: &Email, before: &OrgState, holdings: &Holdings<'_>, survivors: &Survivors) -> Vec<Effect> {
    let teams = holdings.teams.get(person).into_iter().flatten();
    let mut effects: Vec<Effect> = teams.map(|team| Effect::LeavesTeam((*team).clone())).collect();
    for (key, role) in holdings.grants.get(person).into_iter().flatten() {
        let key = (*key).clone();
        let is_default = before
            .workspaces
            .get(&key)
            .is_some_and(|workspace| workspace.default);
        effects.push(if *role != Role::Owner || survivors.owns(&key) {
            Effect::LosesGrant(key, *role)
        } else if is_default {
            Effect::DefaultWorkspaceDies(key)
        } else {
            Effect::WorkspaceDies(key)
        });
    }
    for (key, creator) in &holdings.unknown {
        let workspace = before.workspaces.get(*key);
        if workspace.is_some_and(|workspace| !workspace.default) {
            effects.push(Effect::WorkspaceMayDie((*key).clone()));
        } else if *creator == Some(person) {
            effects.push(Effect::DefaultWorkspaceDies((*key).clone()));
        }
    }
    effects.sort();
    effects
}

/// Who holds what, by holder.
struct Holdings<'a> {
    teams: BTreeMap<&'a Email, Vec<&'a TeamName>>,
    grants: BTreeMap<&'a Email, Vec<(&'a WorkspaceKey, Role)>>,
    team_grants: BTreeMap<&'a TeamName, Vec<(&'a WorkspaceKey, Role)>>,
    /// Workspaces whose grants are unknown, with who made them.
    unknown: Vec<(&'a WorkspaceKey, Option<&'a Email>)>,
}

impl<'a> Holdings<'a> {
    fn of(state: &'a OrgState) -> Holdings<'a> {
        let mut holdings = Holdings {
            teams: BTreeMap::new(),
            grants: BTreeMap::new(),
            team_grants: BTreeMap::new(),
            unknown: Vec::new(),
        };
        for (name, team) in &state.teams {
            for person in team.members.iter().flatten() {
                holdings.teams.entry(person).or_default().push(name);
            }
        }
        for (key, workspace) in &state.workspaces {
            match &workspace.users {
                Some(users) => {
                    for (person, role) in users {
                        holdings.grants.entry(person).or_default().push((key, *role));
                    }
                }
                None => holdings.unknown.push((key, workspace.created_by.as_ref())),
            }
            for (team, role) in workspace.teams.iter().flatten() {
                holdings.team_grants.entry(team).or_default().push((key, *role));
            }
        }
        holdings
    }

    fn team_grants(&self, team: &TeamName) -> Vec<Effect> {
        let grants = self.team_grants.get(team).into_iter().flatten();
        grants
            .map(|(key, role)| Effect::TeamLosesGrant((*key).clone(), *role))
            .collect()
    }
}

/// The workspaces that keep an owner whatever part of the plan is done: somebody active and directly granted
/// whom the plan neither removes nor revokes, or whom it makes owner before anybody goes.
struct Survivors(BTreeSet<WorkspaceKey>);

impl Survivors {
    fn of(changes: &BTreeMap<Address, Change>, before: &OrgState) -> Survivors {
        let mut gone_everywhere = BTreeSet::new();
        let mut gone = BTreeSet::new();
        let mut owned = BTreeSet::new();
        for change in changes.values() {
            match &change.action {
                Action::RemoveMember { email, .. } => {
                    gone_everywhere.insert(email);
                }
                Action::RevokeUser {
                    workspace,
                    email,
                    before: Role::Owner,
                    ..
                }
                | Action::UpdateUserGrant {
                    workspace,
                    email,
                    before: Role::Owner,
                    ..
                } => {
                    gone.insert((workspace, email));
                }
                Action::GrantUser {
                    workspace,
                    role: Role::Owner,
                    ..
                }
                | Action::UpdateUserGrant {
                    workspace,
                    after: Role::Owner,
                    ..
                } => {
                    owned.insert(workspace.clone());
                }
                _ => {}
            }
        }
        for (key, workspace) in &before.workspaces {
            let mut owners = before.workspace_owners(workspace).into_iter().flatten();
            if owners.any(|owner| !gone_everywhere.contains(owner) && !gone.contains(&(key, owner))) {
                owned.insert(key.clone());
            }
        }
        Survivors(owned)
    }

    fn owns(&self, key: &WorkspaceKey) -> bool {
        self.0.contains(key)
    }
}
