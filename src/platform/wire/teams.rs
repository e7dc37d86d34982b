//! Rows of teams and of the people in them.

use serde::Deserialize;

use super::lenient::{handle, yes};
use crate::model::{LiveTeam, LiveTeamMember, Reading, TeamId, Text, UserId};

/// `TeamResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct TeamRow {
    #[serde(deserialize_with = "handle")]
    id: String,
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default = "yes")]
    is_active: bool,
    #[serde(default)]
    is_default: bool,
}

impl From<TeamRow> for LiveTeam {
    fn from(row: TeamRow) -> LiveTeam {
        LiveTeam {
            id: TeamId::new(&row.id),
            name: row.name,
            description: Text::of(row.description.as_deref()),
            is_active: row.is_active,
            is_default: row.is_default,
            members: Reading::NotAsked,
        }
    }
}

/// `TeamMemberResponse` (INFERRED).
#[derive(Deserialize)]
pub(in crate::platform) struct TeamMemberRow {
    #[serde(deserialize_with = "handle")]
    user_id: String,
    #[serde(default)]
    user_email: Option<String>,
}

impl From<TeamMemberRow> for LiveTeamMember {
    fn from(row: TeamMemberRow) -> LiveTeamMember {
        LiveTeamMember {
            user_id: UserId::new(&row.user_id),
            email: row.user_email,
        }
    }
}
