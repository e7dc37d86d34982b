//! Parser events to tree. Iterative, so that nesting costs no stack.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag};

use super::super::codes;
use super::super::findings::Findings;
use super::super::say::quoted;
use super::frame::{Anchored, Content, Cost, Frame};
use super::limits::{MAX_DEPTH, MAX_NODES};
use super::node::{Entry, Kind, Mark, Node, NodeId, Tree};
use super::piece::Piece;
use super::scalar;

/// Reads one document, or a piece of one. `None` when no meaning can be taken from it, which has then been told.
pub(super) fn build<'t>(
    file: &Arc<str>,
    source: &'t str,
    piece: &Piece<'t>,
    findings: &mut Findings,
) -> Option<Built<'t>> {
    let mut builder = Builder::new(file, source, piece, findings);
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: builder.max_depth,
    };
    for event in Parser::new_from_str_with_options(piece.text, options) {
        match builder.take(event) {
            Ok(()) => {}
            Err(Stop::Unusable) => return None,
            Err(Stop::Enough) => break,
        }
    }
    Some(Built {
        has_anchors: !builder.anchors.is_empty(),
        ends_in_empty_block: builder.ends_in_empty_block,
        tree: builder.tree,
    })
}

/// What was read.
pub(super) struct Built<'t> {
    pub(super) tree: Tree<'t>,
    /// Whether something in it may be repeated further down.
    pub(super) has_anchors: bool,
    /// Whether the last text is a block without a line, which says something else where the text goes on.
    pub(super) ends_in_empty_block: bool,
}

/// Why no further event is wanted.
pub(super) enum Stop {
    /// The file has no meaning; the reason was told.
    Unusable,
    /// What follows is not read; what came before stands.
    Enough,
}

/// Takes one event after another.
pub(super) struct Builder<'t, 'f> {
    pub(super) tree: Tree<'t>,
    pub(super) findings: &'f mut Findings,
    /// Where the text begins that the parser sees.
    start: Mark,
    max_depth: usize,
    open: Vec<Frame>,
    pub(super) anchors: BTreeMap<usize, Anchored>,
    ends_in_empty_block: bool,
    pub(super) alias_weight: u64,
    pub(super) documents: usize,
}

impl<'t, 'f> Builder<'t, 'f> {
    fn new(
        file: &Arc<str>,
        source: &'t str,
        piece: &Piece<'t>,
        findings: &'f mut Findings,
    ) -> Builder<'t, 'f> {
        // The pieces before this one are read elsewhere.
        let mut pieces: Vec<_> = (0..piece.number).map(|_| Vec::new()).collect();
        pieces.push(Vec::with_capacity(piece.text.len() / 20));
        Builder {
            tree: Tree {
                file: Arc::clone(file),
                source,
                pieces,
                root: None,
                ambiguous: Vec::new(),
            },
            findings,
            start: piece.start,
            // What goes on with a mapping stands in the document, too.
            max_depth: MAX_DEPTH - usize::from(piece.number > 0),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            ends_in_empty_block: false,
            alias_weight: 0,
            documents: 0,
        }
    }

    fn take(&mut self, event: Result<(Event<'t>, Span), ScanError>) -> Result<(), Stop> {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return Err(self.refuse(&error)),
        };
        if self.tree.count() >= MAX_NODES {
            return Err(self.too_many_values(span));
        }
        let (start, end) = (self.mark(span.start), self.mark(span.end));
        match event {
            Event::DocumentStart(..) => self.start_document(start),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text, style, anchor, tag.as_deref(), start, end)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.start(Content::List(Vec::new()), anchor, tag.as_deref(), start)
            }
            Event::MappingStart(_, anchor, tag) => {
                let content = Content::Map {
                    entries: Vec::new(),
                    key: None,
                };
                self.start(content, anchor, tag.as_deref(), start)
            }
            Event::SequenceEnd | Event::MappingEnd => self.finish(end),
            Event::Alias(anchor) => self.alias(anchor, start, end),
            Event::UnresolvedAlias(name) => {
                self.unknown_anchor(&name, start, end);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start_document(&mut self, start: Mark) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let place = self.tree.place(start);
        let diagnostic = self
            .error(codes::SEVERAL_DOCUMENTS, "a second document starts here", place)
            .with_help("put it into a file of its own");
        self.findings.push(diagnostic);
        Err(Stop::Enough)
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        start: Mark,
        end: Mark,
    ) -> Result<(), Stop> {
        let cost = Cost::of_text(&text);
        let plain = style == ScalarStyle::Plain;
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        self.ends_in_empty_block = is_block && text.bytes().all(|byte| byte == b'\n');
        let is_key = self.awaits_key();
        if is_key && plain && text == "<<" {
            let node = self.tree.add(Kind::Text(text), start, end);
            self.merge_key(node);
            return self.place(node, anchor, cost);
        }
        let ambiguous = plain && tag.is_none() && scalar::is_boolean_of_yaml_1_1(&text);
        let resolved = match tag {
            Some(tag) if tag.is_yaml_core_schema_tag("str") => Ok(Kind::Text(text)),
            _ if plain => scalar::resolve(text),
            _ => Ok(Kind::Text(text)),
        };
        let finite = resolved.is_ok();
        let node = self.tree.add(resolved.unwrap_or(Kind::Null), start, end);
        self.check_tag(tag, node);
        if !finite {
            let message = format!(
                "{} is no number that a manifest can hold",
                quoted(self.tree.written(node))
            );
            self.bad(
                codes::WRONG_TYPE,
                &message,
                node,
                Some("write a finite number, or quote it if text is meant"),
            );
        }
        if ambiguous {
            self.tree.ambiguous.push(node);
        }
        self.place(node, anchor, cost)
    }

    fn start(&mut self, content: Content, anchor: usize, tag: Option<&Tag>, start: Mark) -> Result<(), Stop> {
        let node = self.tree.add(Kind::Null, start, start);
        self.check_tag(tag, node);
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored::Open);
        }
        self.open.push(Frame {
            node,
            anchor,
            content,
            cost: Cost::of_empty(),
        });
        Ok(())
    }

    fn finish(&mut self, end: Mark) -> Result<(), Stop> {
        let Some(Frame {
            node,
            anchor,
            content,
            cost,
        }) = self.open.pop()
        else {
            return Ok(());
        };
        let kind = match content {
            Content::List(items) => {
                items.iter().for_each(|item| self.check_empty_item(*item));
                Kind::List(items)
            }
            Content::Map { entries, .. } => Kind::Map(self.sorted(node, entries)),
        };
        let closed = self.tree.node_mut(node);
        closed.kind = kind;
        closed.end = end;
        self.place(node, anchor, cost)
    }

    /// Puts a finished node where it belongs: root, item, key or value.
    pub(super) fn place(&mut self, node: NodeId, anchor: usize, cost: Cost) -> Result<(), Stop> {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored::Closed(node, cost));
        }
        let Some(frame) = self.open.last_mut() else {
            self.tree.root = Some(node);
            return Ok(());
        };
        frame.cost.contain(cost);
        let too_deep = frame.cost.depth > self.max_depth;
        match &mut frame.content {
            Content::List(items) => items.push(node),
            Content::Map { entries, key } => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push(Entry { key, value: node }),
            },
        }
        if too_deep {
            let message = format!("nested deeper than {MAX_DEPTH} levels, aliases followed");
            let diagnostic = self.error(codes::TOO_DEEP, &message, node);
            self.findings.push(diagnostic);
            return Err(Stop::Unusable);
        }
        Ok(())
    }

    /// A place in the piece as a place in the file; pieces begin with a line.
    pub(super) fn mark(&self, marker: Marker) -> Mark {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Mark {
            line: count(marker.line()) + self.start.line - 1,
            column: count(marker.col() + 1),
            offset: count(marker.byte_offset().unwrap_or_default()) + self.start.offset,
        }
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Frame {
                content: Content::Map { key: None, .. },
                ..
            })
        )
    }
}

impl<'t> Tree<'t> {
    /// Adds a node to the piece that is being read.
    pub(super) fn add(&mut self, kind: Kind<'t>, start: Mark, end: Mark) -> NodeId {
        let number = self.pieces.len().saturating_sub(1);
        let id = NodeId::new(number, self.count());
        if let Some(nodes) = self.pieces.last_mut() {
            nodes.push(Node {
                kind,
                start,
                end,
                bad: false,
                incomplete: false,
            });
        }
        id
    }

    /// How many nodes the piece has that is being read.
    fn count(&self) -> usize {
        self.pieces.last().map_or(0, Vec::len)
    }
}
