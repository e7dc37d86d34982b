//! The texts of a manifest, before anything is known of what they say.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Diagnostic, Position, SourceFile, Span};

use super::super::codes;
use super::super::findings::Findings;
use super::super::say::count;
use super::FileKind;

/// Larger files are not looked at. A manifest of 10,000 people has some 5 MB in all.
pub(super) const MAX_FILE_BYTES: u64 = 16 << 20;

/// What all files together may have.
const MAX_TOTAL_BYTES: u64 = 64 << 20;

/// So many files at most.
const MAX_FILES: usize = 20_000;

/// So much may stand in a folder that is read, files of other kinds included.
pub(super) const MAX_ENTRIES: usize = 4 * MAX_FILES;

/// One file and the part it plays.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) kind: FileKind,
    pub(crate) source: SourceFile,
}

/// The files of a manifest, as far as they could be read.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part>,
    /// Kinds of files of which one could not be used: what it declares is unknown.
    pub(crate) lost: BTreeSet<FileKind>,
    files: usize,
    bytes: u64,
}

impl Parts {
    /// Makes room for one more file; `false` when there are too many, which is told once.
    pub(crate) fn admit(&mut self, kind: FileKind, findings: &mut Findings) -> bool {
        self.files += 1;
        if self.files == MAX_FILES + 1 {
            let message = format!("more than {MAX_FILES} files in one manifest");
            let diagnostic = Diagnostic::error_without_place(codes::TOO_MANY_FILES, message);
            self.lose(kind, diagnostic, findings);
        }
        self.files <= MAX_FILES
    }

    /// Adds a file by its content. What is no text, or too large, is told and counts as lost; it is kept for
    /// showing as far as it can be shown.
    pub(crate) fn add(
        &mut self,
        kind: FileKind,
        name: &Arc<str>,
        content: &[u8],
        findings: &mut Findings,
    ) -> SourceFile {
        let (text, mistake) = match std::str::from_utf8(content) {
            Ok(text) => (text.into(), None),
            Err(error) => (String::from_utf8_lossy(content), Some(error.valid_up_to())),
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let source = SourceFile {
            name: Arc::clone(name),
            text: text.into(),
        };
        self.bytes += content.len() as u64;
        let mistake = match mistake {
            Some(offset) => Some(not_utf8(name, text, content, offset)),
            None => too_large(name, self.bytes, MAX_TOTAL_BYTES, "all files together")
                .or_else(|| too_large(name, content.len() as u64, MAX_FILE_BYTES, "a file"))
                .or_else(|| forbidden_character(name, text)),
        };
        match mistake {
            Some(mistake) => self.lose(kind, mistake, findings),
            None => self.parts.push(Part {
                kind,
                source: source.clone(),
            }),
        }
        source
    }

    /// Tells that a file cannot be used.
    pub(crate) fn lose(&mut self, kind: FileKind, mistake: Diagnostic, findings: &mut Findings) {
        self.lost.insert(kind);
        findings.push(mistake);
    }

    /// The order of files means nothing, so it is made one.
    pub(crate) fn sort(&mut self) {
        self.parts.sort_by(|one, other| {
            let key = |part: &Part| (part.kind, Arc::clone(&part.source.name));
            key(one).cmp(&key(other))
        });
    }
}

/// A file, or all, beyond what a manifest can be.
pub(super) fn too_large(name: &str, bytes: u64, limit: u64, what: &str) -> Option<Diagnostic> {
    (bytes > limit).then(|| {
        let message = format!(
            "`{name}` is too large: {what} may have {}",
            count(limit >> 20, "MiB").trim_end_matches('s')
        );
        Diagnostic::error(codes::FILE_TOO_LARGE, message, beginning(name))
    })
}

fn not_utf8(name: &Arc<str>, text: &str, content: &[u8], offset: usize) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::INVALID_UTF8,
        "the file is not UTF-8 text",
        at(name, text, offset),
    );
    let utf16 = content.starts_with(&[0xff, 0xfe]) || content.starts_with(&[0xfe, 0xff]);
    diagnostic.with_help(if utf16 {
        "it looks like UTF-16: save it as UTF-8"
    } else {
        "save it as UTF-8"
    })
}

/// YAML allows no control characters. Lone carriage returns and U+0085 are refused too: nobody ends lines so, and
/// places would not be what people see.
fn forbidden_character(name: &Arc<str>, text: &str) -> Option<Diagnostic> {
    if !may_have_control(text) {
        return None;
    }
    let is_line_end = |offset: usize| text[offset..].starts_with("\r\n");
    let is_suspect = |character: char| character.is_control() && character != '\n' && character != '\t';
    let mut suspects = text.match_indices(is_suspect);
    let (offset, character) = suspects.find(|(offset, _)| !is_line_end(*offset))?;
    let code = character.chars().next().map_or(0, u32::from);
    let message = format!("a control character (U+{code:04X}) is not allowed in YAML");
    let diagnostic = Diagnostic::error(codes::CONTROL_CHARACTER, message, at(name, text, offset));
    Some(diagnostic.with_help("take it out"))
}

/// A quick look at the bytes; most files have none of these. U+0080 to U+009F begin with 0xC2.
fn may_have_control(text: &str) -> bool {
    let suspects = text
        .bytes()
        .map(|byte| (byte < 0x20 && byte != b'\n' && byte != b'\t') | (byte == 0x7f) | (byte == 0xc2));
    suspects.fold(false, |one, other| one | other)
}

/// The place of a byte, counted from the start of the file.
fn at(name: &Arc<str>, text: &str, offset: usize) -> Span {
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let start = Position {
        line: count(before.bytes().filter(|byte| *byte == b'\n').count() + 1),
        column: count(before[line_start..].chars().count() + 1),
        offset,
    };
    let width = text
        .get(offset..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let end = Position {
        column: start.column + 1,
        offset: offset + width,
        ..start
    };
    Span {
        file: Arc::clone(name),
        start,
        end,
    }
}

/// The beginning of a file that may not have been read.
pub(super) fn beginning(name: &str) -> Span {
    let start = Position {
        line: 1,
        column: 1,
        offset: 0,
    };
    Span {
        file: name.into(),
        start,
        end: start,
    }
}
