//! The sections `workspaces`.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::document::{Section, Workspace};
use super::super::say::quoted;
use super::super::tree::{At, NodeId};
use crate::model::{DesiredGrant, DesiredWorkspace, Diagnostic, Email, TeamName, Text, WorkspaceKey};

use super::scope::Scope;
use super::{Input, ReadFile, people, texts};

/// All workspaces; `None` where no file has the section.
pub(super) fn workspaces(
    scope: &mut Scope<'_>,
    input: &Input<'_>,
) -> Option<BTreeMap<WorkspaceKey, DesiredWorkspace>> {
    let mut workspaces: Option<BTreeMap<WorkspaceKey, DesiredWorkspace>> = None;
    for file in &input.files {
        let Some(section) = &file.document.workspaces else {
            continue;
        };
        let workspaces = workspaces.get_or_insert_default();
        for (key, workspace) in &section.value.0 {
            let Some(workspace) = workspace else { continue };
            let workspace = one(scope, file, key.node, workspace);
            workspaces
                .entry(WorkspaceKey::new(key.value))
                .or_insert(workspace);
        }
    }
    workspaces
}

fn one(scope: &mut Scope<'_>, file: &ReadFile<'_>, key: NodeId, written: &Workspace<'_>) -> DesiredWorkspace {
    let team_of = |scope: &mut Scope<'_>, at: At<&str>| {
        let team = TeamName::new(at.value);
        scope.refer_to_team(file.tree, at.node, &team);
        Some(team)
    };
    let person_of = |scope: &mut Scope<'_>, at: At<&str>| {
        let email: Email = people::email(scope, file.tree, at)?;
        scope.refer_to_member(file.tree, at.node, &email);
        Some(email)
    };
    let name = written.name.map(|at| texts::name(scope, file.tree, at));
    let teams = written.teams.as_ref();
    let users = written.users.as_ref();
    DesiredWorkspace {
        delete: written.delete.unwrap_or(false),
        name,
        description: written.description.map(Text::new),
        teams: teams.map(|grants| grants_of(scope, file, grants, team_of)),
        users: users.map(|grants| grants_of(scope, file, grants, person_of)),
        source: file.tree.source_of(key),
    }
}

/// The grants of one workspace to one kind of grantee, each once.
fn grants_of<K: Ord + Clone>(
    scope: &mut Scope<'_>,
    file: &ReadFile<'_>,
    written: &Section<'_, &str>,
    grantee: impl Fn(&mut Scope<'_>, At<&str>) -> Option<K>,
) -> BTreeMap<K, DesiredGrant> {
    let mut grants = BTreeMap::new();
    let mut first: BTreeMap<K, NodeId> = BTreeMap::new();
    for (name, role) in &written.0 {
        let Some(key) = grantee(scope, *name) else {
            continue;
        };
        if let Some(earlier) = first.get(&key) {
            let message = format!("{} stands here twice", quoted(name.value));
            let diagnostic = Diagnostic::error(codes::DUPLICATE_KEY, message, file.tree.span(name.node))
                .with_label("again here")
                .with_secondary(file.tree.span(*earlier), "first here")
                .with_help("the two are the same; take one out");
            scope.findings.push(diagnostic);
            continue;
        }
        first.insert(key.clone(), name.node);
        if let Some(role) = role.and_then(|role| role.parse().ok()) {
            let source = file.tree.source_of(name.node);
            grants.insert(key, DesiredGrant { role, source });
        }
    }
    grants
}
