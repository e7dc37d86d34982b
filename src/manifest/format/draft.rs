//! Values that are yet to be written, in the layout that the formatter gives to what is written.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use super::super::cst::{Child, Collection, Comment, Content, File, Kind, Lead, Node, Place, Scalar};
use super::super::tree::is_text;
use super::{emit, scalar, sort};

/// A value that is yet to be written.
#[derive(Clone, Debug)]
pub(in crate::manifest) enum Draft<'d> {
    /// Text, with quotes where it needs them.
    Text(Cow<'d, str>),
    /// A number or a boolean, as it is written.
    Word(String),
    /// Items, one a line.
    List(Vec<Draft<'d>>),
    /// Keys with their values, one a line.
    Map(Vec<Entry<'d>>),
    /// A list or a mapping in brackets, where they fit into a line.
    InBrackets(Box<Draft<'d>>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(in crate::manifest) struct Entry<'d> {
    /// The lines above it: comments with their `#`; an empty one stands for a blank line.
    pub(in crate::manifest) above: Vec<&'d str>,
    pub(in crate::manifest) key: Cow<'d, str>,
    pub(in crate::manifest) value: Draft<'d>,
}

impl<'d> Draft<'d> {
    /// Text.
    pub(in crate::manifest) fn text(text: impl Into<Cow<'d, str>>) -> Draft<'d> {
        Draft::Text(text.into())
    }

    /// A list of texts, one a line.
    pub(in crate::manifest) fn texts<T: Into<Cow<'d, str>>>(items: impl IntoIterator<Item = T>) -> Draft<'d> {
        Draft::List(items.into_iter().map(Draft::text).collect())
    }

    /// The same in brackets, where they fit into a line.
    pub(in crate::manifest) fn in_brackets(self) -> Draft<'d> {
        Draft::InBrackets(Box::new(self))
    }
}

impl<'d> Entry<'d> {
    /// A key with its value, and nothing above it.
    pub(in crate::manifest) fn new(key: impl Into<Cow<'d, str>>, value: Draft<'d>) -> Entry<'d> {
        Entry {
            above: Vec::new(),
            key: key.into(),
            value,
        }
    }

    /// With these lines above it.
    pub(in crate::manifest) fn below(mut self, above: &[&'d str]) -> Entry<'d> {
        self.above = above.to_vec();
        self
    }
}

/// A whole file of these keys. What [`super::format`] makes of it is the same text.
pub(in crate::manifest) fn lay_out(entries: &[Entry<'_>]) -> String {
    let mut file = File {
        preamble: None,
        root: Some(node(Content::Collection(mapping(entries, false)))),
        tail: Vec::new(),
    };
    sort::sort(&mut file);
    sort::air(&mut file);
    emit::file(&file)
}

/// One entry that stands so many levels deep in a file.
pub(in crate::manifest) fn lay_out_entry(entry: &Entry<'_>, depth: usize) -> String {
    emit::one(&child(entry, false), depth)
}

/// The same on one line, as it stands between brackets.
pub(in crate::manifest) fn lay_out_in_brackets(entry: &Entry<'_>) -> String {
    emit::in_brackets(&child(entry, true))
}

/// A text as it stands in a line of its own, or between brackets.
pub(in crate::manifest) fn lay_out_text(written: &str, in_brackets: bool) -> String {
    scalar::inline(&text(written), in_brackets).into_owned()
}

fn mapping<'c>(entries: &'c [Entry<'c>], is_flow: bool) -> Collection<'c> {
    Collection {
        kind: Kind::Map,
        is_flow,
        children: entries.iter().map(|entry| child(entry, is_flow)).collect(),
        tail: Vec::new(),
    }
}

fn child<'c>(entry: &'c Entry<'c>, is_flow: bool) -> Child<'c> {
    Child {
        leads: entry.above.iter().map(|line| lead(line)).collect(),
        key: Some(node(Content::Scalar(text(&entry.key)))),
        value: value(&entry.value, is_flow),
        trailing: None,
        below: Vec::new(),
    }
}

fn value<'c>(draft: &'c Draft<'c>, is_flow: bool) -> Node<'c> {
    node(match draft {
        Draft::Text(written) => Content::Scalar(text(written)),
        Draft::Word(word) => Content::Scalar(Scalar {
            value: word.as_str().into(),
            style: ScalarStyle::Plain,
            raw: word,
            is_tagged: false,
        }),
        Draft::List(items) => Content::Collection(Collection {
            kind: Kind::List,
            is_flow,
            children: items.iter().map(|draft| item(draft, is_flow)).collect(),
            tail: Vec::new(),
        }),
        Draft::Map(entries) => Content::Collection(mapping(entries, is_flow)),
        Draft::InBrackets(inner) => return value(inner, true),
    })
}

fn item<'c>(draft: &'c Draft<'c>, is_flow: bool) -> Child<'c> {
    Child {
        leads: Vec::new(),
        key: None,
        value: value(draft, is_flow),
        trailing: None,
        below: Vec::new(),
    }
}

/// A text as somebody would write it: plain, unless it would be taken for something else, and several lines as such.
fn text(written: &str) -> Scalar<'_> {
    let style = if written.contains('\n') {
        ScalarStyle::Literal
    } else if is_text(written) {
        ScalarStyle::Plain
    } else {
        ScalarStyle::DoubleQuoted
    };
    Scalar {
        value: written.into(),
        style,
        raw: written,
        is_tagged: false,
    }
}

fn lead(line: &str) -> Lead<'_> {
    if line.is_empty() {
        return Lead::Blank;
    }
    Lead::Comment(Comment {
        text: line,
        place: Place::default(),
        is_alone: true,
        gap: 1,
        is_aligned: false,
    })
}

/// A value that stands nowhere yet.
fn node(content: Content<'_>) -> Node<'_> {
    Node {
        start: Place::default(),
        end_line: 0,
        end_offset: 0,
        anchor: None,
        content,
    }
}
