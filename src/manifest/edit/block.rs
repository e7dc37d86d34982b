//! Entries that have lines of their own: which lines those are.

use super::super::cst::{Child, Comment, Lead, Paragraphs};
use super::find::Found;
use super::page::{Page, Splice};

/// A line that cannot be edited.
pub(super) struct Odd(pub(super) usize);

/// The lines of an entry, first and last, with the comments that are of it.
pub(super) struct Lines {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The line with the key or the dash.
    pub(super) head: usize,
}

/// Which lines belong to an entry.
pub(super) fn lines(page: &Page<'_>, found: &Found<'_, '_>, index: usize) -> Result<Lines, Odd> {
    let children = found.children();
    let child = children.get(index).ok_or(Odd(found.node.start.line))?;
    let head = head(page, child)?;
    let own = own_comments(children, index).next();
    let first = own.map_or(head, |comment| comment.place.line).min(head);
    let last = child.last_line();
    Ok(Lines { first, last, head })
}

/// The comments above an entry that are of it, and not of what stands around.
pub(super) fn own_comments<'c, 's>(
    children: &'c [Child<'s>],
    index: usize,
) -> impl Iterator<Item = &'c Comment<'s>> {
    let is_short = |child: &Child<'_>| child.start().line == child.value.end_line;
    let paragraphs = Paragraphs::of(children, children.iter().all(is_short));
    let standing = paragraphs.standing(children, index);
    let leads = children.get(index).map(|child| child.leads.as_slice());
    let own = leads.and_then(|leads| leads.get(standing..)).unwrap_or_default();
    own.iter().filter_map(|lead| match lead {
        Lead::Comment(comment) if comment.is_alone => Some(comment),
        _ => None,
    })
}

/// Takes an entry out. What is left empty says so: the key keeps `[]` or `{}`, never nothing.
pub(super) fn cut(page: &Page<'_>, found: &Found<'_, '_>, index: usize) -> Result<Vec<Splice>, Odd> {
    let Lines {
        mut first, mut last, ..
    } = lines(page, found, index)?;
    let is_first = index == 0 && page.line_of(found.parent.start().offset) + 1 == first;
    if page.is_blank(first - 1) && page.is_blank(last + 1) {
        first -= 1;
    } else if is_first && page.is_blank(last + 1) && found.children().len() > 1 {
        last += 1;
    }
    let mut splices = vec![Splice::cut(page.start(first)..page.end(last))];
    if found.children().len() == 1 {
        splices.push(Splice::put(
            behind_key(page, found)?,
            format!(" {}", found.empty()),
        ));
    }
    Ok(splices)
}

/// Just behind the colon of the key, and the anchor if there is one.
fn behind_key(page: &Page<'_>, found: &Found<'_, '_>) -> Result<usize, Odd> {
    let key = found.parent.key.as_ref().ok_or(Odd(found.node.start.line))?;
    let line = page.line_of(key.end_offset);
    let comment = found.parent.trailing.filter(|comment| comment.place.line == line);
    let end = comment.map_or(page.end(line), |comment| comment.place.offset);
    let behind = page.slice(key.end_offset..end).trim_end();
    if behind.contains(':') && found.node.start.line > line {
        Ok(key.end_offset + behind.len())
    } else {
        Err(Odd(line))
    }
}

/// The line in which an entry begins, if nothing else stands there.
fn head(page: &Page<'_>, child: &Child<'_>) -> Result<usize, Odd> {
    let start = child.start();
    let before = page.slice(page.start(start.line)..start.offset);
    if child.key.is_some() {
        return if is_head(before.trim_start().trim_start_matches('?')) {
            Ok(start.line)
        } else {
            Err(Odd(start.line))
        };
    }
    // The dash may stand in a line above.
    let mut line = start.line;
    let mut text = before;
    loop {
        match text.trim_start().strip_prefix('-') {
            Some(behind) if is_head(behind) => return Ok(line),
            None if line > 1 && is_head(text) => line -= 1,
            _ => return Err(Odd(start.line)),
        }
        text = page.line(line);
    }
}

/// Whether nothing but anchors, tags and a comment stands in a stretch of a line.
fn is_head(text: &str) -> bool {
    let mut words = text.split_whitespace().take_while(|word| !word.starts_with('#'));
    words.all(|word| word.starts_with(['&', '!']))
}
