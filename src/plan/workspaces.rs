//! Workspaces: which there are, and what they are called. Absence never deletes one.

use std::collections::BTreeMap;

use super::FindingKind;
use super::draft::Draft;
use super::profile;
use crate::model::{
    Action, Address, Collection, DesiredWorkspace, Fingerprint, LiveWorkspace, Profile, Reading, Text,
    WorkspaceKey,
};

pub(super) fn plan(draft: &mut Draft<'_>) {
    let Some(declared) = &draft.desired.workspaces else {
        return;
    };
    let live = draft.live;
    let Reading::Read(rows) = &live.workspaces else {
        for (key, workspace) in declared {
            let address = Address::Workspace(key.clone());
            draft.find_unread(
                Collection::Workspaces,
                &address,
                &live.workspaces,
                Some(&workspace.source),
            );
        }
        return;
    };
    let by_key: BTreeMap<&WorkspaceKey, &LiveWorkspace> = rows.iter().map(|row| (&row.key, row)).collect();
    for (key, workspace) in declared {
        match by_key.get(key) {
            Some(row) => compare(draft, key, workspace, row),
            None => create(draft, key, workspace),
        }
    }
    for row in rows {
        if row.is_active && !row.is_default && !declared.contains_key(&row.key) {
            draft.leave(Address::Workspace(row.key.clone()), None, None, None);
        }
    }
}

fn compare(draft: &mut Draft<'_>, key: &WorkspaceKey, workspace: &DesiredWorkspace, row: &LiveWorkspace) {
    let address = Address::Workspace(key.clone());
    let source = Some(&workspace.source);
    if row.is_default {
        let detail = "is somebody's private default workspace; the platform makes and keeps it";
        draft.find(FindingKind::PlatformOwned, &address, detail, source, true);
    } else if !row.is_active {
        if !workspace.delete {
            let detail = "a deleted workspace still holds this key; it is neither created nor changed";
            draft.find(FindingKind::KeyTaken, &address, detail, source, true);
        }
    } else if workspace.delete {
        let action = Action::DeleteWorkspace { key: key.clone() };
        draft.change(address, action, "`delete: true`", source, fingerprint(row));
    } else {
        update(draft, key, workspace, row);
    }
}

fn update(draft: &mut Draft<'_>, key: &WorkspaceKey, workspace: &DesiredWorkspace, row: &LiveWorkspace) {
    let before = Profile {
        name: row.name.clone(),
        description: row.description.clone(),
    };
    let (name, description) = (workspace.name.as_ref(), workspace.description.as_ref());
    let Some((after, because)) = profile::wanted(&before, name, description) else {
        return;
    };
    let action = Action::UpdateWorkspace {
        key: key.clone(),
        before,
        after,
    };
    draft.change(
        Address::Workspace(key.clone()),
        action,
        because,
        Some(&workspace.source),
        fingerprint(row),
    );
}

fn create(draft: &mut Draft<'_>, key: &WorkspaceKey, workspace: &DesiredWorkspace) {
    if workspace.delete {
        return;
    }
    let profile = Profile {
        name: workspace.name.clone().unwrap_or_else(|| Text::new(key.as_str())),
        description: workspace.description.clone().unwrap_or_default(),
    };
    let absent = Fingerprint::builder("no-workspace").part(key.as_str()).finish();
    let address = Address::Workspace(key.clone());
    if draft.live.organization.may_create_workspaces == Some(false) {
        let detail = "the caller's key may not create workspaces";
        draft.find(
            FindingKind::KeyTooWeak,
            &address,
            detail,
            Some(&workspace.source),
            true,
        );
        return;
    }
    let action = Action::CreateWorkspace {
        key: key.clone(),
        profile,
    };
    draft.change(
        address,
        action,
        "declared, and not there",
        Some(&workspace.source),
        absent,
    );
}

/// Of a workspace's own row; its grants have changes of their own.
fn fingerprint(row: &LiveWorkspace) -> Fingerprint {
    let profile = Profile {
        name: row.name.clone(),
        description: row.description.clone(),
    };
    Fingerprint::builder("workspace")
        .part(row.id.as_str())
        .part(profile::fingerprint("profile", &profile).as_str())
        .finish()
}
