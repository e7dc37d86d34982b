//! The trees of a text's pieces, joined to the tree of the text.
//!
//! The parser carries from line to line how far the open lists and mappings are indented, the quotes and brackets that
//! are open, and the anchors. A piece that was read without a mistake left no quote or bracket open, and has no
//! anchors. So a piece goes on where the one before it ended if it is one block mapping that begins in the column of
//! a block mapping that was open to the end: that of the document, or the value of its last key. Whatever stood deeper ended
//! with the piece, as it would have with the next line; every other piece is not joined.

use super::limits::MAX_NODES;
use super::node::{Entry, Kind, Mark, NodeId, Tree};

/// Joins the trees of pieces that were read without a mistake; `None` when they are not surely those of one document.
pub(super) fn join(pieces: Vec<Tree<'_>>) -> Option<Tree<'_>> {
    let mut pieces = pieces.into_iter();
    let mut joined = Joined::begin(pieces.next()?)?;
    for piece in pieces {
        joined.go_on(piece)?;
    }
    let tree = joined.tree;
    let nodes: usize = tree.pieces.iter().map(Vec::len).sum();
    (nodes < MAX_NODES).then_some(tree)
}

/// What has been joined so far.
struct Joined<'t> {
    tree: Tree<'t>,
    root: NodeId,
    /// The value of the document's last key.
    last: NodeId,
}

impl<'t> Joined<'t> {
    fn begin(tree: Tree<'t>) -> Option<Joined<'t>> {
        let root = tree.root?;
        let is_outermost = block_mapping(&tree, root)?.column == 1;
        let last = last_value(&tree, root)?;
        is_outermost.then_some(Joined { tree, root, last })
    }

    /// Adds the next piece.
    fn go_on(&mut self, mut piece: Tree<'t>) -> Option<()> {
        let outer = piece.root?;
        let column = block_mapping(&piece, outer)?.column;
        let end = piece.node(outer).end;
        let entries = piece.entries(outer).to_vec();
        let (mapping, last) = if column == 1 {
            (self.root, last_value(&piece, outer)?)
        } else {
            (self.last, self.last)
        };
        if block_mapping(&self.tree, mapping)?.column != column {
            return None;
        }
        // It stands for the one that it goes on with, and nowhere by itself.
        piece.node_mut(outer).start = Mark::NOWHERE;
        self.tree.pieces.extend(piece.pieces.pop());
        self.tree.ambiguous.append(&mut piece.ambiguous);
        self.tree.node_mut(self.root).end = end;
        self.last = last;
        self.extend(mapping, entries, end)
    }

    /// Adds entries to a mapping; `None` when a key stands in it already.
    fn extend(&mut self, mapping: NodeId, more: Vec<Entry>, end: Mark) -> Option<()> {
        let mut entries = self.tree.entries(mapping).to_vec();
        entries.extend(more);
        let text = |entry: &Entry| self.tree.text(entry.key).unwrap_or_default();
        entries.sort_by(|one, other| text(one).cmp(text(other)));
        if entries.windows(2).any(|pair| text(&pair[0]) == text(&pair[1])) {
            return None;
        }
        let node = self.tree.node_mut(mapping);
        node.kind = Kind::Map(entries);
        node.end = end;
        Some(())
    }
}

/// Where a block mapping begins; `None` for everything else. It begins with its first key, any other mapping with a
/// bracket and any other key with a mark.
fn block_mapping(tree: &Tree<'_>, node: NodeId) -> Option<Mark> {
    let start = tree.node(node).start;
    let holds_entries = !tree.entries(node).is_empty();
    (holds_entries && tree.node(node.next()).start == start).then_some(start)
}

/// The value of the key that stands last.
fn last_value(tree: &Tree<'_>, mapping: NodeId) -> Option<NodeId> {
    let last = tree.entries(mapping).iter().max_by_key(|entry| entry.key);
    last.map(|entry| entry.value)
}
