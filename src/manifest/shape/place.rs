//! From a JSON pointer to the place in the tree.

use std::borrow::Cow;

use super::super::tree::{Kind, NodeId, Tree};
use crate::model::Span;

/// A value with what it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The key whose value it is; none for items of lists and the document.
    pub(super) key: Option<NodeId>,
    /// The value itself.
    pub(super) value: NodeId,
}

impl Place {
    /// A place without a key.
    pub(super) fn of(value: NodeId) -> Place {
        Place { key: None, value }
    }

    /// What is underlined: a scalar itself, a list or mapping by its key where it has one.
    pub(super) fn span(self, tree: &Tree<'_>) -> Span {
        let holds_more = matches!(tree.kind(self.value), Kind::List(_) | Kind::Map(_));
        match self.key {
            Some(key) if holds_more => tree.span(key),
            _ => tree.span(self.value),
        }
    }

    /// The text of the key.
    pub(super) fn key_text<'a>(self, tree: &'a Tree<'_>) -> Option<&'a str> {
        tree.text(self.key?)
    }
}

/// Finds what a JSON pointer points to. `None` when a mistake was told on the way, so that whatever is
/// wrong there is no news.
pub(super) fn locate(tree: &Tree<'_>, pointer: &str) -> Option<Place> {
    let mut place = Place::of(tree.root()?);
    for segment in pointer.split('/').skip(1) {
        if is_told(tree, place) {
            return None;
        }
        place = step(tree, place.value, &unescape(segment))?;
    }
    (!is_told(tree, place)).then_some(place)
}

fn is_told(tree: &Tree<'_>, place: Place) -> bool {
    tree.is_bad(place.value) || place.key.is_some_and(|key| tree.is_bad(key))
}

fn step(tree: &Tree<'_>, node: NodeId, segment: &str) -> Option<Place> {
    if let Kind::List(items) = tree.kind(node) {
        let index: usize = segment.parse().ok()?;
        return items.get(index).copied().map(Place::of);
    }
    let entry = tree.entry(node, segment)?;
    Some(Place {
        key: Some(entry.key),
        value: entry.value,
    })
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        segment.replace("~1", "/").replace("~0", "~").into()
    } else {
        segment.into()
    }
}
