//! The events of an apply, a line of JSON each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EndReport, FormatVersion, ReceiptReport};
use crate::apply::Event;

/// One line of `apply --format jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[schemars(title = "Event of an orgform apply")]
pub enum EventReport {
    /// The first line.
    Began {
        /// The version of this format.
        format_version: FormatVersion,
        /// How many changes will be tried.
        changes: usize,
    },
    /// A change was started.
    Started {
        /// What is changed.
        address: String,
        /// The change's action.
        action: String,
    },
    /// A change came to its end.
    Finished {
        /// Its end.
        change: Box<EndReport>,
    },
    /// No more changes are started.
    Interrupted {
        /// How many are under way.
        under_way: usize,
    },
    /// Live is read again.
    Verifying,
    /// The last line.
    Ended {
        /// The whole account.
        receipt: Box<ReceiptReport>,
    },
}

impl EventReport {
    /// The version that is written.
    pub const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl From<&Event<'_>> for EventReport {
    fn from(event: &Event<'_>) -> EventReport {
        match event {
            Event::Began { changes } => EventReport::Began {
                format_version: EventReport::VERSION,
                changes: *changes,
            },
            Event::Started(change) => EventReport::Started {
                address: change.address.to_string(),
                action: change.action.name().to_owned(),
            },
            Event::Finished(change, outcome) => EventReport::Finished {
                change: Box::new(EndReport::of(
                    change.address.to_string(),
                    change.action.name(),
                    outcome,
                )),
            },
            Event::Interrupted { under_way } => EventReport::Interrupted {
                under_way: *under_way,
            },
            Event::Verifying => EventReport::Verifying,
            Event::Ended(receipt) => EventReport::Ended {
                receipt: Box::new(ReceiptReport::from(*receipt)),
            },
        }
    }
}
