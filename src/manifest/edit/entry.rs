//! A new entry, as it is written with lines of its own, and between brackets.

use serde_json::Value;

use super::super::format::{Entry, lay_out_entry, lay_out_in_brackets, lay_out_text};
use super::super::meaning::meaning;

/// What is put in.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Its lines, as they stand at the top of a file.
    pub(super) lines: Vec<String>,
    /// The same on one line, between brackets.
    pub(super) inline: String,
    /// What a key says; none for an item of a list, which is its name.
    pub(super) value: Option<Value>,
}

impl Written {
    /// A key with its value.
    pub(super) fn entry(entry: &Entry<'_>) -> Written {
        let text = lay_out_entry(entry, 0);
        let value = meaning(&"".into(), &text).ok();
        let value = value.and_then(|mut value| value.get_mut(&*entry.key).map(Value::take));
        Written {
            lines: text.lines().map(str::to_owned).collect(),
            inline: lay_out_in_brackets(entry),
            value: Some(value.unwrap_or_default()),
        }
    }

    /// An item of a list.
    pub(super) fn item(text: &str) -> Written {
        Written {
            lines: vec![format!("- {}", lay_out_text(text, false))],
            inline: lay_out_text(text, true),
            value: None,
        }
    }

    /// Whether it is written with lines of its own where there is room.
    pub(super) fn is_long(&self) -> bool {
        self.lines.len() > 1
    }
}
