//! The rows of a snapshot.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Fingerprint, Role};
use crate::report::ModelsReport;

/// What became of reading a collection. Only `read` says anything about what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "reading", rename_all = "kebab-case")]
pub enum SnapshotReading<T> {
    /// Complete.
    Read {
        /// What there is.
        rows: Vec<T>,
    },
    /// Refused, in the platform's words.
    Unreadable {
        /// Why.
        reason: String,
    },
    /// This platform has no such route.
    Unsupported,
    /// Nobody asked: it belongs to something that is not active.
    NotAsked,
}

impl<T> SnapshotReading<T> {
    /// What was read; nothing where it was not.
    pub(super) fn known_mut(&mut self) -> &mut [T] {
        match self {
            SnapshotReading::Read { rows } => rows,
            _ => &mut [],
        }
    }

    /// How many rows, if they were read.
    pub fn len_if_read(&self) -> Option<usize> {
        match self {
            SnapshotReading::Read { rows } => Some(rows.len()),
            _ => None,
        }
    }
}

/// The account whose key was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotCaller {
    /// The account.
    pub user_id: String,
    /// Its address.
    pub email: String,
}

/// The organization's own row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotOrganization {
    /// Its id.
    pub id: String,
    /// Its key.
    pub key: String,
    /// The display name.
    pub name: String,
    /// The description; empty means none.
    pub description: String,
    /// False where the platform suspended it.
    pub is_active: bool,
    /// Whether people outside may be invited, where the platform tells.
    pub allow_external_invites: Option<bool>,
    /// The number of seats, where the platform tells.
    pub max_members: Option<u64>,
    /// The number of members, as the platform counts.
    pub member_count: Option<u64>,
    /// Whether the caller may manage members, where the platform tells.
    pub may_manage_members: Option<bool>,
    /// Whether the caller may create workspaces, where the platform tells.
    pub may_create_workspaces: Option<bool>,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotMember {
    /// The account.
    pub user_id: String,
    /// The address as the platform writes it, or what stands for it.
    pub email: String,
    /// The name to show, if the account has one.
    pub name: Option<String>,
    /// The role in the organization.
    pub role: Role,
    /// False for an account that the platform suspended.
    pub is_active: bool,
    /// Who brought them in.
    pub invited_by: Option<String>,
    /// Since when.
    pub joined_at: Timestamp,
    /// Which models, where the platform tells.
    pub models: Option<ModelsReport>,
}

/// An invitation, without its id, which is its accept link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotInvitation {
    /// Of its id: tells it from others.
    pub digest: Fingerprint,
    /// The address as the platform writes it, or what stands for it.
    pub email: String,
    /// The role that the person gets on accepting.
    pub role: Role,
    /// The answer, if there is one.
    pub accepted: Option<bool>,
    /// Whether the address has yet to be confirmed.
    pub pending_verification: bool,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Who sent it.
    pub invited_by: Option<String>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotTeam {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The description; empty means none.
    pub description: String,
    /// False counts as absent.
    pub is_active: bool,
    /// Whether it is the platform's own.
    pub is_default: bool,
    /// The people in it.
    pub members: SnapshotReading<SnapshotTeamMember>,
}

/// A person in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotTeamMember {
    /// The account.
    pub user_id: String,
    /// The address, where the row tells it, or what stands for it.
    pub email: Option<String>,
}

/// A workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotWorkspace {
    /// Its id.
    pub id: String,
    /// Its key, or what stands for a private one.
    pub key: String,
    /// The display name.
    pub name: String,
    /// The description; empty means none.
    pub description: String,
    /// False counts as absent, with the key taken.
    pub is_active: bool,
    /// Whether it is somebody's private one.
    pub is_default: bool,
    /// Who made it.
    pub created_by: Option<String>,
    /// Direct grants of people.
    pub users: SnapshotReading<SnapshotUserGrant>,
    /// Grants of teams.
    pub teams: SnapshotReading<SnapshotTeamGrant>,
}

/// A person's direct grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotUserGrant {
    /// The account.
    pub user_id: String,
    /// The address as the platform writes it, or what stands for it.
    pub email: String,
    /// The permission.
    pub role: Role,
    /// Who granted it.
    pub granted_by: Option<String>,
    /// Since when.
    pub granted_at: Option<Timestamp>,
}

/// A team's grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotTeamGrant {
    /// The team's id.
    pub team_id: String,
    /// The permission.
    pub role: Role,
    /// Who granted it.
    pub granted_by: Option<String>,
    /// Since when.
    pub granted_at: Option<Timestamp>,
}
