//! What must be done before what, and the one order in which a plan is shown and followed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Action, Address, Change, OrgState, Role, TeamName, TeamRef, Verb, WorkspaceKey};

/// Fills in `depends_on`. Only these dependencies block; the order of kinds does not.
pub(super) fn depend(changes: &mut BTreeMap<Address, Change>, before: &OrgState) {
    let index = Index::of(changes);
    for change in changes.values_mut() {
        let depends_on = index.needed_by(change, before);
        change.depends_on.extend(depends_on);
        change.depends_on.remove(&change.address);
    }
}

/// What other changes may have to wait for.
#[derive(Default)]
struct Index {
    created_teams: BTreeSet<TeamName>,
    created_workspaces: BTreeSet<WorkspaceKey>,
    /// Renames by the name that they set free.
    freed_names: BTreeMap<TeamName, Address>,
    promotions: BTreeSet<Address>,
    /// Grants and promotions that give a workspace another owner.
    new_workspace_owners: BTreeMap<WorkspaceKey, BTreeSet<Address>>,
}

impl Index {
    fn of(changes: &BTreeMap<Address, Change>) -> Index {
        let mut index = Index::default();
        for change in changes.values() {
            index.add(change);
        }
        index
    }

    fn add(&mut self, change: &Change) {
        let address = || change.address.clone();
        match &change.action {
            Action::CreateTeam { name, .. } => {
                self.created_teams.insert(name.clone());
            }
            Action::CreateWorkspace { key, .. } => {
                self.created_workspaces.insert(key.clone());
            }
            Action::UpdateTeam { before, after, .. } if before.0 != after.0 => {
                self.freed_names.insert(before.0.clone(), address());
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
                self.new_workspace_owners
                    .entry(workspace.clone())
                    .or_default()
                    .insert(address());
            }
            action if action.makes_owner() => {
                self.promotions.insert(address());
            }
            _ => {}
        }
    }

    fn needed_by(&self, change: &Change, before: &OrgState) -> BTreeSet<Address> {
        let mut needed = BTreeSet::new();
        if change.action.ends_ownership() {
            needed.extend(self.promotions.iter().cloned());
        }
        match &change.action {
            Action::CreateTeam { name, .. } => needed.extend(self.freed_names.get(name).cloned()),
            Action::UpdateTeam { after, .. } => needed.extend(self.freed_names.get(&after.0).cloned()),
            Action::AddTeamMember { team, .. } => needed.extend(self.planned_team(team)),
            Action::GrantTeam { workspace, team, .. } => {
                needed.extend(self.planned_team(team));
                needed.extend(self.planned_workspace(workspace));
            }
            Action::GrantUser { workspace, .. } => needed.extend(self.planned_workspace(workspace)),
            Action::RevokeUser {
                workspace,
                before: Role::Owner,
                ..
            }
            | Action::UpdateUserGrant {
                workspace,
                before: Role::Owner,
                ..
            } => {
                needed.extend(self.rescues(workspace));
            }
            Action::RemoveMember { email, .. } => {
                let owned = self.new_workspace_owners.keys().filter(|key| {
                    let users = before
                        .workspaces
                        .get(*key)
                        .and_then(|workspace| workspace.users.as_ref());
                    users.is_some_and(|users| users.get(email) == Some(&Role::Owner))
                });
                needed.extend(owned.flat_map(|key| self.rescues(key)));
            }
            _ => {}
        }
        needed
    }

    fn planned_team(&self, team: &TeamRef) -> Option<Address> {
        match team {
            TeamRef::Planned(name) if self.created_teams.contains(name) => Some(Address::Team(name.clone())),
            _ => None,
        }
    }

    fn planned_workspace(&self, key: &WorkspaceKey) -> Option<Address> {
        self.created_workspaces
            .contains(key)
            .then(|| Address::Workspace(key.clone()))
    }

    fn rescues(&self, key: &WorkspaceKey) -> BTreeSet<Address> {
        self.new_workspace_owners.get(key).cloned().unwrap_or_default()
    }
}

/// When a change is best done, within what its dependencies allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Create, invite, promote, grant, rename.
    Give,
    /// Change what stays.
    Change,
    /// Revoke, demote, remove.
    Take,
    /// Delete teams and workspaces.
    Delete,
}

fn phase(action: &Action) -> Phase {
    match action {
        Action::DeleteTeam { .. } | Action::DeleteWorkspace { .. } => Phase::Delete,
        action if action.is_destructive() => Phase::Take,
        Action::UpdateMember { before, after, .. } if after.role > before.role => Phase::Give,
        Action::UpdateUserGrant { .. } | Action::UpdateTeamGrant { .. } => Phase::Give,
        action if matches!(action.verb(), Verb::Add | Verb::Rename) => Phase::Give,
        _ => Phase::Change,
    }
}

/// Puts every change behind what it depends on; among those that could be next, the phase and then the
/// address decide, so that there is one order only.
pub(super) fn sort(changes: BTreeMap<Address, Change>) -> Vec<Change> {
    let mut dependents: BTreeMap<Address, Vec<Address>> = BTreeMap::new();
    let mut open: BTreeMap<Address, usize> = BTreeMap::new();
    let mut ready: BTreeSet<(Phase, Address)> = BTreeSet::new();
    for (address, change) in &changes {
        for needed in &change.depends_on {
            dependents
                .entry(needed.clone())
                .or_default()
                .push(address.clone());
        }
        open.insert(address.clone(), change.depends_on.len());
        if change.depends_on.is_empty() {
            ready.insert((phase(&change.action), address.clone()));
        }
    }
    let mut rest = changes;
    let mut sorted = Vec::with_capacity(rest.len());
    while let Some((_, address)) = ready.pop_first() {
        for dependent in dependents.get(&address).into_iter().flatten() {
            let Some(count) = open.get_mut(dependent) else {
                continue;
            };
            *count -= 1;
            if *count == 0
                && let Some(change) = rest.get(dependent)
            {
                ready.insert((phase(&change.action), dependent.clone()));
            }
        }
        sorted.extend(rest.remove(&address));
    }
    debug_assert!(rest.is_empty(), "dependencies form a cycle: {:?}", rest.keys());
    sorted
}
