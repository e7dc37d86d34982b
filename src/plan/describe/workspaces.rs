//! Workspaces, and who may do what in them.

use std::collections::BTreeMap;

use super::sketch::Sketch;
use super::teams::description;
use crate::model::{
    Address, DesiredGrant, DesiredWorkspace, Email, LiveWorkspace, Reading, Role, Source, TeamName,
    WorkspaceKey, limits,
};

/// All shared workspaces; `None` where they could not be read.
pub(super) fn describe(sketch: &mut Sketch<'_>) -> Option<BTreeMap<WorkspaceKey, DesiredWorkspace>> {
    let live = sketch.live;
    let Reading::Read(rows) = &live.workspaces else {
        sketch.note_unread("workspaces".to_owned(), "workspaces", &live.workspaces);
        return None;
    };
    let private = rows.iter().filter(|row| row.is_default).count();
    if private > 0 {
        let detail = format!("private default workspaces are the platform's, and left out: {private}");
        sketch.note_raw("workspaces".to_owned(), detail);
    }
    let mut workspaces = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_default) {
        let described = one(sketch, row);
        workspaces.extend(described.map(|workspace| (row.key.clone(), workspace)));
    }
    Some(workspaces)
}

fn one(sketch: &mut Sketch<'_>, row: &LiveWorkspace) -> Option<DesiredWorkspace> {
    let address = Address::Workspace(row.key.clone());
    if !row.is_active {
        sketch.note(&address, "is inactive, and left out; its key is taken");
        return None;
    }
    if !limits::is_key(row.key.as_str()) {
        sketch.note(&address, "has a key that a manifest cannot say, and is left out");
        return None;
    }
    let name = limits::is_name(row.name.as_str(), &limits::WORKSPACE_NAME).then(|| row.name.clone());
    if name.is_none() {
        sketch.note(
            &address,
            "has a display name that a manifest cannot say, so it is not looked after",
        );
    }
    Some(DesiredWorkspace {
        delete: false,
        name,
        description: description(sketch, &address, &row.description, limits::LONG_DESCRIPTION),
        teams: team_grants(sketch, &address, row),
        users: user_grants(sketch, &address, row),
        source: Source::unwritten(),
    })
}

fn user_grants(
    sketch: &mut Sketch<'_>,
    address: &Address,
    row: &LiveWorkspace,
) -> Option<BTreeMap<Email, DesiredGrant>> {
    sketch.note_unread(address.to_string(), "grants of people", &row.users);
    let mut grants = BTreeMap::new();
    for grant in row.users.known()? {
        // A robot's grants are implied.
        let holder = sketch.member(address, &grant.user_id, Some(&grant.email));
        let holder = holder.filter(|email| !sketch.is_operator(email));
        grants.extend(holder.map(|email| (email, with_role(grant.role))));
    }
    Some(grants)
}

fn team_grants(
    sketch: &mut Sketch<'_>,
    address: &Address,
    row: &LiveWorkspace,
) -> Option<BTreeMap<TeamName, DesiredGrant>> {
    sketch.note_unread(address.to_string(), "grants of teams", &row.teams);
    let rows = row.teams.known()?;
    if !rows.is_empty() && !sketch.teams.are_read() {
        sketch.note(
            address,
            "has grants of teams whose names could not be read, so they are not looked after",
        );
        return None;
    }
    let mut grants = BTreeMap::new();
    for grant in rows {
        let team = sketch.teams.with_id(&grant.team_id).filter(|team| team.is_active);
        let name = team
            .map(|team| sketch.teams.current_name(team))
            .filter(|name| sketch.can_name(name));
        if name.is_none() {
            sketch.note(
                address,
                "has a grant of a team that cannot be named, and it is left out here",
            );
        }
        grants.extend(name.map(|name| (name, with_role(grant.role))));
    }
    Some(grants)
}

fn with_role(role: Role) -> DesiredGrant {
    DesiredGrant {
        role,
        source: Source::unwritten(),
    }
}
