//! Parser events to the formatter's tree. The file has been read before: it is sound YAML within the limits.

use std::borrow::Cow;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Span, StructureStyle};

use super::super::tree::MAX_DEPTH;
use super::node::{Child, Collection, Comment, Content, File, Kind, Node, Place, Scalar};

/// The values of a file, and its comments in the order of the file.
pub(crate) struct Parsed<'s> {
    pub(crate) file: File<'s>,
    /// Where a line `---` stands.
    pub(crate) document_start: Option<Place>,
    pub(crate) comments: Vec<Comment<'s>>,
}

/// Parses a file; `None` if it is not what the tree's parser took it for.
pub(crate) fn parse(source: &str) -> Option<Parsed<'_>> {
    let options = granit_parser::options! {
        emit_anchor_events: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::new(source);
    for event in Parser::new_from_str_with_options(source, options) {
        let (event, span) = event.ok()?;
        builder.take(event, span)?;
    }
    Some(Parsed {
        file: File {
            preamble: None,
            root: builder.root,
            tail: Vec::new(),
        },
        document_start: builder.document_start,
        comments: aligned(builder.comments),
    })
}

/// In the order of the file (the parser tells the comment behind the head of a block of text after the text), and
/// with the columns that neighbours share.
fn aligned(mut comments: Vec<Comment<'_>>) -> Vec<Comment<'_>> {
    comments.sort_by_key(|comment| comment.place);
    for index in 1..comments.len() {
        let (above, below) = (comments[index - 1], comments[index]);
        let neighbours = above.place.line + 1 == below.place.line && above.place.column == below.place.column;
        if neighbours && !above.is_alone && !below.is_alone {
            comments[index - 1].is_aligned = true;
            comments[index].is_aligned = true;
        }
    }
    comments
}

/// A collection that is not closed yet.
struct Open<'s> {
    node: Node<'s>,
    key: Option<Node<'s>>,
}

struct Builder<'s> {
    source: &'s str,
    open: Vec<Open<'s>>,
    root: Option<Node<'s>>,
    document_start: Option<Place>,
    comments: Vec<Comment<'s>>,
    /// A scalar waits for its anchor, which the parser tells after it.
    waiting: Option<Node<'s>>,
}

impl<'s> Builder<'s> {
    fn new(source: &'s str) -> Builder<'s> {
        Builder {
            source,
            open: Vec::new(),
            root: None,
            document_start: None,
            comments: Vec::new(),
            waiting: None,
        }
    }

    fn take(&mut self, event: Event<'s>, span: Span) -> Option<()> {
        if let Event::Anchor(_, name) = event {
            self.anchor(name);
            return Some(());
        }
        self.settle()?;
        match event {
            Event::DocumentStart(true, _) => self.document_start = Some(place(span.start)),
            Event::Scalar(value, style, _, tag) => {
                let scalar = Scalar {
                    value,
                    style,
                    raw: span.slice(self.source)?,
                    is_tagged: tag.is_some(),
                };
                let end_line = self.end_of_scalar(style, span);
                self.waiting = Some(node(span, end_line, Content::Scalar(scalar)));
            }
            Event::Alias(_) => {
                let alias = Content::Alias(span.slice(self.source)?);
                self.put(node(span, span.end.line(), alias))?;
            }
            Event::SequenceStart(style, ..) => self.start(Kind::List, style, span),
            Event::MappingStart(style, ..) => self.start(Kind::Map, style, span),
            Event::SequenceEnd | Event::MappingEnd => self.finish(span)?,
            Event::Comment(..) => self.comment(span)?,
            _ => {}
        }
        Some(())
    }

    fn anchor(&mut self, name: Cow<'s, str>) {
        let node = match &mut self.waiting {
            Some(node) => Some(node),
            None => self.open.last_mut().map(|open| &mut open.node),
        };
        if let Some(node) = node {
            node.anchor = Some(name);
        }
    }

    fn settle(&mut self) -> Option<()> {
        match self.waiting.take() {
            Some(node) => self.put(node),
            None => Some(()),
        }
    }

    fn start(&mut self, kind: Kind, style: StructureStyle, span: Span) {
        let collection = Collection {
            kind,
            is_flow: style == StructureStyle::Flow,
            children: Vec::new(),
            tail: Vec::new(),
        };
        let node = node(span, span.end.line(), Content::Collection(collection));
        self.open.push(Open { node, key: None });
    }

    fn finish(&mut self, span: Span) -> Option<()> {
        let mut node = self.open.pop()?.node;
        let Content::Collection(collection) = &node.content else {
            return None;
        };
        (node.end_line, node.end_offset) = match collection.children.last() {
            Some(last) if !collection.is_flow => (last.value.end_line, last.value.end_offset),
            _ => (span.end.line(), place(span.end).offset),
        };
        self.put(node)
    }

    fn put(&mut self, node: Node<'s>) -> Option<()> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        let Content::Collection(collection) = &mut open.node.content else {
            return None;
        };
        if collection.kind == Kind::Map && open.key.is_none() {
            open.key = Some(node);
            return Some(());
        }
        collection.children.push(Child {
            leads: Vec::new(),
            key: open.key.take(),
            value: node,
            trailing: None,
            below: Vec::new(),
        });
        Some(())
    }

    fn comment(&mut self, span: Span) -> Option<()> {
        let text = span.slice(self.source)?.trim_end();
        let place = place(span.start);
        let before = self.source.get(..place.offset)?;
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.comments.push(Comment {
            text,
            place,
            is_alone: line.trim().is_empty(),
            gap: line.len() - line.trim_end().len(),
            is_aligned: false,
        });
        Some(())
    }

    /// The last line of a scalar; that of a block scalar is told as the start of the line behind it.
    fn end_of_scalar(&self, style: ScalarStyle, span: Span) -> usize {
        let end = span.end;
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return end.line();
        }
        let text = span.slice(self.source).unwrap_or_default();
        span.start.line() + text.trim_end().matches('\n').count()
    }
}

fn node(span: Span, end_line: usize, content: Content<'_>) -> Node<'_> {
    Node {
        start: place(span.start),
        end_line,
        end_offset: place(span.end).offset,
        anchor: None,
        content,
    }
}

fn place(marker: Marker) -> Place {
    Place {
        offset: marker.byte_offset().unwrap_or_default(),
        line: marker.line(),
        column: marker.col() + 1,
    }
}
