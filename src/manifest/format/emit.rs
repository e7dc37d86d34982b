//! The layout: two spaces a level, brackets on one line or not at all, comments where they were.

use super::super::cst::{Child, Collection, Comment, Content, File, Kind, Lead, Node};
use super::block_text;
use super::scalar;

/// The widest line that is written with brackets.
const WIDTH: usize = 100;

/// A whole file.
pub(super) fn file(file: &File<'_>) -> String {
    let mut page = Page::default();
    if let Some(preamble) = &file.preamble {
        page.leads(preamble, 0);
        page.line(0, "---");
    }
    if let Some(root) = &file.root {
        page.root(root);
    }
    page.leads(&file.tail, 0);
    page.text
}

/// A child that stands so many levels deep, with what stands above it.
pub(super) fn one(child: &Child<'_>, depth: usize) -> String {
    let mut page = Page::default();
    page.leads(&child.leads, depth);
    page.content(child, Kind::Map, depth);
    page.below(child, depth);
    page.text
}

/// Whether a child takes one line, comments above it aside.
pub(super) fn is_one_line(child: &Child<'_>, kind: Kind, depth: usize) -> bool {
    let mut page = Page::default();
    page.content(child, kind, depth);
    page.text.lines().count() <= 1
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn root(&mut self, root: &Node<'_>) {
        match &root.content {
            Content::Collection(collection) if !fits(root, 0) => {
                if let Some(anchor) = &root.anchor {
                    self.line(0, &format!("&{anchor}"));
                }
                self.collection(collection, 0);
            }
            _ => self.line(0, &inline(root, false)),
        }
    }

    fn collection(&mut self, collection: &Collection<'_>, depth: usize) {
        for child in &collection.children {
            self.leads(&child.leads, depth);
            self.content(child, collection.kind, depth);
            self.below(child, depth);
        }
        self.leads(&collection.tail, depth);
    }

    /// A child without what stands above it.
    fn content(&mut self, child: &Child<'_>, kind: Kind, depth: usize) {
        let head = match (kind, &child.key) {
            (Kind::Map, Some(key)) => self::key(key),
            _ => "-".to_owned(),
        };
        let anchor = child
            .value
            .anchor
            .as_ref()
            .map(|anchor| format!(" &{anchor}"))
            .unwrap_or_default();
        let head = format!("{head}{anchor}");
        match &child.value.content {
            Content::Scalar(text) => match block_text::block(text) {
                Some((marks, lines)) => {
                    self.line_with(depth, &format!("{head} {marks}"), child.trailing);
                    lines.iter().for_each(|line| self.line(depth + 1, line));
                }
                None => self.one_line(child, &head, depth),
            },
            Content::Collection(collection) if !fits(&child.value, depth * 2 + head.chars().count() + 1) => {
                self.nested(child, collection, &head, depth);
            }
            _ => self.one_line(child, &head, depth),
        }
    }

    fn one_line(&mut self, child: &Child<'_>, head: &str, depth: usize) {
        let value = bare(&child.value, false);
        self.line_with(depth, &format!("{head} {value}"), child.trailing);
    }

    /// A collection below its key, or beside its dash.
    fn nested(&mut self, child: &Child<'_>, collection: &Collection<'_>, head: &str, depth: usize) {
        let beside_dash = head == "-"
            && child.trailing.is_none()
            && collection
                .children
                .first()
                .is_some_and(|first| first.leads.is_empty());
        if !beside_dash {
            self.line_with(depth, head, child.trailing);
            return self.collection(collection, depth + 1);
        }
        let start = self.text.len();
        self.collection(collection, depth + 1);
        // The first line of what is inside begins two columns behind the dash.
        let dash = start + depth * 2;
        self.text.replace_range(dash..=dash, "-");
    }

    /// What goes on below a child: under the comment behind it, if there is one.
    fn below(&mut self, child: &Child<'_>, depth: usize) {
        let last = self.text.lines().next_back().unwrap_or_default();
        let behind = child.trailing.and_then(|comment| last.strip_suffix(comment.text));
        let column = behind.map_or((depth + 1) * 2, |before| before.chars().count());
        for comment in &child.below {
            self.text.push_str(&" ".repeat(column));
            self.text.push_str(comment.text);
            self.text.push('\n');
        }
    }

    fn leads(&mut self, leads: &[Lead<'_>], depth: usize) {
        for lead in leads {
            match lead {
                Lead::Blank if self.text.is_empty() || self.text.ends_with("\n\n") => {}
                Lead::Blank => self.text.push('\n'),
                Lead::Comment(comment) => self.line(depth, comment.text),
            }
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.line_with(depth, text, None);
    }

    /// A line. A comment behind it keeps its distance, or its column where a neighbour shares it.
    fn line_with(&mut self, depth: usize, text: &str, comment: Option<Comment<'_>>) {
        if !text.is_empty() {
            self.text.push_str(&" ".repeat(depth * 2));
            self.text.push_str(text);
        }
        if let Some(comment) = comment {
            let width = depth * 2 + text.chars().count();
            let gap = match comment {
                Comment { is_alone: true, .. } => 1,
                Comment { is_aligned: true, .. } => comment.place.column.saturating_sub(width + 1),
                Comment { gap, .. } => gap,
            };
            self.text.push_str(&" ".repeat(gap.max(1)));
            self.text.push_str(comment.text);
        }
        self.text.push('\n');
    }
}

/// A key with its colon.
fn key(key: &Node<'_>) -> String {
    match &key.content {
        // A colon can be part of an alias's name.
        Content::Alias(_) => format!("{} :", inline(key, false)),
        _ => format!("{}:", inline(key, false)),
    }
}

/// Whether a collection stands on one line, with brackets, behind `column` columns.
fn fits(node: &Node<'_>, column: usize) -> bool {
    let Content::Collection(collection) = &node.content else {
        return true;
    };
    let is_empty = collection.children.is_empty() && collection.tail.is_empty();
    is_empty || (is_flow_throughout(collection) && column + inline(node, false).chars().count() <= WIDTH)
}

/// Whether brackets can stand: they were there, and no comment is inside.
fn is_flow_throughout(collection: &Collection<'_>) -> bool {
    collection.is_flow
        && collection.tail.is_empty()
        && collection.children.iter().all(|child| {
            let has_comment = child.leads.iter().any(|lead| matches!(lead, Lead::Comment(_)));
            let inner = match &child.value.content {
                Content::Collection(inner) => is_flow_throughout(inner),
                _ => true,
            };
            child.trailing.is_none() && !has_comment && inner
        })
}

/// A node on one line, with its anchor.
fn inline(node: &Node<'_>, in_flow: bool) -> String {
    let bare = bare(node, in_flow);
    match &node.anchor {
        Some(anchor) => format!("&{anchor} {bare}"),
        None => bare,
    }
}

/// A node on one line, without its anchor.
fn bare(node: &Node<'_>, in_flow: bool) -> String {
    match &node.content {
        Content::Scalar(text) => scalar::inline(text, in_flow).into_owned(),
        Content::Alias(alias) => (*alias).to_owned(),
        Content::Collection(collection) => brackets(collection),
    }
}

fn brackets(collection: &Collection<'_>) -> String {
    let children: Vec<String> = collection.children.iter().map(in_brackets).collect();
    match collection.kind {
        Kind::List => format!("[{}]", children.join(", ")),
        Kind::Map if children.is_empty() => "{}".to_owned(),
        Kind::Map => format!("{{ {} }}", children.join(", ")),
    }
}

/// A child on one line, as it stands between brackets.
pub(super) fn in_brackets(child: &Child<'_>) -> String {
    let value = inline(&child.value, true);
    match &child.key {
        Some(key) if matches!(key.content, Content::Alias(_)) => format!("{} : {value}", inline(key, true)),
        Some(key) => format!("{}: {value}", inline(key, true)),
        None => value,
    }
}
