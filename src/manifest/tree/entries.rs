//! Mistakes of keys, and values that are none.

use std::borrow::Cow;

use super::super::codes;
use super::super::say::quoted;
use super::build::Builder;
use super::node::{Entry, Kind, NodeId};

impl Builder<'_, '_> {
    /// The entries that have a key of their own, sorted by it. A number or a boolean as a key is told, and kept
    /// as the text that was probably meant; all other keys that are no text are told and dropped.
    pub(super) fn sorted(&mut self, map: NodeId, entries: Vec<Entry>) -> Vec<Entry> {
        let mut sound = Vec::with_capacity(entries.len());
        for entry in entries {
            self.check_empty(entry);
            if self.tree.text(entry.key).is_none() {
                self.key_not_text(entry.key);
            }
            if self.tree.text(entry.key).is_some() && !self.is_merge_key(entry.key) {
                sound.push(entry);
            } else {
                self.tree.node_mut(map).incomplete = true;
            }
        }
        let tree = &self.tree;
        sound.sort_by(|one, other| {
            let text = |entry: &Entry| tree.text(entry.key).unwrap_or_default();
            text(one).cmp(text(other)).then(one.key.cmp(&other.key))
        });
        self.without_duplicates(sound)
    }

    fn is_merge_key(&self, key: NodeId) -> bool {
        self.tree.is_bad(key) && self.tree.text(key) == Some("<<")
    }

    fn without_duplicates(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut unique: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            match unique.last() {
                Some(first) if self.tree.text(first.key) == self.tree.text(entry.key) => {
                    let message = format!("the key {} stands here twice", self.quoted_key(entry.key));
                    let diagnostic = self
                        .error(codes::DUPLICATE_KEY, &message, entry.key)
                        .with_label("again here")
                        .with_secondary(self.tree.span(first.key), "first here")
                        .with_help("merge the two, or take one out");
                    self.findings.push(diagnostic);
                }
                _ => unique.push(entry),
            }
        }
        unique
    }

    fn check_empty(&mut self, entry: Entry) {
        if matches!(self.tree.node(entry.value).kind, Kind::Null) && !self.tree.is_bad(entry.value) {
            let message = format!("{} has no value", self.quoted_key(entry.key));
            self.tree.mark_bad(entry.value);
            let diagnostic = self.error(codes::EMPTY_VALUE, &message, entry.key).with_help(
                "leave the key out if it is not to be managed; `[]` or `{}` says that there are none",
            );
            self.findings.push(diagnostic);
        }
    }

    pub(super) fn check_empty_item(&mut self, item: NodeId) {
        if matches!(self.tree.node(item).kind, Kind::Null) && !self.tree.is_bad(item) {
            let help = "take the item out, or quote it if text is meant";
            self.bad(
                codes::EMPTY_VALUE,
                "this item of the list has no value",
                item,
                Some(help),
            );
        }
    }

    fn key_not_text(&mut self, key: NodeId) {
        if self.tree.is_bad(key) {
            return;
        }
        let written = self.tree.written(key);
        let (what, help) = match self.tree.kind(key) {
            Kind::Null => ("nothing", Some("give it a name, or take it out".to_owned())),
            Kind::Bool(_) => ("a boolean", Some(format!("quote it: \"{written}\""))),
            Kind::Number(_) => ("a number", Some(format!("quote it: \"{written}\""))),
            Kind::List(_) => (
                "a list",
                Some("a key names one thing: write one for each".to_owned()),
            ),
            _ => (
                "a mapping",
                Some("braces are not for values: quote the text".to_owned()),
            ),
        };
        let is_scalar = matches!(self.tree.kind(key), Kind::Bool(_) | Kind::Number(_));
        let message = format!("a key must be text, and this is {what}");
        self.bad(codes::KEY_NOT_TEXT, &message, key, help.as_deref());
        if is_scalar {
            self.tree.node_mut(key).kind = Kind::Text(Cow::Borrowed(written));
        }
    }

    pub(super) fn merge_key(&mut self, key: NodeId) {
        let help = "write the keys out, or repeat a whole value with an alias";
        let message = "merge keys (`<<`) are not allowed in a manifest";
        self.bad(codes::MERGE_KEY, message, key, Some(help));
    }

    fn quoted_key(&self, key: NodeId) -> String {
        quoted(self.tree.text(key).unwrap_or_else(|| self.tree.written(key)))
    }
}
