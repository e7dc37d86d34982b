//! Grants of teams on workspaces.

use std::collections::BTreeMap;

use super::FindingKind;
use super::draft::Draft;
use super::facts::TeamFact;
use super::grants::{Ground, grounds, rows};
use crate::model::{
    Action, Address, Collection, DesiredGrant, Fingerprint, LiveTeam, LiveTeamGrant, Prunable, TeamId,
    TeamName, TeamRef, WorkspaceKey,
};

pub(super) fn plan(draft: &mut Draft<'_>) {
    for (key, workspace, ground) in grounds(draft) {
        let Some(declared) = &workspace.teams else {
            continue;
        };
        match ground {
            Ground::Planned => {
                for (name, grant) in declared {
                    compare(draft, key, name, grant, &BTreeMap::new());
                }
            }
            Ground::Live(live) => {
                let Some(rows) = rows(draft, Collection::TeamGrants, key, workspace, &live.teams) else {
                    continue;
                };
                let by_team: BTreeMap<&TeamId, &LiveTeamGrant> =
                    rows.iter().map(|row| (&row.team_id, row)).collect();
                for (name, grant) in declared {
                    compare(draft, key, name, grant, &by_team);
                }
                for row in rows {
                    undeclared(draft, key, declared, row);
                }
            }
        }
    }
}

/// The team that a grant names: live (also under an earlier name), or made by this plan.
fn resolve<'a>(draft: &Draft<'a>, name: &TeamName) -> Option<(TeamRef, Option<&'a LiveTeam>)> {
    let live = draft.teams.meant_by(name);
    if let Some(live) = live {
        return Some((TeamRef::Live(live.id.clone()), Some(live)));
    }
    draft
        .has_change(&Address::Team(name.clone()))
        .then(|| (TeamRef::Planned(name.clone()), None))
}

fn compare(
    draft: &mut Draft<'_>,
    key: &WorkspaceKey,
    name: &TeamName,
    grant: &DesiredGrant,
    rows: &BTreeMap<&TeamId, &LiveTeamGrant>,
) {
    let address = Address::TeamGrant(key.clone(), name.clone());
    let Some((team, live)) = resolve(draft, name) else {
        unresolved(draft, &address, name, grant);
        return;
    };
    let row = live.and_then(|live| rows.get(&live.id).copied());
    if row.is_some_and(|row| row.role == grant.role) {
        return;
    }
    let fingerprint = fingerprint(key, live.map(|live| &live.id), row);
    let (workspace, name) = (key.clone(), name.clone());
    let (action, because) = match (row, live) {
        (Some(row), Some(live)) => {
            let team = live.id.clone();
            let action = Action::UpdateTeamGrant {
                workspace,
                team,
                name,
                before: row.role,
                after: grant.role,
            };
            (action, "the permission differs")
        }
        _ => (
            Action::GrantTeam {
                workspace,
                team,
                name,
                role: grant.role,
            },
            "declared, and not granted",
        ),
    };
    if draft.writes(Collection::TeamGrants, &address, because, Some(&grant.source)) {
        draft.change(address, action, because, Some(&grant.source), fingerprint);
    }
}

fn unresolved(draft: &mut Draft<'_>, address: &Address, name: &TeamName, grant: &DesiredGrant) {
    let source = Some(&grant.source);
    if !draft.teams.are_read() {
        let live = draft.live;
        draft.find_unread(Collection::Teams, address, &live.teams, source);
        return;
    }
    let (kind, detail) = match draft.teams.named(name) {
        TeamFact::Ambiguous => (
            FindingKind::Ambiguous,
            format!("several live teams are called `{name}`"),
        ),
        TeamFact::Inactive => (FindingKind::KeyTaken, format!("the team `{name}` is inactive")),
        _ => (
            FindingKind::Unsupported,
            format!("there is no team `{name}`, and none can be created here"),
        ),
    };
    let consented = kind == FindingKind::Unsupported && draft.is_unsupported(Collection::Teams);
    draft.find(kind, address, detail, source, !consented);
}

fn undeclared(
    draft: &mut Draft<'_>,
    key: &WorkspaceKey,
    declared: &BTreeMap<TeamName, DesiredGrant>,
    row: &LiveTeamGrant,
) {
    let Some(live) = draft.teams.with_id(&row.team_id) else {
        return;
    };
    if !live.is_active || matches!(draft.teams.named(&TeamName::new(&live.name)), TeamFact::Ambiguous) {
        return;
    }
    let name = draft.teams.current_name(live);
    // With a deleted team its grants go by themselves.
    if declared.contains_key(&name) || draft.deletes_team(&name) {
        return;
    }
    let address = Address::TeamGrant(key.clone(), name.clone());
    if draft.is_ignored(&Address::Team(name.clone())) {
        return;
    }
    if !draft.prunes(Prunable::Grants) || draft.is_unsupported(Collection::TeamGrants) {
        draft.leave(address, Some(row.role), Some(Prunable::Grants), None);
        return;
    }
    let fingerprint = fingerprint(key, Some(&live.id), Some(row));
    let action = Action::RevokeTeam {
        workspace: key.clone(),
        team: live.id.clone(),
        name,
        before: row.role,
    };
    draft.change(address, action, "not declared", None, fingerprint);
}

fn fingerprint(key: &WorkspaceKey, team: Option<&TeamId>, row: Option<&LiveTeamGrant>) -> Fingerprint {
    Fingerprint::builder("team-grant")
        .part(key.as_str())
        .optional(team.map(TeamId::as_str))
        .optional(row.map(|row| row.role.as_str()))
        .finish()
}
