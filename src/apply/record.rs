//! The lines of a journal. A format of its own, versioned: a journal outlives the program that wrote it.

use serde::{Deserialize, Serialize};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Record {
    /// The first line: which run this is.
    Head(JournalHead),
    /// A call is about to be sent.
    Start(CallStart),
    /// A call has ended.
    End(CallEnd),
    /// A change has ended.
    Change {
        /// The change's address.
        address: String,
        /// How it ended: `done`, `satisfied`, `stale`, `failed`, `blocked` or `not-started`.
        outcome: String,
        /// More about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
    },
    /// The last line: the run ended by itself.
    Closed {
        /// When.
        at: String,
        /// Whether somebody stopped it.
        interrupted: bool,
        /// What a last look showed.
        verification: String,
    },
}

/// Which run a journal belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct JournalHead {
    /// Minor versions add fields; a newer major must be refused.
    pub format_version: String,
    /// The program that wrote it.
    pub tool: String,
    /// The run.
    pub run: String,
    /// The organization's key.
    pub organization: String,
    /// The organization's id.
    pub organization_id: String,
    /// The platform's root address.
    pub server: String,
    /// The calling account.
    pub caller: String,
    /// The digest of the plan.
    pub plan: String,
    /// When the run began.
    pub started_at: String,
}

/// A call that is about to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CallStart {
    /// When.
    pub at: String,
    /// The change that it is for.
    pub address: String,
    /// The change's action.
    pub action: String,
    /// What the call does.
    pub call: String,
    /// The invitation that it cancels. It is the accept link: this is the one place where it is written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
    /// The live value that is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value that is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A call that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CallEnd {
    /// When.
    pub at: String,
    /// The change that it was for.
    pub address: String,
    /// What the call did.
    pub call: String,
    /// Whether the platform took it.
    pub ok: bool,
    /// The id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The status of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// How often it was sent.
    pub tries: u32,
    /// From the first try to the last word, in milliseconds.
    pub duration_ms: u64,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}
