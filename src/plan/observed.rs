//! Live rows as an [`OrgState`]: what is, by the names that the plan uses.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::people::{People, newest_open};
use crate::model::{
    Email, Live, LiveTeam, LiveWorkspace, MemberState, OrgState, Profile, TeamId, TeamName, TeamState, Text,
    WorkspaceState,
};

/// The organization as it was read. Ambiguous rows and inactive teams and workspaces are left out; whatever
/// was not read is unknown.
pub(super) fn observe(live: &Live, people: &People<'_>, now: Timestamp) -> OrgState {
    let names = team_names(live);
    let readable_names = live.teams.known().map(|_| &names);
    OrgState {
        profile: Profile {
            name: live.organization.name.clone(),
            description: live.organization.description.clone(),
        },
        members: people
            .rows()
            .map(|(email, row)| {
                let state = MemberState {
                    role: row.role,
                    models: row.models.clone(),
                    active: row.is_active,
                    operator: people.is_operator(email),
                    display_name: row.name.as_deref().map(Text::new),
                };
                (email.clone(), state)
            })
            .collect(),
        invitations: people
            .invitations()
            .filter_map(|(email, rows)| Some((email.clone(), newest_open(rows, now)?.role)))
            .collect(),
        teams: live
            .teams
            .known()
            .into_iter()
            .flatten()
            .filter_map(|team| Some((names.get(&team.id)?.clone(), team_state(team, people))))
            .collect(),
        workspaces: live
            .workspaces
            .known()
            .into_iter()
            .flatten()
            .filter(|workspace| workspace.is_active)
            .map(|workspace| {
                (
                    workspace.key.clone(),
                    workspace_state(workspace, people, readable_names),
                )
            })
            .collect(),
    }
}

/// The names of the active teams that can be told apart, by id.
pub(super) fn team_names(live: &Live) -> BTreeMap<TeamId, TeamName> {
    let active: Vec<&LiveTeam> = live
        .teams
        .known()
        .into_iter()
        .flatten()
        .filter(|team| team.is_active)
        .collect();
    let mut seen: BTreeMap<TeamName, usize> = BTreeMap::new();
    for team in &active {
        *seen.entry(TeamName::new(&team.name)).or_default() += 1;
    }
    active
        .into_iter()
        .map(|team| (team.id.clone(), TeamName::new(&team.name)))
        .filter(|(_, name)| seen.get(name) == Some(&1))
        .collect()
}

fn team_state(team: &LiveTeam, people: &People<'_>) -> TeamState {
    let members = team.members.known().map(|rows| {
        rows.iter()
            .filter_map(|row| people.holder(&row.user_id, row.email.as_deref()))
            .collect::<BTreeSet<Email>>()
    });
    TeamState {
        description: team.description.clone(),
        members,
    }
}

fn workspace_state(
    workspace: &LiveWorkspace,
    people: &People<'_>,
    names: Option<&BTreeMap<TeamId, TeamName>>,
) -> WorkspaceState {
    let users = workspace.users.known().map(|rows| {
        rows.iter()
            .filter_map(|row| Some((people.holder(&row.user_id, Some(&row.email))?, row.role)))
            .collect()
    });
    // Without the list of teams a grant has no name, and a grant without a name is not no grant.
    let teams = match (workspace.teams.known(), names) {
        (Some(rows), _) if rows.is_empty() => Some(BTreeMap::new()),
        (Some(rows), Some(names)) => {
            let named = rows
                .iter()
                .filter_map(|row| Some((names.get(&row.team_id)?.clone(), row.role)));
            Some(named.collect())
        }
        _ => None,
    };
    WorkspaceState {
        profile: Profile {
            name: workspace.name.clone(),
            description: workspace.description.clone(),
        },
        default: workspace.is_default,
        created_by: workspace
            .created_by
            .as_ref()
            .and_then(|user| people.email_of(user))
            .cloned(),
        users,
        teams,
    }
}
