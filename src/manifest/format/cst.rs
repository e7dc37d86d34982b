//! What a formatter must know of a file: values as they are written, and everything that stands between them.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

/// A value.
#[derive(Debug)]
pub(super) struct Node<'s> {
    /// Where it starts.
    pub(super) start: Place,
    /// The last line that belongs to it.
    pub(super) end_line: usize,
    /// Just behind it; for what is written with brackets, behind the closing one.
    pub(super) end_offset: usize,
    /// The name before which `&` stands.
    pub(super) anchor: Option<Cow<'s, str>>,
    pub(super) content: Content<'s>,
}

/// A place: lines and columns count from 1, bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) line: usize,
    pub(super) column: usize,
}

#[derive(Debug)]
pub(super) enum Content<'s> {
    Scalar(Scalar<'s>),
    /// With its `*`.
    Alias(&'s str),
    Collection(Collection<'s>),
}

/// Text, a number or a boolean.
#[derive(Debug)]
pub(super) struct Scalar<'s> {
    pub(super) value: Cow<'s, str>,
    pub(super) style: ScalarStyle,
    /// As it stands in the file.
    pub(super) raw: &'s str,
    /// Whether it is text whatever it looks like.
    pub(super) is_tagged: bool,
}

/// A list or a mapping.
#[derive(Debug)]
pub(super) struct Collection<'s> {
    pub(super) kind: Kind,
    /// Whether it is written with brackets.
    pub(super) is_flow: bool,
    pub(super) children: Vec<Child<'s>>,
    /// What stands behind the last child, before the collection ends.
    pub(super) tail: Vec<Lead<'s>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Map,
}

/// An item of a list, or a key of a mapping with its value.
#[derive(Debug)]
pub(super) struct Child<'s> {
    /// What stands above it.
    pub(super) leads: Vec<Lead<'s>>,
    /// None for items.
    pub(super) key: Option<Node<'s>>,
    pub(super) value: Node<'s>,
    /// The comment behind it, on its first line or its only one.
    pub(super) trailing: Option<Comment<'s>>,
}

impl Child<'_> {
    /// Where the key starts, or the item.
    pub(super) fn start(&self) -> Place {
        self.key.as_ref().unwrap_or(&self.value).start
    }
}

/// What stands above a child: comment lines, and blank lines, of which several count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead<'s> {
    Blank,
    Comment(Comment<'s>),
}

/// A comment with its `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Comment<'s> {
    pub(super) text: &'s str,
    pub(super) place: Place,
    /// Whether nothing else stands in its line.
    pub(super) is_alone: bool,
    /// The blanks before it.
    pub(super) gap: usize,
    /// Whether a comment in the line above or below begins in the same column.
    pub(super) is_aligned: bool,
}

/// A file.
#[derive(Debug)]
pub(super) struct File<'s> {
    /// What stands above a line `---`, where there is one.
    pub(super) preamble: Option<Vec<Lead<'s>>>,
    /// None where the file holds comments only.
    pub(super) root: Option<Node<'s>>,
    /// What stands behind the last value.
    pub(super) tail: Vec<Lead<'s>>,
}
