//! The way to the platform.

use jiff::SignedDuration;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckState, Subject};
use crate::platform::{CallError, Deployment, Problem};

/// Which server is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum ServerCheck {
    /// This one.
    Chosen {
        /// Its address.
        address: String,
        /// What names it: a flag, the environment, a profile, or the built-in default.
        origin: String,
    },
    /// None that can be used.
    Unusable {
        /// What is wrong.
        why: String,
        /// What helps, where that is known.
        help: Vec<String>,
    },
}

impl ServerCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            ServerCheck::Chosen { .. } => CheckState::Fine,
            ServerCheck::Unusable { .. } => CheckState::Problem,
        }
    }
}

/// The API key. No part of it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum KeyCheck {
    /// The platform takes it.
    Accepted {
        /// Where it was found.
        origin: String,
    },
    /// The platform refuses it.
    Refused {
        /// Where it was found.
        origin: String,
        /// The platform's words.
        answer: String,
    },
    /// There is one, and it is not known whether it is right.
    Untried {
        /// Where it was found.
        origin: String,
        /// What keeps it from being tried.
        because: Subject,
    },
    /// There is none.
    Missing {
        /// What was looked for.
        why: String,
    },
    /// There is one that cannot be used, or not with this server.
    Unusable {
        /// What is wrong.
        why: String,
    },
    /// It was not looked for.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl KeyCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            KeyCheck::Accepted { .. } => CheckState::Fine,
            KeyCheck::Refused { .. } | KeyCheck::Missing { .. } | KeyCheck::Unusable { .. } => {
                CheckState::Problem
            }
            KeyCheck::Untried { .. } | KeyCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// What stands between this machine and the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum ProxyCheck {
    /// Nothing.
    Direct,
    /// The server is this machine, which is never reached through a proxy.
    Loopback,
    /// A proxy, by the variables or the system's settings.
    Through {
        /// Its address, without user and password.
        proxy: String,
    },
    /// It depends on the server.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl ProxyCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            ProxyCheck::Direct | ProxyCheck::Loopback | ProxyCheck::Through { .. } => CheckState::Fine,
            ProxyCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// Who is trusted to vouch for the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum CertificatesCheck {
    /// Nobody has to: the connection stays in this machine.
    NotNeeded,
    /// Those that the system trusts, and perhaps a file of others.
    System {
        /// Variables that put other files in the place of the system's, with their values.
        instead: Vec<String>,
        /// The file named by `--ca-cert`.
        besides: Option<String>,
    },
    /// The file cannot be used, or nobody is trusted.
    Unusable {
        /// What is wrong.
        why: String,
    },
    /// It depends on the server.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl CertificatesCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            CertificatesCheck::NotNeeded | CertificatesCheck::System { .. } => CheckState::Fine,
            CertificatesCheck::Unusable { .. } => CheckState::Problem,
            CertificatesCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// Whether the server answers. It is asked without the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum ConnectionCheck {
    /// It does, as a platform.
    Answers {
        /// Its version, where it tells.
        version: Option<String>,
        /// `saas` for the hosted platform, another word for somebody's own; null where it does not tell.
        mode: Option<String>,
        /// Whether it can send mail; null where it does not tell.
        sends_mail: Option<bool>,
    },
    /// Nobody answers at that address.
    Unreachable {
        /// What the system said.
        why: String,
    },
    /// Nobody who is trusted vouches for it.
    Untrusted {
        /// What TLS said.
        why: String,
    },
    /// Something answers that is not the platform.
    SomethingElse {
        /// What came.
        why: String,
    },
    /// It answers, and is not well.
    Failing {
        /// What came.
        why: String,
    },
    /// It was not tried.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl ConnectionCheck {
    /// What came of asking a server what it is. A refusal in JSON is an answer too: not every platform tells.
    pub fn of(told: Result<&Deployment, &CallError>) -> ConnectionCheck {
        let call = match told {
            Ok(deployment) => return ConnectionCheck::as_told(deployment),
            Err(call) => call,
        };
        let why = call.problem().to_string();
        match call.problem() {
            Problem::Refused(refusal) if refusal.status < 500 && refusal.has_error_body => {
                ConnectionCheck::as_told(&Deployment::default())
            }
            Problem::Refused(refusal) if refusal.status < 500 => ConnectionCheck::SomethingElse { why },
            Problem::WrongShape { .. } | Problem::Redirected { .. } => ConnectionCheck::SomethingElse { why },
            Problem::Unreachable { why } => ConnectionCheck::Unreachable { why: why.clone() },
            Problem::Untrusted { why } => ConnectionCheck::Untrusted { why: why.clone() },
            _ => ConnectionCheck::Failing { why },
        }
    }

    /// The same where something else has answered as the platform does.
    #[must_use]
    pub fn or_answers(self) -> ConnectionCheck {
        match self {
            ConnectionCheck::Answers { .. } => self,
            _ => ConnectionCheck::as_told(&Deployment::default()),
        }
    }

    fn as_told(deployment: &Deployment) -> ConnectionCheck {
        ConnectionCheck::Answers {
            version: deployment.version.clone(),
            mode: deployment.mode.clone(),
            sends_mail: deployment.sends_mail,
        }
    }

    pub(super) fn state(&self) -> CheckState {
        match self {
            ConnectionCheck::Answers { .. } => CheckState::Fine,
            ConnectionCheck::Unreachable { .. }
            | ConnectionCheck::Untrusted { .. }
            | ConnectionCheck::SomethingElse { .. }
            | ConnectionCheck::Failing { .. } => CheckState::Problem,
            ConnectionCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// The platform's clock against this machine's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum ClockCheck {
    /// As near as makes no difference.
    Agrees {
        /// By how many seconds the platform's is ahead.
        ahead: i64,
    },
    /// So far apart that plans go by the platform's.
    Differs {
        /// By how many seconds the platform's is ahead.
        ahead: i64,
    },
    /// The platform does not tell the time.
    Untold,
    /// Nothing answered.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl ClockCheck {
    /// By how much the platform's clock is ahead, and whether that makes plans go by it.
    pub fn of(ahead: SignedDuration, counts: bool) -> ClockCheck {
        let ahead = ahead.as_secs();
        if counts {
            ClockCheck::Differs { ahead }
        } else {
            ClockCheck::Agrees { ahead }
        }
    }

    pub(super) fn state(&self) -> CheckState {
        match self {
            ClockCheck::Agrees { .. } => CheckState::Fine,
            ClockCheck::Differs { .. } => CheckState::Note,
            ClockCheck::Untold | ClockCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}
