//! Where a large text may be cut, so that its pieces can be read side by side.

use super::node::Mark;

/// Pieces have about so many bytes, and smaller texts are left whole: a few milliseconds of reading.
const PIECE_BYTES: usize = 1 << 20;

/// Some whole lines of a text.
pub(super) struct Piece<'t> {
    /// The number of pieces before it.
    pub(super) number: usize,
    pub(super) text: &'t str,
    pub(super) start: Mark,
}

impl<'t> Piece<'t> {
    /// A text that is not cut.
    pub(super) fn whole(text: &'t str) -> Piece<'t> {
        Piece {
            number: 0,
            text,
            start: Mark {
                line: 1,
                column: 1,
                offset: 0,
            },
        }
    }
}

/// Cuts a text before lines that look like an entry of the document or of one of its sections. Whether they are is
/// seen when the pieces have been read.
pub(super) fn cut(source: &str) -> Vec<Piece<'_>> {
    cut_into(source, PIECE_BYTES)
}

/// The same with pieces of another size.
pub(super) fn cut_into(source: &str, bytes: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = Piece::whole(source);
    let indentation = indentation(source);
    while let Some(end) = end_of_piece(rest.text, bytes, indentation) {
        let (before, after) = rest.text.split_at(end);
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        let start = Mark {
            line: rest.start.line + lines as u32,
            column: 1,
            offset: rest.start.offset + end as u32,
        };
        let number = rest.number + 1;
        // What is still open ends where the next entry begins, so the blanks before that are seen by both.
        let text = &rest.text[..end + depth(after)];
        pieces.push(Piece { text, ..rest });
        rest = Piece {
            number,
            text: after,
            start,
        };
    }
    pieces.push(rest);
    pieces
}

/// How far entries of sections are indented: as the first line is that is indented at all.
fn indentation(source: &str) -> usize {
    let mut depths = source.lines().map(depth);
    depths.find(|depth| *depth > 0).unwrap_or(0)
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where a piece ends that begins a text: before an entry some bytes further on. What begins within a section ends with
/// it at the latest, because it is read without the document around it.
fn end_of_piece(text: &str, bytes: usize, indentation: usize) -> Option<usize> {
    let entry = next_entry(text, bytes, indentation);
    let section = match depth(text) {
        0 => None,
        _ => next_section(&text[..entry.unwrap_or(text.len())]),
    };
    section.or(entry)
}

/// The start of the next line that looks like an entry of the document.
fn next_section(text: &str) -> Option<usize> {
    let mut lines = text.match_indices('\n').map(|(newline, _)| newline + 1);
    lines.find(|start| text[*start..].starts_with(|first: char| first.is_ascii_alphanumeric()))
}

/// The start of the next line, some bytes further on, that looks like an entry; not the first one of its section, which
/// would be without a value then.
fn next_entry(text: &str, bytes: usize, indentation: usize) -> Option<usize> {
    let before = text.as_bytes().get(..bytes)?;
    let newline = before.iter().rposition(|byte| *byte == b'\n');
    let mut start = newline.map_or(0, |newline| newline + 1);
    loop {
        let line = &text[start..];
        let is_outermost = depth(line) == 0;
        start += line.find('\n')? + 1;
        let line = &text[start..];
        let depth = depth(line);
        let begins_name = line[depth..].starts_with(|first: char| first.is_ascii_alphanumeric());
        if begins_name && (depth == 0 || depth == indentation && !is_outermost) {
            return Some(start);
        }
    }
}
