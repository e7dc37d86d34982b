//! Diagnostics as rustc prints errors: the place, the line, a caret, and what to do.

use std::borrow::Cow;
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

/// In bytes.
const LONGEST_LINE: usize = 2 << 10;

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
        let lines = self
            .lines(text)
            .filter(|lines| is_readable(&text[lines.clone()]))?;
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
        let snippet = Snippet::source(visible(text.get(lines)?))
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

/// Lines longer than anybody reads are not shown; only their place is.
fn is_readable(lines: &str) -> bool {
    lines.len() <= LONGEST_LINE || lines.lines().all(|line| line.len() <= LONGEST_LINE)
}

/// Text without what could move the cursor or turn the line around.
fn clean(text: &str) -> String {
    visible(&normalize_untrusted_str(text)).into_owned()
}

/// Terminals also obey the control characters from U+0080 to U+009F, which the library leaves alone. What replaces
/// them is as long as they are, so that places stay.
fn visible(text: &str) -> Cow<'_, str> {
    let is_control = |character: char| ('\u{80}'..='\u{9f}').contains(&character);
    if text.contains(is_control) {
        text.replace(is_control, "\u{b7}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, Position, SourceFile, Span};

    const TEXT: &str = "teams:\n  équipe: { membres: [] }\n";

    fn sources(name: &str, text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.insert(SourceFile {
            name: name.into(),
            text: text.into(),
        });
        sources
    }

    fn span(name: &str, line: u32, column: u32, offsets: Range<usize>) -> Span {
        let at = |column, offset| Position { line, column, offset };
        Span {
            file: name.into(),
            start: at(column, offsets.start),
            end: at(column, offsets.end),
        }
    }

    fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
        diagnostics(std::slice::from_ref(diagnostic), sources, &Style::PLAIN)
    }

    #[test]
    fn an_error_is_printed_as_rustc_prints_it() {
        let diagnostic = Diagnostic::error(
            Code("unknown-key"),
            "the key `membres` means nothing here",
            span("t.yaml", 2, 13, 20..27),
        )
        .with_label("this one")
        .with_secondary(span("t.yaml", 1, 1, 0..5), "in here")
        .with_help("did you mean `members`?");
        insta::assert_snapshot!(plain(&diagnostic, &sources("t.yaml", TEXT)), @r"
        error[unknown-key]: the key `membres` means nothing here
         --> t.yaml:2:13
          |
        1 | teams:
          | ----- in here
        2 |   équipe: { membres: [] }
          |             ^^^^^^^ this one
          |
          = help: did you mean `members`?
        ");
    }

    #[test]
    fn a_place_without_text_is_named() {
        let diagnostic = Diagnostic::error(
            Code("unreadable-file"),
            "it cannot be read",
            span("gone.yaml", 1, 1, 0..0),
        )
        .with_severity(Severity::Notice);
        insta::assert_snapshot!(plain(&diagnostic, &Sources::default()), @r"
        notice[unreadable-file]: it cannot be read
        --> gone.yaml:1:1
        ");
    }

    #[test]
    fn a_mistake_without_a_place_is_a_sentence() {
        let diagnostic =
            Diagnostic::error_without_place(Code("no-manifest"), "there is none").with_help("write one");
        insta::assert_snapshot!(plain(&diagnostic, &Sources::default()), @r"
        error[no-manifest]: there is none
         |
         = help: write one
        ");
    }

    #[test]
    fn a_line_that_nobody_reads_is_not_printed() {
        let long = format!("a: {}\n", "x".repeat(3000));
        let diagnostic = Diagnostic::error(Code("wrong-type"), "no", span("t.yaml", 1, 4, 3..4));
        insta::assert_snapshot!(plain(&diagnostic, &sources("t.yaml", &long)), @r"
        error[wrong-type]: no
        --> t.yaml:1:4
        ");
    }

    #[test]
    fn colour_is_used_only_where_it_is_wanted() {
        let diagnostic = Diagnostic::error(Code("syntax"), "no", span("t.yaml", 1, 1, 0..5));
        let list = [diagnostic];
        let sources = sources("t.yaml", TEXT);
        assert!(
            diagnostics(
                &list,
                &sources,
                &Style {
                    colour: true,
                    ..Style::PLAIN
                }
            )
            .contains('\u{1b}')
        );
        assert!(!diagnostics(&list, &sources, &Style::PLAIN).contains('\u{1b}'));
    }

    #[test]
    fn control_characters_of_both_ranges_are_made_harmless() {
        let name = "\u{1b}[2J\u{9b}\u{202e}.yaml";
        let diagnostic = Diagnostic::error(Code("syntax"), "a\u{9b}b\u{1b}c", span(name, 1, 1, 0..2))
            .with_label("\u{9b}\u{202e}")
            .with_help("\u{85}\u{7}");
        let shown = plain(&diagnostic, &sources(name, "\u{9b}\u{1b}\u{202e}\n"));
        assert!(
            !shown.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'),
            "{shown:?}"
        );
    }

    #[test]
    fn more_than_anybody_reads_are_counted() {
        let list = vec![Diagnostic::error_without_place(Code("syntax"), "no"); MOST_SHOWN + 2];
        let shown = diagnostics(&list, &Sources::default(), &Style::PLAIN);
        assert!(shown.ends_with("… and 2 more\n"), "{shown}");
    }
}
