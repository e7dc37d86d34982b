//! The section `approvals`.

use super::super::document;
use super::super::tree::At;
use crate::model::Approval;

use super::ReadFile;
use super::scope::Scope;
use super::texts;

pub(super) fn approvals(scope: &mut Scope<'_, '_>, root: &ReadFile<'_>) -> Vec<Approval> {
    let written = root.document.approvals.iter().flat_map(|approvals| &approvals.0);
    written
        .filter_map(|approval| one(scope, root, approval))
        .collect()
}

fn one(
    scope: &mut Scope<'_, '_>,
    root: &ReadFile<'_>,
    written: &At<document::Approval<'_>>,
) -> Option<Approval> {
    let document::Approval {
        guard,
        objects,
        until,
        reason,
    } = &written.value;
    let until = until.and_then(|at| texts::day(scope, root.tree, at));
    let objects = objects.iter().flat_map(|objects| &objects.0);
    let objects = objects
        .filter_map(|at| texts::address(scope, root.tree, *at))
        .collect();
    Some(Approval {
        guard: (*guard)?.parse().ok()?,
        objects,
        until: until?,
        reason: (*reason)?.trim().to_owned(),
        source: root.tree.source_of(written.node),
    })
}
