//! What has to be read for a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::model::{
    Action, Desired, DesiredWorkspace, Live, LiveWorkspace, Presence, ReadScope, Reading, WorkspaceKey,
    WorkspaceScope,
};

/// What a first plan needs: only what the manifest looks after.
pub fn initial_scope(desired: &Desired) -> ReadScope {
    let declared = desired.workspaces.as_ref();
    let grants_to_teams = declared.is_some_and(|all| all.values().any(|workspace| workspace.teams.is_some()));
    ReadScope {
        teams: desired.teams.is_some() || grants_to_teams,
        workspaces: match declared {
            None => WorkspaceScope::None,
            Some(all) => {
                let named = all
                    .iter()
                    .map(|(key, workspace)| (key.clone(), presence(workspace)));
                WorkspaceScope::Named(named.collect())
            }
        },
    }
}

/// One that is to be deleted is gone on every run but the first, and is not asked about in vain.
fn presence(workspace: &DesiredWorkspace) -> Presence {
    if workspace.delete {
        Presence::Doubtful
    } else {
        Presence::Expected
    }
}

/// What has to be read besides, because of what the first plan holds: who loses what with a member, a team
/// or a role is only known from the grants of workspaces that the manifest may not name, and what a team's
/// grant means only from the people in it. `None` when nothing is missing.
pub fn wider_scope(plan: &Plan, live: &Live) -> Option<ReadScope> {
    let reach = plan
        .changes
        .iter()
        .filter_map(|change| reach(&change.action))
        .max();
    let workspaces = match reach {
        None => WorkspaceScope::Named(BTreeMap::new()),
        Some(Reach::Shared) => WorkspaceScope::Shared,
        Some(Reach::All) => WorkspaceScope::All,
    };
    let workspaces_missing = reach.is_some() && lacks_workspaces(live, &workspaces);
    let teams_missing =
        live.teams == Reading::NotAsked && (reach.is_some() || touches_team_grants(plan, live));
    (workspaces_missing || teams_missing).then_some(ReadScope {
        teams: true,
        workspaces,
    })
}

/// Whether a workspace that is in the scope was not opened.
fn lacks_workspaces(live: &Live, scope: &WorkspaceScope) -> bool {
    match &live.workspaces {
        Reading::NotAsked => true,
        Reading::Read(workspaces) => workspaces.iter().any(|workspace| {
            let unread = workspace.users == Reading::NotAsked || workspace.teams == Reading::NotAsked;
            unread && workspace.is_active && scope.opens(&workspace.key, workspace.is_default)
        }),
        Reading::Unreadable(_) | Reading::Unsupported => false,
    }
}

/// Whether access to a workspace changes that teams are granted too.
fn touches_team_grants(plan: &Plan, live: &Live) -> bool {
    let touched: BTreeSet<&WorkspaceKey> = plan
        .changes
        .iter()
        .filter_map(|change| change.address.workspace())
        .collect();
    let granted = |workspace: &LiveWorkspace| workspace.teams.known().is_some_and(|rows| !rows.is_empty());
    let rows = live.workspaces.known().into_iter().flatten();
    rows.filter(|workspace| touched.contains(&workspace.key))
        .any(granted)
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// The grants of every shared workspace.
    Shared,
    /// The grants of every listed workspace.
    All,
}

fn reach(action: &Action) -> Option<Reach> {
    match action {
        Action::RemoveMember { .. } => Some(Reach::All),
        Action::AddTeamMember { .. } | Action::RemoveTeamMember { .. } | Action::DeleteTeam { .. } => {
            Some(Reach::Shared)
        }
        action if action.ends_ownership() => Some(Reach::Shared),
        _ => None,
    }
}
