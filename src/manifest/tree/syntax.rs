//! What the parser refuses, in words that help.

use granit_parser::{ErrorKind, ScanError};

use crate::model::{Code, Diagnostic};

use super::super::codes;
use super::limits::MAX_DEPTH;
use super::node::{Mark, NodeId, Tree};

/// The parser's error as a diagnostic at `mark`.
pub(super) fn diagnose(error: &ScanError, tree: &mut Tree<'_>, mark: Mark) -> Diagnostic {
    let mark = if is_tab(error.kind()) {
        tab_after(tree.source, mark)
    } else {
        mark
    };
    let place = tree.place(mark);
    let (code, message, help) = explain(error);
    let diagnostic = Diagnostic::error(code, message, tree.span(place));
    match help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}

fn explain(error: &ScanError) -> (Code, String, Option<&'static str>) {
    let words = |code: Code, text: &str, help: &'static str| (code, text.to_owned(), Some(help));
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => (
            codes::TOO_DEEP,
            format!("nested deeper than {MAX_DEPTH} levels"),
            Some("a manifest needs no more than 6"),
        ),
        ErrorKind::DirectiveDisallowed => words(
            codes::DIRECTIVE,
            "YAML directives are not allowed in a manifest",
            "leave the line out: manifests are YAML 1.2",
        ),
        kind if is_tab(kind) => words(
            codes::SYNTAX,
            "a tab stands where YAML wants spaces",
            "indent with spaces",
        ),
        ErrorKind::UnclosedQuotedScalar => {
            words(codes::SYNTAX, "a quote is not closed", "add the closing quote")
        }
        ErrorKind::UnclosedFlowCollection { open } => (
            codes::SYNTAX,
            format!("`{open}` is not closed"),
            Some("add the closing bracket, or quote the text"),
        ),
        ErrorKind::SimpleKeyExpected => words(
            codes::SYNTAX,
            "this line is no `key: value`",
            "add a colon and a space after the key, or indent the line if it belongs to the one above",
        ),
        ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockMappingKey => (
            codes::SYNTAX,
            format!("the indentation does not fit: {}", error.info()),
            Some("keys of one mapping start in the same column"),
        ),
        ErrorKind::MappingValueNotAllowed => words(
            codes::SYNTAX,
            "no `: ` can stand here",
            "quote a value that contains `: `; or the line above lacks its colon, or this one is indented too far",
        ),
        ErrorKind::InvalidColonPlacement => words(
            codes::SYNTAX,
            "no `:` can stand here",
            "a bracket before it is probably not closed",
        ),
        ErrorKind::MissingAnchorOrAliasName => words(
            codes::SYNTAX,
            "`*` begins an alias and `&` an anchor, and no name follows",
            "quote the text",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar => words(
            codes::SYNTAX,
            "something follows the closing quote",
            "inside single quotes a quote is written twice: 'it''s'",
        ),
        ErrorKind::UnknownQuotedScalarEscape => words(
            codes::SYNTAX,
            "this text has an escape that YAML does not know",
            "use single quotes, in which a backslash is a backslash",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => words(
            codes::SYNTAX,
            "a list with dashes cannot start here",
            "start it on the next line, or write it as [a, b]",
        ),
        ErrorKind::CommentInterceptedScalar => words(
            codes::SYNTAX,
            "a comment stands in the middle of a text",
            "move the comment, or quote the text",
        ),
        ErrorKind::UnexpectedCharacter { character } => (
            codes::SYNTAX,
            format!("nothing in YAML starts with `{}`", character.escape_default()),
            Some("quote the text"),
        ),
        _ => (
            codes::SYNTAX,
            error.info(),
            Some("see that every bracket and quote is closed by its like, or quote the text"),
        ),
    }
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// The parser tells a tab at the start of the text before it, or behind it; people look for the tab itself.
fn tab_after(source: &str, mark: Mark) -> Mark {
    let offset = mark.offset as usize;
    let mut start = source
        .get(..offset)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1);
    let lines = source.get(start..).unwrap_or_default().split_inclusive('\n');
    for (line, text) in (mark.line..).zip(lines) {
        let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = text[..blanks].find('\t') {
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            return Mark {
                line,
                column: count(tab + 1),
                offset: count(start + tab),
            };
        }
        start += text.len();
    }
    mark
}

impl Tree<'_> {
    /// A node of one character, for a place that holds no value.
    pub(super) fn place(&mut self, mark: Mark) -> NodeId {
        let rest = self.source.get(mark.offset as usize..).unwrap_or_default();
        let width = rest.chars().next().map_or(0, char::len_utf8);
        let mut end = mark;
        end.offset += u32::try_from(width).unwrap_or(0);
        self.add(super::Kind::Null, mark, end)
    }
}
