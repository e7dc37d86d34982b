//! That a report tells of the past.

use super::words;
use crate::report::SnapshotNoteReport;

/// What a reader must know of a report that was made from a snapshot, without the full stop.
pub(super) fn note(snapshot: &SnapshotNoteReport) -> String {
    let hidden = if snapshot.hidden {
        "; who is not declared appears under a hidden name"
    } else {
        ""
    };
    format!(
        "from a snapshot taken {}: what happened since is not in it, and it cannot be applied{hidden}",
        words::minute(snapshot.taken_at)
    )
}
