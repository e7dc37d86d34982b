//! What came of asking for one collection.

use crate::platform::{CallError, PlatformError};

/// Rows, or a refusal from which a verdict is made once all answers are in.
#[derive(Clone, Debug)]
pub(super) enum Outcome<T> {
    /// The rows, complete.
    Read(T),
    /// 403, 404 or 405.
    Refused(CallError),
}

impl<T> Outcome<T> {
    /// Sorts refusals out of the failures.
    pub(super) fn of(told: Result<T, PlatformError>) -> Result<Outcome<T>, PlatformError> {
        match told {
            Ok(value) => Ok(Outcome::Read(value)),
            Err(PlatformError::Call(call)) if is_refusal(&call) => Ok(Outcome::Refused(call)),
            Err(error) => Err(error),
        }
    }

    /// Whether rows came.
    pub(super) fn is_read(&self) -> bool {
        matches!(self, Outcome::Read(_))
    }
}

fn is_refusal(call: &CallError) -> bool {
    call.is_forbidden() || call.is_not_found() || call.is_not_offered()
}
