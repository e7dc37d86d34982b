//! The sections `workspaces`.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::document::{Section, Workspace};
use super::super::tree::{At, NodeId, Tree};
use crate::model::{DesiredGrant, DesiredWorkspace, Role, Text, WorkspaceKey};

use super::once::once;
use super::scope::Scope;
use super::{Input, ReadFile, texts};

/// All workspaces; `None` where no file has the section.
pub(super) fn workspaces(
    scope: &mut Scope<'_, '_>,
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

fn one(
    scope: &mut Scope<'_, '_>,
    file: &ReadFile<'_>,
    key: NodeId,
    written: &Workspace<'_>,
) -> DesiredWorkspace {
    let tree = file.tree;
    DesiredWorkspace {
        delete: written.delete.unwrap_or(false),
        name: written.name.map(|at| texts::name(scope, tree, at)),
        description: written.description.map(Text::new),
        teams: written
            .teams
            .as_ref()
            .map(|written| grants(scope, tree, written, Scope::declared_team)),
        users: written
            .users
            .as_ref()
            .map(|written| grants(scope, tree, written, Scope::declared_person)),
        source: tree.source_of(key),
    }
}

/// The grants of one workspace to one kind of grantee, each once.
fn grants<'r, 't, K: Ord>(
    scope: &mut Scope<'r, 't>,
    tree: &Tree<'_>,
    written: &Section<'_, &str>,
    grantee: fn(&mut Scope<'r, 't>, &Tree<'_>, At<&str>) -> Option<K>,
) -> BTreeMap<K, DesiredGrant> {
    let mut grants: Vec<(K, (NodeId, Option<Role>))> = Vec::with_capacity(written.0.len());
    for (name, role) in &written.0 {
        let role = role.and_then(|role| role.parse().ok());
        grants.extend(grantee(scope, tree, *name).map(|grantee| (grantee, (name.node, role))));
    }
    let grants = once(scope, tree, codes::DUPLICATE_KEY, grants, |(_, (node, _))| *node);
    let usable = grants.into_iter().filter_map(|(grantee, (node, role))| {
        let source = tree.source_of(node);
        Some((grantee, DesiredGrant { role: role?, source }))
    });
    usable.collect()
}
