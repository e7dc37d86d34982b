//! Teams, and who is in them.

use std::collections::{BTreeMap, BTreeSet};

use super::sketch::Sketch;
use crate::model::{
    Address, DesiredTeam, DesiredWorkspace, Email, LiveTeam, Source, TeamName, Text, WorkspaceKey, limits,
};
use crate::plan::facts::TeamFact;

/// All teams; `None` where they could not be read.
pub(super) fn describe(
    sketch: &mut Sketch<'_>,
    workspaces: Option<&BTreeMap<WorkspaceKey, DesiredWorkspace>>,
) -> Option<BTreeMap<TeamName, DesiredTeam>> {
    let live = sketch.live;
    if live.teams.known().is_none() {
        sketch.note_unread("teams".to_owned(), "teams", &live.teams);
        return None;
    }
    let granted = granted(workspaces);
    let mut teams = BTreeMap::new();
    for name in sketch.team_names() {
        let described = one(sketch, &name, granted.contains(&name));
        teams.extend(described.map(|team| (name, team)));
    }
    Some(teams)
}

/// The teams that a grant names.
fn granted(workspaces: Option<&BTreeMap<WorkspaceKey, DesiredWorkspace>>) -> BTreeSet<TeamName> {
    let grants = workspaces
        .into_iter()
        .flatten()
        .filter_map(|(_, workspace)| workspace.teams.as_ref());
    grants.flat_map(BTreeMap::keys).cloned().collect()
}

fn one(sketch: &mut Sketch<'_>, name: &TeamName, is_granted: bool) -> Option<DesiredTeam> {
    let address = Address::Team(name.clone());
    let left_out = match sketch.teams.meant(name) {
        TeamFact::Live(live) if sketch.can_name(name) => return team(sketch, &address, live, is_granted),
        TeamFact::Live(_) => "has a name that a manifest cannot say, and is left out",
        TeamFact::Ambiguous => "is the name of several live teams, and they are left out",
        TeamFact::Inactive => "is inactive, and left out; its name is taken",
        TeamFact::Absent => return None,
    };
    sketch.note(&address, left_out);
    None
}

fn team(
    sketch: &mut Sketch<'_>,
    address: &Address,
    live: &LiveTeam,
    is_granted: bool,
) -> Option<DesiredTeam> {
    if live.is_default {
        let detail = if is_granted {
            "is the platform's own team: declared by its name alone, because grants name it"
        } else {
            "is the platform's own team, and left out"
        };
        sketch.note(address, detail);
        return is_granted.then(|| bare(None, None));
    }
    let description = description(sketch, address, &live.description, limits::SHORT_DESCRIPTION);
    Some(bare(description, members(sketch, address, live)))
}

fn bare(description: Option<Text>, members: Option<BTreeMap<Email, Source>>) -> DesiredTeam {
    DesiredTeam {
        description,
        previously: Vec::new(),
        members,
        source: Source::unwritten(),
    }
}

fn members(sketch: &mut Sketch<'_>, address: &Address, live: &LiveTeam) -> Option<BTreeMap<Email, Source>> {
    sketch.note_unread(address.to_string(), "the people in it", &live.members);
    let mut members = BTreeMap::new();
    for row in live.members.known()? {
        let email = sketch.member(address, &row.user_id, row.email.as_deref());
        members.extend(email.map(|email| (email, Source::unwritten())));
    }
    Some(members)
}

/// A description, unless there is none or a manifest cannot say it.
pub(super) fn description(
    sketch: &mut Sketch<'_>,
    address: &Address,
    live: &Text,
    longest: usize,
) -> Option<Text> {
    if !limits::is_description(live.as_str(), longest) {
        sketch.note(
            address,
            "has a description that is too long for a manifest, so it is not looked after",
        );
        return None;
    }
    (!live.is_empty()).then(|| live.clone())
}
