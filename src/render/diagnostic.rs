//! Diagnostics as rustc prints errors: the place, the line, a caret, and what to do.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use crate::model::{Diagnostic, Label, Severity, Sources};

use super::Style;

/// So many diagnostics are shown; the others are counted. Nobody reads more at once.
pub const MOST_SHOWN: usize = 50;

/// Source lines further apart than this, in bytes, are shown as pieces of their own.
const WIDEST_PIECE: usize = 16 << 10;

/// Renders diagnostics in the order given, a blank line between them. What came from outside cannot move the
/// cursor or turn text around.
pub fn diagnostics(list: &[Diagnostic], sources: &Sources, style: &Style) -> String {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut rendered = String::new();
    for diagnostic in list.iter().take(MOST_SHOWN) {
        rendered.push_str(&renderer.render(&[group(diagnostic, sources)]));
        rendered.push_str("\n\n");
    }
    if let Some(more) = list.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        rendered.push_str(&format!("… and {more} more\n"));
    }
    rendered
}

fn group<'s>(diagnostic: &Diagnostic, sources: &'s Sources) -> Group<'s> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name(Severity::Notice.as_str()),
    };
    let title = level
        .primary_title(clean(&diagnostic.message))
        .id(diagnostic.code.0);
    let mut elements: Vec<Element<'s>> = Vec::new();
    for piece in pieces(diagnostic) {
        elements.push(piece.element(sources));
    }
    for help in &diagnostic.help {
        elements.push(Level::HELP.message(clean(help)).into());
    }
    Group::with_title(title).elements(elements)
}

/// Labels of one file that are shown together.
struct Piece<'d> {
    file: &'d str,
    labels: Vec<(AnnotationKind, &'d Label)>,
}

/// The piece with the primary label comes first, whatever the order of the files.
fn pieces(diagnostic: &Diagnostic) -> Vec<Piece<'_>> {
    let primary = diagnostic
        .primary
        .iter()
        .map(|label| (AnnotationKind::Primary, label));
    let secondary = diagnostic
        .secondary
        .iter()
        .map(|label| (AnnotationKind::Context, label));
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (kind, label) in primary.chain(secondary) {
        match pieces.iter_mut().find(|piece| piece.is_near(label)) {
            Some(piece) => piece.labels.push((kind, label)),
            None => pieces.push(Piece {
                file: &label.span.file,
                labels: vec![(kind, label)],
            }),
        }
    }
    pieces
}

impl<'d> Piece<'d> {
    fn is_near(&self, label: &Label) -> bool {
        let near = |other: &Label| other.span.start.offset.abs_diff(label.span.start.offset) <= WIDEST_PIECE;
        *self.file == *label.span.file && self.labels.iter().all(|(_, other)| near(other))
    }

    fn element<'s>(&self, sources: &'s Sources) -> Element<'s> {
        match self.snippet(sources) {
            Some(snippet) => snippet.into(),
            None => self.origin().into(),
        }
    }

    /// The place without its line, for files that have no text.
    fn origin<'s>(&self) -> Origin<'s> {
        let origin = Origin::path(clean(self.file));
        match self.labels.first() {
            Some((_, label)) => origin
                .line(label.span.start.line as usize)
                .char_column(label.span.start.column as usize),
            None => origin,
        }
    }

    fn snippet<'s>(&self, sources: &'s Sources) -> Option<Snippet<'s, Annotation<'s>>> {
        let text = sources.text(self.file).filter(|text| !text.is_empty())?;
        let lines = self.lines(text)?;
        let first_line = self.labels.iter().map(|(_, label)| label.span.start.line).min()?;
        let annotations = self.labels.iter().map(|(kind, label)| {
            let start = label.span.start.offset - lines.start;
            let end = label.span.end.offset.clamp(label.span.start.offset, lines.end) - lines.start;
            let annotation = kind.span(start..end);
            match label.text.as_str() {
                "" => annotation,
                said => annotation.label(clean(said)),
            }
        });
        let annotations: Vec<_> = annotations.collect();
        let snippet = Snippet::source(text.get(lines)?)
            .path(clean(self.file))
            .line_start(first_line as usize)
            .annotations(annotations);
        Some(snippet)
    }

    /// The whole lines from the first label to the last; `None` if the labels are not of this text.
    fn lines(&self, text: &str) -> Option<Range<usize>> {
        let starts = self.labels.iter().map(|(_, label)| label.span.start.offset);
        let first = starts.clone().min()?;
        let last = starts.max()?;
        let start = text.get(..first)?.rfind('\n').map_or(0, |newline| newline + 1);
        let end = text
            .get(last..)?
            .find('\n')
            .map_or(text.len(), |length| last + length);
        Some(start..end)
    }
}

fn clean(text: &str) -> String {
    normalize_untrusted_str(text)
}
