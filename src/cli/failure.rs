//! A command that could not do its work: what to say, and with which code to end.

use super::Exit;
use crate::apply::{JournalError, LockError, SurveyError};
use crate::platform::{ConnectError, PlatformError};

/// An error at the edge of the program.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) message: String,
    pub(super) hints: Vec<String>,
}

impl Failure {
    pub(super) fn new(exit: Exit, message: impl Into<String>) -> Failure {
        Failure {
            exit,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// What was named can be no organization's key.
    pub(super) fn no_key(named: &str) -> Failure {
        let message = format!("`{}` is no organization's key", named.escape_debug());
        Failure::new(Exit::Usage, message)
            .hint("keys have small letters, digits and hyphens, 3 to 255 of them")
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// The reader of our output went away: nothing to say, and nobody to say it to.
    pub(super) fn is_silent(&self) -> bool {
        self.message.is_empty()
    }
}

/// Whatever has no better name is an internal error, told with its causes.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::new(Exit::Internal, format!("{error:#}"))
    }
}

impl From<PlatformError> for Failure {
    fn from(error: PlatformError) -> Failure {
        if error.is_interrupted() {
            return Failure::new(Exit::Interrupted, "interrupted; nothing was written");
        }
        let failure = Failure::new(Exit::Platform, error.to_string());
        match &error {
            PlatformError::KeyRefused(_) => failure.hint("`orgform doctor` tells where the key comes from"),
            PlatformError::NoOrganization { .. } => {
                failure.hint("`organization.key` in orgform.yaml names the organization that is addressed")
            }
            PlatformError::Inconsistent { .. } => failure.hint("nothing was planned; try again later"),
            _ => failure,
        }
    }
}

impl From<SurveyError> for Failure {
    fn from(error: SurveyError) -> Failure {
        match error {
            SurveyError::Platform(error) => error.into(),
            SurveyError::Caller(error) => Failure::new(Exit::Platform, error.to_string()),
        }
    }
}

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Failure {
        let exit = match error {
            ConnectError::Tls { .. } => Exit::Platform,
            _ => Exit::Usage,
        };
        Failure::new(exit, error.to_string())
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Failure {
        Failure::new(Exit::Internal, error.to_string()).hint("nothing was written to the platform")
    }
}

impl From<LockError> for Failure {
    fn from(error: LockError) -> Failure {
        let exit = match error {
            LockError::Held { .. } => Exit::Usage,
            LockError::Unusable { .. } => Exit::Internal,
        };
        Failure::new(exit, error.to_string()).hint("nothing was written to the platform")
    }
}
