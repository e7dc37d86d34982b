//! What has to be read for a manifest.

use super::Plan;
use crate::model::{Action, Desired, Live, ReadScope, Reading, WorkspaceScope};

/// What a first plan needs: only what the manifest looks after.
pub fn initial_scope(desired: &Desired) -> ReadScope {
    let declared = desired.workspaces.as_ref();
    let grants_to_teams = declared.is_some_and(|all| all.values().any(|workspace| workspace.teams.is_some()));
    ReadScope {
        teams: desired.teams.is_some() || grants_to_teams,
        workspaces: match declared {
            None => WorkspaceScope::None,
            Some(all) => WorkspaceScope::Named(all.keys().cloned().collect()),
        },
    }
}

/// What has to be read besides, because of what the first plan holds: who loses what with a member, a team
/// or a role is only known from the grants of workspaces that the manifest may not name. `None` when
/// nothing is missing.
pub fn wider_scope(plan: &Plan, live: &Live) -> Option<ReadScope> {
    let needed = plan
        .changes
        .iter()
        .filter_map(|change| reach(&change.action))
        .max()?;
    let scope = match needed {
        Reach::Shared => WorkspaceScope::Shared,
        Reach::All => WorkspaceScope::All,
    };
    let complete = match &live.workspaces {
        Reading::NotAsked => false,
        Reading::Read(workspaces) => workspaces.iter().all(|workspace| {
            let unread = workspace.users == Reading::NotAsked || workspace.teams == Reading::NotAsked;
            !unread || !scope.opens(&workspace.key, workspace.is_default)
        }),
        Reading::Unreadable(_) | Reading::Unsupported => true,
    };
    let teams_missing = live.teams == Reading::NotAsked;
    (!complete || teams_missing).then_some(ReadScope {
        teams: true,
        workspaces: scope,
    })
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
