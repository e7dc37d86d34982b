//! The document.

use jiff::Timestamp;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

use super::hide::HidingKey;
use super::record::rows;
use super::rows::{
    SnapshotCaller, SnapshotInvitation, SnapshotMember, SnapshotOrganization, SnapshotReading, SnapshotTeam,
    SnapshotWorkspace,
};
use crate::model::Live;
use crate::report::{Document, DocumentKind, FormatVersion};

/// A whole organization as it was read at one moment. It holds no secret: no key, and no invitation's id, which
/// would be its accept link. It names people, unless their addresses are hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Snapshot of orgform")]
pub struct SnapshotReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is a snapshot.
    #[schemars(with = "String", extend("const" = "snapshot"))]
    pub kind: DocumentKind,
    /// What made it.
    pub tool: String,
    /// When, UTC. What is planned from it is planned for that moment.
    pub taken_at: Timestamp,
    /// How people's addresses are hidden; null where they are not.
    pub hidden: Option<HiddenReport>,
    /// The platform's root address.
    pub server: String,
    /// The account whose key was used.
    pub caller: SnapshotCaller,
    /// The organization itself.
    pub organization: SnapshotOrganization,
    /// Everybody in it, by id.
    pub members: Vec<SnapshotMember>,
    /// Every invitation, open and closed.
    pub invitations: SnapshotReading<SnapshotInvitation>,
    /// Every team, by id.
    pub teams: SnapshotReading<SnapshotTeam>,
    /// Every workspace that the caller may see, by key.
    pub workspaces: SnapshotReading<SnapshotWorkspace>,
}

/// How addresses are hidden: each by its HMAC-SHA-256, so that only who has the key can tell whether an address is
/// in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HiddenReport {
    /// By which a wrong key is recognized.
    pub check: String,
}

impl Document for SnapshotReport {
    const KIND: DocumentKind = DocumentKind::Snapshot;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl SnapshotReport {
    /// Writes down what was read, at the moment that counts.
    pub fn of(live: &Live, taken_at: Timestamp) -> SnapshotReport {
        SnapshotReport {
            format_version: SnapshotReport::VERSION,
            kind: SnapshotReport::KIND,
            tool: concat!("orgform ", env!("CARGO_PKG_VERSION")).to_owned(),
            taken_at,
            hidden: None,
            server: live.server.clone(),
            caller: SnapshotCaller::from(&live.caller),
            organization: SnapshotOrganization::from(&live.organization),
            members: live.members.iter().map(SnapshotMember::from).collect(),
            invitations: rows(&live.invitations),
            teams: rows(&live.teams),
            workspaces: rows(&live.workspaces),
        }
    }

    /// The same with people's addresses replaced by what only this key leads to, and without the names that they
    /// show.
    #[must_use]
    pub fn hidden_by(self, key: &HidingKey) -> SnapshotReport {
        key.hide(self)
    }
}

/// The published JSON Schema, in draft 2020-12.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<SnapshotReport>()
}
