//! Entries between brackets.

use std::ops::Range;

use super::block::own_comments;
use super::find::Found;
use super::page::{Page, Splice};

/// An entry between brackets.
pub(super) struct Piece {
    /// From its first character to its last, without the comma.
    pub(super) range: Range<usize>,
    /// Just behind its comma, if it has one.
    pub(super) comma: Option<usize>,
    /// Whether nothing else stands in its lines.
    pub(super) is_alone: bool,
}

impl Piece {
    fn end(&self) -> usize {
        self.comma.unwrap_or(self.range.end)
    }
}

/// What belongs to an entry.
pub(super) fn piece(page: &Page<'_>, found: &Found<'_, '_>, index: usize) -> Option<Piece> {
    let children = found.children();
    let child = children.get(index)?;
    let before = index.checked_sub(1).and_then(|index| children.get(index));
    let from = before.map_or(inside(page, found).start, |child| child.value.end_offset);
    let range = page.skip(from)..child.value.end_offset;
    let comma = page.comma_behind(range.end);
    let end = comma.unwrap_or(range.end);
    let above = page.slice(page.start(page.line_of(range.start))..range.start);
    let behind = page.slice(end..page.end(page.line_of(end))).trim();
    Some(Piece {
        is_alone: above.trim().is_empty() && (behind.is_empty() || behind.starts_with('#')),
        range,
        comma,
    })
}

/// What stands between the brackets.
pub(super) fn inside(page: &Page<'_>, found: &Found<'_, '_>) -> Range<usize> {
    let (start, end) = (found.node.start.offset, found.node.end_offset);
    let bracket = page.slice(start..end).find(['[', '{']).unwrap_or(0);
    start + bracket + 1..end.saturating_sub(1)
}

/// Takes an entry out, with the comma that it needs no longer.
pub(super) fn cut(page: &Page<'_>, found: &Found<'_, '_>, index: usize) -> Option<Vec<Splice>> {
    let children = found.children();
    let piece = piece(page, found, index)?;
    let inside = inside(page, found);
    let has_comment = |range: Range<usize>| page.slice(range).contains('#');
    let range = if children.len() == 1 && !has_comment(inside.clone()) {
        inside
    } else if piece.is_alone {
        let own = own_comments(children, index).next();
        let line = page.line_of(piece.range.start);
        let first = own.map_or(line, |comment| comment.place.line).min(line);
        page.start(first)..page.end(page.line_of(piece.end()))
    } else if index + 1 < children.len() {
        let next = page.skip(piece.end());
        let is_beside = page.line_of(next) == page.line_of(piece.end()) && !has_comment(piece.end()..next);
        if is_beside {
            piece.range.start..next
        } else {
            let before = page.slice(0..piece.range.start).trim_end_matches([' ', '\t']);
            before.len()..piece.end()
        }
    } else {
        let before = index.checked_sub(1).and_then(|index| children.get(index));
        let gap = before.map_or(piece.range.start, |child| child.value.end_offset)..piece.range.start;
        if has_comment(gap.clone()) || children.len() == 1 {
            piece.range.start..piece.end()
        } else {
            gap.start..piece.range.end
        }
    };
    Some(vec![Splice::cut(range)])
}
