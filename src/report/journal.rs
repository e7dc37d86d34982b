//! A journal read back: what a run sent, also one that was cut off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FormatVersion, MalformedVersion, ReadError};
use crate::apply::{CallEnd, CallStart, Journal, JournalHead, Record};

/// A journal, told call by call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Journal of an orgform apply")]
pub struct JournalReport {
    /// Which run.
    pub head: JournalHead,
    /// Every call, in the order in which they were started.
    pub calls: Vec<CallReport>,
    /// The end of each change that came to one.
    pub changes: Vec<ChangeEnd>,
    /// When the run ended; null where it was cut off.
    pub closed_at: Option<String>,
    /// Whether the last line was cut in the middle.
    pub cut: bool,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallReport {
    /// When it was started.
    pub at: String,
    /// The change that it was for.
    pub address: String,
    /// The change's action.
    pub action: String,
    /// What the call does.
    pub call: String,
    /// How it ended; null where nothing is known, because the run was cut off: the platform may have done it.
    pub end: Option<CallEnd>,
}

/// The end of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeEnd {
    /// The change.
    pub address: String,
    /// How it ended.
    pub outcome: String,
    /// More about it.
    pub detail: Option<String>,
}

impl JournalReport {
    /// Reads a journal's text. Lines of kinds that this version does not know are passed over; a last line
    /// that was cut in the middle is told.
    pub fn read(text: &str) -> Result<JournalReport, ReadError> {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let Record::Head(head) = serde_json::from_str(first).map_err(ReadError::NotOurs)? else {
            return Err(ReadError::NotOurs(serde::de::Error::custom(
                "the first line is no journal's head",
            )));
        };
        check(&head)?;
        let mut journal = JournalReport {
            head,
            calls: Vec::new(),
            changes: Vec::new(),
            closed_at: None,
            cut: false,
        };
        for line in lines {
            match serde_json::from_str::<Record>(line) {
                Ok(record) => journal.add(record),
                Err(_) => journal.cut = serde_json::from_str::<serde_json::Value>(line).is_err(),
            }
        }
        Ok(journal)
    }

    fn add(&mut self, record: Record) {
        match record {
            Record::Head(_) => {}
            Record::Start(CallStart {
                at,
                address,
                action,
                call,
                ..
            }) => {
                self.calls.push(CallReport {
                    at,
                    address,
                    action,
                    call,
                    end: None,
                });
            }
            Record::End(end) => {
                let open = self.calls.iter_mut().rev();
                let mut open = open.filter(|call| call.end.is_none() && call.address == end.address);
                if let Some(call) = open.find(|call| call.call == end.call) {
                    call.end = Some(end);
                }
            }
            Record::Change {
                address,
                outcome,
                detail,
            } => {
                self.changes.push(ChangeEnd {
                    address,
                    outcome,
                    detail,
                });
            }
            Record::Closed { at, .. } => self.closed_at = Some(at),
        }
    }
}

fn check(head: &JournalHead) -> Result<(), ReadError> {
    let supported = Journal::VERSION
        .parse()
        .unwrap_or(FormatVersion { major: 1, minor: 0 });
    let found: FormatVersion = head
        .format_version
        .parse()
        .map_err(|error: MalformedVersion| ReadError::NotOurs(serde::de::Error::custom(error.to_string())))?;
    if found.major > supported.major {
        Err(ReadError::Newer { found, supported })
    } else {
        Ok(())
    }
}
