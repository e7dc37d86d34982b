//! The sections `teams`.

use std::collections::BTreeMap;

use super::super::document::Team;
use super::super::tree::NodeId;
use crate::model::{DesiredTeam, TeamName, Text};

use super::once;
use super::previously::Claims;
use super::scope::Scope;
use super::{Input, ReadFile};

/// All teams; `None` where no file has the section.
pub(super) fn teams(scope: &mut Scope<'_, '_>, input: &Input<'_>) -> Option<BTreeMap<TeamName, DesiredTeam>> {
    let mut teams: Option<BTreeMap<TeamName, DesiredTeam>> = None;
    let mut claims = Claims::default();
    for file in &input.files {
        let Some(section) = &file.document.teams else {
            continue;
        };
        let teams = teams.get_or_insert_default();
        for (name, team) in &section.value.0 {
            let Some(team) = team else { continue };
            let team = one(scope, file, name.node, team, &mut claims);
            teams.entry(TeamName::new(name.value)).or_insert(team);
        }
    }
    teams
}

fn one(
    scope: &mut Scope<'_, '_>,
    file: &ReadFile<'_>,
    name: NodeId,
    written: &Team<'_>,
    claims: &mut Claims<TeamName>,
) -> DesiredTeam {
    let tree = file.tree;
    let members = written.members.as_ref().map(|list| {
        let people = once::list(scope, tree, &list.0, |scope, at| scope.declared_person(tree, at));
        let places = people
            .into_iter()
            .map(|(email, node)| (email, tree.source_of(node)));
        places.collect()
    });
    DesiredTeam {
        description: written.description.map(Text::new),
        previously: former(scope, file, written, claims),
        members,
        source: tree.source_of(name),
    }
}

fn former(
    scope: &mut Scope<'_, '_>,
    file: &ReadFile<'_>,
    written: &Team<'_>,
    claims: &mut Claims<TeamName>,
) -> Vec<TeamName> {
    let list = written.previously.as_ref().map_or(&[][..], |list| &list.0);
    let mut former = once::list(scope, file.tree, list, |_, at| Some(TeamName::new(at.value)));
    former.sort_by_key(|(_, node)| *node);
    for (name, node) in &former {
        let declared = scope.teams.place(name);
        claims.claim(
            scope,
            name.clone(),
            name.as_str(),
            file.tree.span(*node),
            declared,
        );
    }
    let mut former: Vec<TeamName> = former.into_iter().map(|(name, _)| name).collect();
    former.sort();
    former
}
