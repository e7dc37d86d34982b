//! The sections `teams`.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::document::{List, Team};
use super::super::say::quoted;
use super::super::tree::NodeId;
use crate::model::{DesiredTeam, Diagnostic, Email, Source, TeamName, Text};

use super::previously::Claims;
use super::scope::Scope;
use super::{Input, ReadFile, people};

/// All teams; `None` where no file has the section.
pub(super) fn teams(scope: &mut Scope<'_>, input: &Input<'_>) -> Option<BTreeMap<TeamName, DesiredTeam>> {
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
    scope: &mut Scope<'_>,
    file: &ReadFile<'_>,
    name: NodeId,
    written: &Team<'_>,
    claims: &mut Claims<TeamName>,
) -> DesiredTeam {
    let previously = written.previously.as_ref();
    DesiredTeam {
        description: written.description.map(Text::new),
        previously: previously
            .map(|list| former(scope, file, list, claims))
            .unwrap_or_default(),
        members: written.members.as_ref().map(|list| members(scope, file, list)),
        source: file.tree.source_of(name),
    }
}

fn members(scope: &mut Scope<'_>, file: &ReadFile<'_>, list: &List<&str>) -> BTreeMap<Email, Source> {
    let people = people::list(scope, file.tree, list);
    let mut members = BTreeMap::new();
    for (email, node) in people {
        scope.refer_to_member(file.tree, node, &email);
        members.insert(email, file.tree.source_of(node));
    }
    members
}

fn former(
    scope: &mut Scope<'_>,
    file: &ReadFile<'_>,
    list: &List<&str>,
    claims: &mut Claims<TeamName>,
) -> Vec<TeamName> {
    let mut former: BTreeMap<TeamName, NodeId> = BTreeMap::new();
    for at in &list.0 {
        let name = TeamName::new(at.value);
        if let Some(first) = former.get(&name) {
            let message = format!("{} stands in this list twice", quoted(at.value));
            let diagnostic = Diagnostic::error(codes::DUPLICATE_ITEM, message, file.tree.span(at.node))
                .with_label("again here")
                .with_secondary(file.tree.span(*first), "first here");
            scope.findings.push(diagnostic);
            continue;
        }
        let declared = scope.teams.place(&name).cloned();
        claims.claim(scope, name.clone(), at.value, file.tree.span(at.node), declared);
        former.insert(name, at.node);
    }
    former.into_keys().collect()
}
