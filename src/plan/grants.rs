//! What grants of people and of teams have in common: where they can be given at all.

use super::draft::Draft;
use crate::model::{Address, Collection, DesiredWorkspace, LiveWorkspace, Reading, WorkspaceKey};

/// A declared workspace as far as grants go.
pub(super) enum Ground<'a> {
    /// It is there.
    Live(&'a LiveWorkspace),
    /// This plan creates it.
    Planned,
}

/// The declared workspaces on which grants can be looked after: live or planned, and neither private, nor
/// deleted, nor ignored.
pub(super) fn grounds<'a>(draft: &Draft<'a>) -> Vec<(&'a WorkspaceKey, &'a DesiredWorkspace, Ground<'a>)> {
    let rows = draft
        .live
        .workspaces
        .known()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let by_key: std::collections::BTreeMap<&WorkspaceKey, &LiveWorkspace> =
        rows.iter().map(|row| (&row.key, row)).collect();
    let declared = draft.desired.workspaces.iter().flatten();
    declared
        .filter(|(_, workspace)| !workspace.delete)
        .filter_map(|(key, workspace)| {
            let ground = match by_key.get(key) {
                Some(row) if row.is_active && !row.is_default => Ground::Live(row),
                Some(_) => return None,
                None if draft.has_change(&Address::Workspace(key.clone())) => Ground::Planned,
                None => return None,
            };
            Some((key, workspace, ground))
        })
        .collect()
}

/// The rows of a grant list; tells why, where there are none to compare with.
pub(super) fn rows<'a, T>(
    draft: &mut Draft<'_>,
    collection: Collection,
    key: &WorkspaceKey,
    workspace: &DesiredWorkspace,
    reading: &'a Reading<Vec<T>>,
) -> Option<&'a [T]> {
    match reading {
        Reading::Read(rows) => Some(rows),
        unread => {
            draft.find_unread(
                collection,
                &Address::Workspace(key.clone()),
                unread,
                Some(&workspace.source),
            );
            None
        }
    }
}
