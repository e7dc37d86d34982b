//! Whether something is asked for once more after its answer was lost and a second look does not show it.

use std::time::Duration;

use crate::model::{Action, Change};
use crate::platform::CallError;

/// So often a creation is sent in one run, the first time included.
const TRIES: u32 = 3;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Send again after this long.
    After(Duration),
    /// Leave it to the next run.
    Never,
}

/// Decides. An invitation is never sent twice in a run, and a team is not created twice: both can exist
/// twice, and a platform that is slow to show what it made would make two. The rest has a key of its own,
/// so a second one is refused with a conflict.
pub(super) fn repeat(change: &Change, error: &CallError, tries: u32) -> Repeat {
    let keyed = matches!(
        change.action,
        Action::CreateWorkspace { .. }
            | Action::AddTeamMember { .. }
            | Action::GrantUser { .. }
            | Action::GrantTeam { .. }
    );
    if keyed && error.is_answer_lost() && tries < TRIES {
        Repeat::After(Duration::from_millis(500) * 2_u32.pow(tries))
    } else {
        Repeat::Never
    }
}
