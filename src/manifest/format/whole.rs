//! A file, formatted.

use crate::model::{Diagnostic, SourceFile};

use super::super::codes;
use super::super::cst;
use super::super::files::{FileKind, Parts};
use super::super::findings::Findings;
use super::super::meaning::meaning;
use super::{emit, sort};

/// The one layout of a file of a manifest: members, teams, workspaces and grants sorted by name, two spaces a level,
/// quotes where they are needed, every comment and paragraph kept. Formatting twice changes nothing more.
///
/// # Errors
/// When the file is not sound YAML: what `load` tells of it, but for its shape and meaning, which do not matter here.
/// Also (`not-formatted`) when the layout would not mean the same, which is seen by reading it again.
pub fn format(file: &SourceFile) -> Result<String, Vec<Diagnostic>> {
    let file = readable(file)?;
    let source = &*file.text;
    let before = meaning(&file.name, source)?;
    let layouts = [true, false]
        .into_iter()
        .filter_map(|sorted| layout(source, sorted));
    for formatted in layouts {
        // Aliases may stand in the way of sorting: an anchor must come first.
        if meaning(&file.name, &formatted).is_ok_and(|after| after == before) {
            return Ok(with_line_ends_of(source, formatted));
        }
    }
    let message = format!(
        "`{}` cannot be formatted without changing what it means",
        file.name
    );
    Err(vec![Diagnostic::error_without_place(
        codes::NOT_FORMATTED,
        message,
    )])
}

/// The text without a byte-order mark, if it is text that can be read at all.
fn readable(file: &SourceFile) -> Result<SourceFile, Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let mut parts = Parts::default();
    let read = parts.add(FileKind::Root, &file.name, file.text.as_bytes(), &mut findings);
    if findings.has_error() {
        Err(findings.into_sorted())
    } else {
        Ok(read)
    }
}

fn layout(source: &str, sorted: bool) -> Option<String> {
    let mut file = cst::read(source)?;
    if sorted {
        sort::sort(&mut file);
    }
    Some(emit::file(&file))
}

/// Files keep the kind of line ends that they have.
fn with_line_ends_of(source: &str, formatted: String) -> String {
    if source.contains("\r\n") {
        formatted.replace('\n', "\r\n")
    } else {
        formatted
    }
}
