//! What was asked and what was answered.

use serde::{Deserialize, Serialize};

/// Bodies in the log are cut at this many bytes.
const BODY_LIMIT: usize = 4_096;

/// One request, with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its number, from 1, in the order of arrival.
    pub number: u64,
    /// When it was answered, by the sandbox's clock.
    pub at: String,
    /// The verb.
    pub method: String,
    /// The path, as it was sent, without the query.
    pub path: String,
    /// The query, as it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The operation of the contract that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The address of the account, where the key was right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The request id that was sent back.
    pub request_id: String,
    /// The body of the request, cut when long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// The status that was sent; nothing when the connection was dropped.
    pub status: Option<u16>,
    /// The status that the operation came to, when it ran. It differs from `status` where a fault changed the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ran: Option<u16>,
    /// The body of the answer, cut when long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// What was done to this request on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

impl LogEntry {
    /// Whether the request could change something (its verb is not `GET`).
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.method != "GET"
    }
}

/// A body as the log keeps it.
pub(crate) fn kept(body: &[u8]) -> Option<String> {
    if body.is_empty() {
        return None;
    }
    let cut = &body[..body.len().min(BODY_LIMIT)];
    let mut text = String::from_utf8_lossy(cut).into_owned();
    if body.len() > BODY_LIMIT {
        text.push_str("...");
    }
    Some(text)
}
