//! A workspace's row.

use serde::Deserialize;

use super::lenient::{handle, optional_handle, yes};
use crate::model::{LiveWorkspace, Reading, Text, UserId, WorkspaceId, WorkspaceKey};

/// `WorkspaceResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct WorkspaceRow {
    #[serde(deserialize_with = "handle")]
    id: String,
    #[serde(deserialize_with = "handle")]
    key: String,
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default = "yes")]
    is_active: bool,
    /// Not defaulted: a private workspace must not pass for a shared one.
    is_default: bool,
    #[serde(default, deserialize_with = "optional_handle")]
    created_by: Option<String>,
}

impl From<WorkspaceRow> for LiveWorkspace {
    fn from(row: WorkspaceRow) -> LiveWorkspace {
        LiveWorkspace {
            id: WorkspaceId::new(&row.id),
            key: WorkspaceKey::new(&row.key),
            name: Text::new(&row.name),
            description: Text::of(row.description.as_deref()),
            is_active: row.is_active,
            is_default: row.is_default,
            created_by: row.created_by.as_deref().map(UserId::new),
            users: Reading::NotAsked,
            teams: Reading::NotAsked,
        }
    }
}
