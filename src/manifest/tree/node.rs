//! The tree itself: nodes in arenas, found by number.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Number;

use crate::model::{Position, Source, Span};

/// The number of a node in its tree: the piece of the text that it stands in, and its place among the nodes of that.
/// Ordered as nodes begin in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(super) u32);

/// So many bits count the nodes of one piece, far more than the limit on nodes lets be; the others count pieces.
const INDEX_BITS: u32 = 24;

impl NodeId {
    pub(super) fn new(piece: usize, index: usize) -> NodeId {
        NodeId(((piece << INDEX_BITS) | index) as u32)
    }

    fn piece(self) -> usize {
        (self.0 >> INDEX_BITS) as usize
    }

    fn index(self) -> usize {
        (self.0 & ((1 << INDEX_BITS) - 1)) as usize
    }

    /// The node that begins next; the first key of a mapping, for one.
    pub(super) fn next(self) -> NodeId {
        NodeId(self.0 + 1)
    }
}

/// A place, packed: a manifest has some 300,000 of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) offset: u32,
}

impl Mark {
    /// No place of any file.
    pub(super) const NOWHERE: Mark = Mark {
        line: 0,
        column: 0,
        offset: 0,
    };

    fn position(self) -> Position {
        Position {
            line: self.line,
            column: self.column,
            offset: self.offset as usize,
        }
    }
}

/// What a node holds, by the YAML 1.2 core schema.
#[derive(Debug)]
pub(crate) enum Kind<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<NodeId>),
    /// Sorted by the text of the key, without duplicates: the order of keys means nothing.
    Map(Vec<Entry>),
    /// The content of an earlier node.
    Alias(NodeId),
}

/// One key of a mapping with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) key: NodeId,
    pub(crate) value: NodeId,
}

#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) start: Mark,
    pub(super) end: Mark,
    /// A mistake has been told here: what is in it means nothing.
    pub(super) bad: bool,
    /// A mapping that lost an entry to a mistake: nobody can say what is missing in it.
    pub(super) incomplete: bool,
}

/// One document with the place of every key and value.
#[derive(Debug, Default)]
pub(crate) struct Tree<'t> {
    pub(super) file: Arc<str>,
    pub(super) source: &'t str,
    /// The nodes of each piece in which the text was read, in the order of the text.
    pub(super) pieces: Vec<Vec<Node<'t>>>,
    pub(super) root: Option<NodeId>,
    /// Plain text that YAML 1.1 takes for booleans.
    pub(super) ambiguous: Vec<NodeId>,
}

impl<'t> Tree<'t> {
    /// The document's value; none where the file has no content.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'t> {
        &self.pieces[id.piece()][id.index()]
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node<'t> {
        &mut self.pieces[id.piece()][id.index()]
    }

    /// The node that an alias stands for, or the node itself.
    fn target(&self, id: NodeId) -> NodeId {
        match self.node(id).kind {
            Kind::Alias(target) => target,
            _ => id,
        }
    }

    /// What a node holds, aliases followed: never [`Kind::Alias`].
    pub(crate) fn kind(&self, id: NodeId) -> &Kind<'t> {
        &self.node(self.target(id)).kind
    }

    /// The text of a node that holds text.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A node as it stands in the source.
    pub(crate) fn written(&self, id: NodeId) -> &'t str {
        let node = self.node(id);
        self.source
            .get(node.start.offset as usize..node.end.offset as usize)
            .unwrap_or_default()
    }

    /// Whether a node is a mapping.
    pub(crate) fn is_mapping(&self, id: NodeId) -> bool {
        matches!(self.kind(id), Kind::Map(_))
    }

    /// The entries of a mapping, sorted by key; empty for everything else.
    pub(crate) fn entries(&self, id: NodeId) -> &[Entry] {
        match self.kind(id) {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; empty for everything else.
    pub(crate) fn items(&self, id: NodeId) -> &[NodeId] {
        match self.kind(id) {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    /// The entry of a mapping that has this key.
    pub(crate) fn entry(&self, map: NodeId, key: &str) -> Option<Entry> {
        self.entry_of(self.entries(map), key)
    }

    /// The one of a mapping's entries that has this key.
    pub(crate) fn entry_of(&self, entries: &[Entry], key: &str) -> Option<Entry> {
        let found = entries.binary_search_by(|entry| self.text(entry.key).unwrap_or_default().cmp(key));
        found.ok().map(|index| entries[index])
    }

    /// Whether a mistake was told at this very node.
    pub(crate) fn is_bad(&self, id: NodeId) -> bool {
        self.node(id).bad || self.node(self.target(id)).bad
    }

    /// Remembers that a mistake was told at this very node, so that none is told because of it.
    pub(crate) fn mark_bad(&mut self, id: NodeId) {
        self.node_mut(id).bad = true;
    }

    /// Whether a mapping lost an entry to a mistake.
    pub(crate) fn is_incomplete(&self, id: NodeId) -> bool {
        self.node(self.target(id)).incomplete
    }

    /// Plain text that YAML 1.1 takes for booleans.
    pub(crate) fn ambiguous(&self) -> &[NodeId] {
        &self.ambiguous
    }

    /// Where a node starts.
    pub(crate) fn source_of(&self, id: NodeId) -> Source {
        let start = self.node(id).start;
        Source {
            file: Arc::clone(&self.file),
            line: start.line,
            column: start.column,
        }
    }

    /// Where a node stands, cut at the end of its first line so that it can be underlined.
    pub(crate) fn span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        let start = node.start.position();
        let first_line = self.written(id).lines().next().unwrap_or_default().trim_end();
        let end = Position {
            line: start.line,
            column: start.column + u32::try_from(first_line.chars().count()).unwrap_or(0),
            offset: start.offset + first_line.len(),
        };
        Span {
            file: Arc::clone(&self.file),
            start,
            end,
        }
    }

    /// What starts at a place of this file, if anything does.
    pub(crate) fn span_at(&self, source: &Source) -> Option<Span> {
        let starts = |node: &Node<'_>| node.start.line == source.line && node.start.column == source.column;
        if *self.file != *source.file {
            return None;
        }
        let mut pieces = self.pieces.iter().enumerate();
        let found =
            pieces.find_map(|(piece, nodes)| Some(NodeId::new(piece, nodes.iter().position(starts)?)));
        found.map(|node| self.span(node))
    }

    /// The very beginning of the file.
    pub(crate) fn beginning(&self) -> Span {
        let start = Position {
            line: 1,
            column: 1,
            offset: 0,
        };
        Span {
            file: Arc::clone(&self.file),
            start,
            end: start,
        }
    }
}
