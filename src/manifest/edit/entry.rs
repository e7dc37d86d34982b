//! What an entry says, and how it is written.

use serde_json::Value;

use super::super::format::plain_or_quoted;

/// The value of an entry: text, a list of texts, or a mapping in the order in which it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A word or a text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// Keys with their values.
    Map(Vec<(String, Entry)>),
}

impl Entry {
    /// A text.
    pub fn text(text: impl Into<String>) -> Entry {
        Entry::Text(text.into())
    }

    /// The value that is read back.
    pub(super) fn to_value(&self) -> Value {
        match self {
            Entry::Text(text) => Value::String(text.clone()),
            Entry::List(items) => items.iter().cloned().map(Value::String).collect(),
            Entry::Map(entries) => {
                let pairs = entries.iter().map(|(key, entry)| (key.clone(), entry.to_value()));
                Value::Object(pairs.collect())
            }
        }
    }

    /// On one line.
    pub(super) fn inline(&self, in_flow: bool) -> String {
        match self {
            Entry::Text(text) => plain_or_quoted(text, in_flow).into_owned(),
            Entry::List(items) => {
                let items: Vec<_> = items.iter().map(|item| plain_or_quoted(item, true)).collect();
                format!("[{}]", items.join(", "))
            }
            Entry::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Entry::Map(entries) => {
                let pairs: Vec<String> = entries
                    .iter()
                    .map(|(key, entry)| pair(key, entry, true))
                    .collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }

    /// Behind its key, on as many lines as it takes.
    pub(super) fn lines(&self, key: &str) -> Vec<String> {
        let below: Vec<String> = match self {
            Entry::List(items) if !items.is_empty() => {
                let items = items
                    .iter()
                    .map(|item| format!("- {}", plain_or_quoted(item, false)));
                items.collect()
            }
            Entry::Map(entries) if !entries.is_empty() => {
                entries.iter().flat_map(|(key, entry)| entry.lines(key)).collect()
            }
            _ => return vec![pair(key, self, false)],
        };
        let head = format!("{}:", plain_or_quoted(key, false));
        let below = below.into_iter().map(|line| format!("  {line}"));
        std::iter::once(head).chain(below).collect()
    }

    /// Whether it is written with lines of its own where there is room.
    pub(super) fn is_long(&self) -> bool {
        matches!(self, Entry::Map(entries) if !entries.is_empty())
    }
}

/// A key with its value, on one line.
pub(super) fn pair(key: &str, entry: &Entry, in_flow: bool) -> String {
    format!("{}: {}", plain_or_quoted(key, in_flow), entry.inline(in_flow))
}
