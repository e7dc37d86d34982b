//! That a report was made from a snapshot.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The snapshot that took the place of the live organization. What is told was true then, and cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotNoteReport {
    /// When it was taken, UTC.
    pub taken_at: Timestamp,
    /// Whether who is not declared appears under what stands for their address.
    pub hidden: bool,
}
