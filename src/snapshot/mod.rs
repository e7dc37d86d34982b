//! A look, written down: what was live at one moment, to plan from without a key and without the network, as a
//! pull request from a fork has to.
//!
//! What is opened is a [`Snapshot`], and reports are all that comes out of one: never the rows, and never a plan
//! that `apply` would take. So a snapshot cannot be applied, whoever tries.

mod document;
mod rows;
mod record;
mod recall;
mod hide;
mod names;
mod open;

pub use document::{HiddenReport, SnapshotReport, schema};
pub use hide::{HidingKey, WeakKey};
pub use open::{NotThisOne, Snapshot};
pub use rows::{
    SnapshotCaller, SnapshotInvitation, SnapshotMember, SnapshotOrganization, SnapshotReading, SnapshotTeam,
    SnapshotTeamGrant, SnapshotTeamMember, SnapshotUserGrant, SnapshotWorkspace,
};
