//! Rows of workspace grants.

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient::{handle, optional_time};
use crate::model::{LiveTeamGrant, LiveUserGrant, Role, TeamId, UserId};

/// `WorkspaceUserPermissionResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct UserGrantRow {
    #[serde(deserialize_with = "handle")]
    user_id: String,
    user_email: String,
    permission: Role,
    #[serde(default)]
    granted_by: Option<String>,
    #[serde(default, deserialize_with = "optional_time")]
    granted_at: Option<Timestamp>,
}

impl From<UserGrantRow> for LiveUserGrant {
    fn from(row: UserGrantRow) -> LiveUserGrant {
        LiveUserGrant {
            user_id: UserId::new(&row.user_id),
            email: row.user_email,
            role: row.permission,
            granted_by: row.granted_by,
            granted_at: row.granted_at,
        }
    }
}

/// `WorkspaceTeamPermissionResponse` (INFERRED).
#[derive(Deserialize)]
pub(in crate::platform) struct TeamGrantRow {
    #[serde(deserialize_with = "handle")]
    team_id: String,
    permission: Role,
    #[serde(default)]
    granted_by: Option<String>,
    #[serde(default, deserialize_with = "optional_time")]
    granted_at: Option<Timestamp>,
}

impl From<TeamGrantRow> for LiveTeamGrant {
    fn from(row: TeamGrantRow) -> LiveTeamGrant {
        LiveTeamGrant {
            team_id: TeamId::new(&row.team_id),
            role: row.permission,
            granted_by: row.granted_by,
            granted_at: row.granted_at,
        }
    }
}
