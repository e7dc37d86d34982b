//! No collection loses more rows than the limit.

use std::collections::{BTreeMap, BTreeSet};

use super::Objection;
use super::context::{Context, object};
use super::limits::{excess, share_excess};
use crate::model::{Action, Address, Change, GuardCode, TeamName, WorkspaceKey};

/// What is removed from one collection.
struct Removals<'a> {
    name: &'static str,
    rows: usize,
    changes: Vec<&'a Change>,
}

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let limit = context.settings().max_removals;
    let mut objections = Vec::new();
    for removals in collections(context) {
        if let Some(excess) = excess(limit, removals.changes.len(), removals.rows) {
            objections.push(refuse(removals.name, &removals.changes, &excess));
        }
    }
    for (name, changes) in by_place(context) {
        let rows = place_rows(context, &name);
        if let Some(excess) = share_excess(limit, changes.len(), rows) {
            objections.push(refuse(&name.to_string(), &changes, &excess));
        }
    }
    objections
}

fn refuse(name: &str, changes: &[&Change], excess: &str) -> Objection {
    let objects: BTreeSet<Address> = changes.iter().map(|change| change.address.clone()).collect();
    object(GuardCode::RemovalLimit, objects, format!("{name}: {excess}"))
}

fn collections<'a>(context: &Context<'a>) -> Vec<Removals<'a>> {
    let before = &context.plan.before;
    let members = before.members.values().filter(|member| member.active).count();
    let team_members = before
        .teams
        .values()
        .filter_map(|team| team.members.as_ref())
        .map(BTreeSet::len)
        .sum();
    let grants = before
        .workspaces
        .values()
        .filter(|workspace| !workspace.default)
        .map(|workspace| {
            workspace.users.as_ref().map_or(0, BTreeMap::len)
                + workspace.teams.as_ref().map_or(0, BTreeMap::len)
        });
    let shared = before
        .workspaces
        .values()
        .filter(|workspace| !workspace.default)
        .count();
    let of = |matches: fn(&Action) -> bool| -> Vec<&'a Change> {
        context
            .plan
            .changes
            .iter()
            .filter(|change| matches(&change.action))
            .collect()
    };
    vec![
        Removals {
            name: "members",
            rows: members,
            changes: of(|action| matches!(action, Action::RemoveMember { .. })),
        },
        Removals {
            name: "invitations",
            rows: before.invitations.len(),
            changes: of(|action| matches!(action, Action::CancelInvitations { .. })),
        },
        Removals {
            name: "teams",
            rows: before.teams.len(),
            changes: of(|action| matches!(action, Action::DeleteTeam { .. })),
        },
        Removals {
            name: "team members",
            rows: team_members,
            changes: of(|action| matches!(action, Action::RemoveTeamMember { .. })),
        },
        Removals {
            name: "grants",
            rows: grants.sum(),
            changes: of(|action| matches!(action, Action::RevokeUser { .. } | Action::RevokeTeam { .. })),
        },
        Removals {
            name: "workspaces",
            rows: shared,
            changes: of(|action| matches!(action, Action::DeleteWorkspace { .. })),
        },
    ]
}

/// One team's people, or one workspace's grants.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'a> {
    Team(&'a TeamName),
    Workspace(&'a WorkspaceKey),
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Team(name) => write!(f, "people in {}", Address::Team((*name).clone())),
            Place::Workspace(key) => write!(f, "grants on {}", Address::Workspace((*key).clone())),
        }
    }
}

fn by_place<'a>(context: &Context<'a>) -> BTreeMap<Place<'a>, Vec<&'a Change>> {
    let mut places: BTreeMap<Place<'_>, Vec<&Change>> = BTreeMap::new();
    for change in &context.plan.changes {
        let place = match &change.action {
            Action::RemoveTeamMember { name, .. } => Place::Team(name),
            Action::RevokeUser { workspace, .. } | Action::RevokeTeam { workspace, .. } => {
                Place::Workspace(workspace)
            }
            _ => continue,
        };
        places.entry(place).or_default().push(change);
    }
    places
}

fn place_rows(context: &Context<'_>, place: &Place<'_>) -> usize {
    let before = &context.plan.before;
    match place {
        Place::Team(name) => {
            // A team that is renamed by the same plan is still live under its old name.
            let team = before
                .teams
                .get(*name)
                .or_else(|| before.teams.get(&old_name(context, name)?));
            team.and_then(|team| team.members.as_ref())
                .map_or(0, BTreeSet::len)
        }
        Place::Workspace(key) => before.workspaces.get(*key).map_or(0, |workspace| {
            workspace.users.as_ref().map_or(0, BTreeMap::len)
                + workspace.teams.as_ref().map_or(0, BTreeMap::len)
        }),
    }
}

fn old_name(context: &Context<'_>, new: &TeamName) -> Option<TeamName> {
    context
        .plan
        .changes
        .iter()
        .find_map(|change| match &change.action {
            Action::UpdateTeam { before, after, .. } if after.0 == *new => Some(before.0.clone()),
            _ => None,
        })
}
