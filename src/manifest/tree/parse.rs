//! From a text to its tree.

use std::sync::Arc;

use super::super::findings::Findings;
use super::super::parallel;
use super::build::build;
use super::join::join;
use super::node::Tree;
use super::piece::{Piece, cut};

/// Reads one document. `None` when no meaning can be taken from the file, which has then been told.
///
/// `source` must be free of byte-order marks and control characters, so that places are what people see.
pub(crate) fn parse<'t>(file: &Arc<str>, source: &'t str, findings: &mut Findings) -> Option<Tree<'t>> {
    side_by_side(file, source, &cut(source)).or_else(|| whole(file, source, findings))
}

/// Reads it in one go. What is wrong with a text is told from here alone.
pub(super) fn whole<'t>(file: &Arc<str>, source: &'t str, findings: &mut Findings) -> Option<Tree<'t>> {
    build(file, source, &Piece::whole(source), findings).map(|built| built.tree)
}

/// Reads the pieces of a text side by side, and joins what was read to the tree of the whole. `None` when there is
/// anything to tell, or when it cannot be told from the pieces that the whole says the same.
pub(super) fn side_by_side<'t>(file: &Arc<str>, source: &'t str, pieces: &[Piece<'t>]) -> Option<Tree<'t>> {
    if pieces.len() < 2 {
        return None;
    }
    let trees = parallel::each(pieces, |piece| sound(file, source, piece));
    join(trees.into_iter().collect::<Option<Vec<_>>>()?)
}

/// Reads a piece that says nothing about the others: it is without mistakes, anchors and marks between documents,
/// and does not end where the parser still waits for lines.
fn sound<'t>(file: &Arc<str>, source: &'t str, piece: &Piece<'t>) -> Option<Tree<'t>> {
    if has_document_mark(piece.text) {
        return None;
    }
    let mut findings = Findings::default();
    let built = build(file, source, piece, &mut findings)?;
    let is_sound = findings.is_empty() && !built.has_anchors && !built.ends_in_empty_block;
    is_sound.then_some(built.tree)
}

fn has_document_mark(text: &str) -> bool {
    ["---", "..."].iter().any(|mark| text.starts_with(mark))
        || text.contains("\n---")
        || text.contains("\n...")
}
