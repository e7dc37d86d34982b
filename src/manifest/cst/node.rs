//! What a formatter must know of a file: values as they are written, and everything that stands between them.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

/// A value.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    /// Where it starts.
    pub(crate) start: Place,
    /// The last line that belongs to it.
    pub(crate) end_line: usize,
    /// Just behind it; for what is written with brackets, behind the closing one.
    pub(crate) end_offset: usize,
    /// The name before which `&` stands.
    pub(crate) anchor: Option<Cow<'s, str>>,
    pub(crate) content: Content<'s>,
}

impl Node<'_> {
    fn last_line(&self) -> usize {
        let Content::Collection(collection) = &self.content else {
            return self.end_line;
        };
        let of_comment = |lead: &Lead<'_>| match lead {
            Lead::Comment(comment) => comment.place.line,
            Lead::Blank => 0,
        };
        let tail = collection.tail.iter().map(of_comment).max().unwrap_or(0);
        let last = collection.children.last().map_or(0, Child::last_line);
        self.end_line.max(tail).max(last)
    }
}

/// A place: lines and columns count from 1, bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) offset: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

#[derive(Debug)]
pub(crate) enum Content<'s> {
    Scalar(Scalar<'s>),
    /// With its `*`.
    Alias(&'s str),
    Collection(Collection<'s>),
}

/// Text, a number or a boolean.
#[derive(Debug)]
pub(crate) struct Scalar<'s> {
    pub(crate) value: Cow<'s, str>,
    pub(crate) style: ScalarStyle,
    /// As it stands in the file.
    pub(crate) raw: &'s str,
    /// Whether it is text whatever it looks like.
    pub(crate) is_tagged: bool,
}

/// A list or a mapping.
#[derive(Debug)]
pub(crate) struct Collection<'s> {
    pub(crate) kind: Kind,
    /// Whether it is written with brackets.
    pub(crate) is_flow: bool,
    pub(crate) children: Vec<Child<'s>>,
    /// What stands behind the last child, before the collection ends.
    pub(crate) tail: Vec<Lead<'s>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    List,
    Map,
}

/// An item of a list, or a key of a mapping with its value.
#[derive(Debug)]
pub(crate) struct Child<'s> {
    /// What stands above it.
    pub(crate) leads: Vec<Lead<'s>>,
    /// None for items.
    pub(crate) key: Option<Node<'s>>,
    pub(crate) value: Node<'s>,
    /// The comment behind it, on its first line or its only one.
    pub(crate) trailing: Option<Comment<'s>>,
    /// How that comment goes on: lines right below that are set in more deeply than the child.
    pub(crate) below: Vec<Comment<'s>>,
}

impl Child<'_> {
    /// Where the key starts, or the item.
    pub(crate) fn start(&self) -> Place {
        self.key.as_ref().unwrap_or(&self.value).start
    }

    /// The text of the key, or of an item that is text; empty for others.
    pub(crate) fn name(&self) -> &str {
        match &self.key.as_ref().unwrap_or(&self.value).content {
            Content::Scalar(scalar) => &scalar.value,
            Content::Alias(alias) => alias,
            Content::Collection(_) => "",
        }
    }

    /// How names are sorted.
    pub(crate) fn order(&self) -> (String, &str) {
        (self.name().to_lowercase(), self.name())
    }

    /// The last line that belongs to it, comments at its end included.
    pub(crate) fn last_line(&self) -> usize {
        let comments = self.trailing.iter().chain(&self.below);
        let last = comments.map(|comment| comment.place.line).max().unwrap_or(0);
        self.value.last_line().max(last)
    }
}

/// What stands above a child: comment lines, and blank lines, of which several count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead<'s> {
    Blank,
    Comment(Comment<'s>),
}

/// A comment with its `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment<'s> {
    pub(crate) text: &'s str,
    pub(crate) place: Place,
    /// Whether nothing else stands in its line.
    pub(crate) is_alone: bool,
    /// The blanks before it.
    pub(crate) gap: usize,
    /// Whether a comment in the line above or below begins in the same column.
    pub(crate) is_aligned: bool,
}

/// A file.
#[derive(Debug)]
pub(crate) struct File<'s> {
    /// What stands above a line `---`, where there is one.
    pub(crate) preamble: Option<Vec<Lead<'s>>>,
    /// None where the file holds comments only.
    pub(crate) root: Option<Node<'s>>,
    /// What stands behind the last value.
    pub(crate) tail: Vec<Lead<'s>>,
}
