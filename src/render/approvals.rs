//! What became of approvals.

use super::words;
use crate::report::{ApprovalNoteReport, ApprovalNoteState};

/// Why an approval does nothing, or not enough.
pub(super) fn state(note: &ApprovalNoteReport) -> String {
    match &note.state {
        ApprovalNoteState::Expired { until } => format!("expired after {until}"),
        ApprovalNoteState::Unused => "lifts nothing here; it can be deleted".to_owned(),
        ApprovalNoteState::Incomplete { missing } if missing.is_empty() => {
            "cannot lift what is refused".to_owned()
        }
        ApprovalNoteState::Incomplete { missing } => format!("does not name {}", words::list(missing)),
    }
}
