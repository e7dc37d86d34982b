//! What can go wrong on the way to the platform and back.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::{Refusal, ServerError};

/// A call that did not bring what was asked for.
#[derive(Clone, Debug)]
pub struct CallError {
    facts: Box<CallFacts>,
    problem: Box<Problem>,
    may_be_done: bool,
}

/// Which call, and how it went on the wire. No key, no body, no invitation id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFacts {
    /// The verb.
    pub method: String,
    /// The path below the API's root.
    pub path: String,
    /// The id of the last try; none if there was none.
    pub request_id: Option<String>,
    /// How often it was sent.
    pub tries: u32,
    /// From the first try to the last word.
    pub duration: Duration,
    /// What the platform's clock said in the last answer, if one came and told.
    pub date: Option<Timestamp>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The platform said no, or failed as often as it was asked.
    #[error("{0}")]
    Refused(Refusal),
    /// The call was sent and may have been done: no answer came, half of one, or a failure of the server.
    #[error("the answer was lost: {why}")]
    AnswerLost {
        /// The status, where one came.
        status: Option<u16>,
        /// What came instead.
        why: String,
    },
    /// No connection could be made, so nothing was sent.
    #[error("no connection: {why}")]
    Unreachable {
        /// What the operating system or TLS said.
        why: String,
    },
    /// No connection could be made, because nobody who is trusted vouches for the server. Nothing was sent.
    #[error("no connection: {why}; a file with further certificates to trust can be named with --ca-cert")]
    Untrusted {
        /// What TLS said.
        why: String,
    },
    /// A success that does not read as the contract says.
    #[error("the answer ({status}) is not what the contract says: {why}")]
    WrongShape {
        /// The status.
        status: u16,
        /// What is wrong with it.
        why: String,
    },
    /// A redirect; following it would carry the key along.
    #[error(
        "the server redirects ({status}) to {to}, and redirects are not followed because the key would go along"
    )]
    Redirected {
        /// The status.
        status: u16,
        /// The host, as far as it was told.
        to: String,
    },
    /// Still too many requests after all tries, or a longer wait was asked for than anybody has.
    #[error("the platform limits the number of requests: {detail}")]
    RateLimited {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
        /// Its words.
        detail: String,
    },
    /// A 429 that speaks of credits.
    #[error("out of credits: {detail}")]
    OutOfCredits {
        /// Its words.
        detail: String,
    },
    /// The time for the whole run is over.
    #[error("the time limit of the run is over")]
    Deadline,
    /// The run was cancelled before this call could be sent (again).
    #[error("interrupted")]
    Interrupted,
    /// An id or key that cannot stand in an address.
    #[error("the path has a part that cannot be sent")]
    Unsendable,
}

impl CallError {
    pub(super) fn new(facts: CallFacts, problem: Problem, may_be_done: bool) -> CallError {
        CallError {
            facts: Box::new(facts),
            problem: Box::new(problem),
            may_be_done,
        }
    }

    /// Which call.
    pub fn facts(&self) -> &CallFacts {
        &self.facts
    }

    /// What went wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Whether the platform may have done what the call asks for all the same. False is certain.
    pub fn may_be_done(&self) -> bool {
        self.may_be_done
    }

    /// The platform's refusal, if it gave one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &*self.problem {
            Problem::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The status of the last answer, if one came.
    pub fn status(&self) -> Option<u16> {
        match &*self.problem {
            Problem::Refused(refusal) => Some(refusal.status),
            Problem::AnswerLost { status, .. } => *status,
            Problem::WrongShape { status, .. } | Problem::Redirected { status, .. } => Some(*status),
            Problem::RateLimited { .. } | Problem::OutOfCredits { .. } => Some(429),
            Problem::Unreachable { .. }
            | Problem::Untrusted { .. }
            | Problem::Deadline
            | Problem::Interrupted
            | Problem::Unsendable => None,
        }
    }

    /// A `POST` that may have been done: read back before it is sent again.
    pub fn is_answer_lost(&self) -> bool {
        matches!(*self.problem, Problem::AnswerLost { .. })
    }

    /// 409: look again.
    pub fn is_conflict(&self) -> bool {
        self.refused_with(409)
    }

    /// 404.
    pub fn is_not_found(&self) -> bool {
        self.refused_with(404)
    }

    /// 403.
    pub fn is_forbidden(&self) -> bool {
        self.refused_with(403)
    }

    /// 405: this platform does not offer the route.
    pub fn is_not_offered(&self) -> bool {
        self.refused_with(405)
    }

    /// 401: the key is not accepted.
    pub fn is_key_refused(&self) -> bool {
        self.refused_with(401)
    }

    /// Neither time nor permission is left to send anything more.
    pub fn ends_the_run(&self) -> bool {
        matches!(*self.problem, Problem::Interrupted | Problem::Deadline)
    }

    /// The run was cancelled.
    pub fn is_interrupted(&self) -> bool {
        matches!(*self.problem, Problem::Interrupted)
    }

    fn refused_with(&self, status: u16) -> bool {
        self.refusal().is_some_and(|refusal| refusal.status == status)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CallFacts {
            method,
            path,
            request_id,
            tries,
            duration: _,
            date: _,
        } = &*self.facts;
        write!(f, "{method} {path}: {}", self.problem)?;
        if self.may_be_done && method != "GET" {
            f.write_str("; the platform may have done it all the same")?;
        }
        match (request_id, tries) {
            (None, _) => Ok(()),
            (Some(id), 1) => write!(f, " (request {id})"),
            (Some(id), tries) => write!(f, " (request {id}, the last of {tries} tries)"),
        }
    }
}

impl std::error::Error for CallError {}

/// Why the live organization could not be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PlatformError {
    /// The platform does not accept the key.
    #[error("the platform refuses the key: {0}")]
    KeyRefused(CallError),
    /// There is no such organization, or the key may not see it.
    #[error("the organization `{key}` is not there, or this key may not see it: {source}")]
    NoOrganization {
        /// The organization that was asked for.
        key: String,
        /// The refusal.
        source: CallError,
    },
    /// The account behind the key is not told. Without it nobody could keep it from locking itself out.
    #[error("the platform does not tell whose key this is, so nothing can be done safely: {0}")]
    NoCaller(CallError),
    /// Another organization answered than the one that was asked for.
    #[error("the organization `{asked}` was asked for, and `{answered}` answered")]
    OtherOrganization {
        /// The manifest's key.
        asked: String,
        /// The answer's key.
        answered: String,
    },
    /// Rows do not add up, however often they are read. Never planned from.
    #[error(
        "the platform's answers do not add up, so they are not trusted: {what}: {why} (read {times} times)"
    )]
    Inconsistent {
        /// Which list.
        what: String,
        /// What is wrong with it.
        why: String,
        /// How often it was read.
        times: u32,
    },
    /// A call failed.
    #[error(transparent)]
    Call(CallError),
}

impl From<CallError> for PlatformError {
    fn from(call: CallError) -> PlatformError {
        if call.is_key_refused() {
            PlatformError::KeyRefused(call)
        } else {
            PlatformError::Call(call)
        }
    }
}

impl PlatformError {
    /// The call behind it, if it is one.
    pub fn call(&self) -> Option<&CallError> {
        match self {
            PlatformError::KeyRefused(call)
            | PlatformError::NoCaller(call)
            | PlatformError::NoOrganization { source: call, .. }
            | PlatformError::Call(call) => Some(call),
            PlatformError::OtherOrganization { .. } | PlatformError::Inconsistent { .. } => None,
        }
    }

    /// Neither time nor permission is left to send anything more.
    pub fn ends_the_run(&self) -> bool {
        self.call().is_some_and(CallError::ends_the_run)
    }

    /// The run was cancelled.
    pub fn is_interrupted(&self) -> bool {
        self.call().is_some_and(CallError::is_interrupted)
    }
}

/// Why no connection can be set up. Nothing has been sent.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// No address of a platform.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The key is empty, or holds characters that no key has.
    #[error("the key is empty or has characters that no key has; is it the right file or variable?")]
    UnusableKey,
    /// The organization's key cannot stand in an address.
    #[error("`{0}` cannot be the key of an organization")]
    UnusableOrganization(String),
    /// The certificate file cannot be read.
    #[error("the certificates in {path} cannot be used: {why}")]
    Certificates {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Neither the system nor the user names anybody who vouches for servers.
    #[error(
        "no encrypted connection can be set up ({why}); install the system's CA certificates or name a file with --ca-cert"
    )]
    Tls {
        /// What is wrong.
        why: String,
    },
}
