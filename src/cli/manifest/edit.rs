//! A manifest as it was edited: shown, written, and told why it was not.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::files::{unwritable, write_together};
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, json};
use crate::manifest::{Changed, EditError, Revision};
use crate::model::Sources;
use crate::render::{Style, diagnostics, patch};
use crate::report::{Document, FileEditReport};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The files as a report tells them.
pub(in crate::cli) fn files(revision: &Revision) -> Vec<FileEditReport> {
    let changed = revision.changed().map(|changed| FileEditReport {
        file: changed.file.to_owned(),
        before: changed.before.map(str::to_owned),
        after: changed.after.to_owned(),
    });
    changed.collect()
}

/// Writes every changed file of a manifest, if none was changed by somebody else meanwhile. No file takes its place
/// before all are on the disk.
pub(in crate::cli) fn write_all(revision: &Revision) -> Result<(), Failure> {
    let mut files = Vec::new();
    for changed in revision.changed() {
        let mark = current(&changed)?;
        files.push((PathBuf::from(changed.file), format!("{mark}{}", changed.after)));
    }
    write_together(&files)
}

/// The byte-order mark of a file that is still as it was read.
fn current(changed: &Changed<'_>) -> Result<&'static str, Failure> {
    let now = match fs::read(changed.file) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unwritable(Path::new(changed.file), &error, "nothing was changed")),
    };
    let is = |mark: &str| match (&now, changed.before) {
        (None, None) => mark.is_empty(),
        (Some(now), Some(before)) => *now == format!("{mark}{before}").into_bytes(),
        _ => false,
    };
    ["", BYTE_ORDER_MARK]
        .into_iter()
        .find(|mark| is(mark))
        .ok_or_else(|| {
            Failure::new(
                Exit::Internal,
                format!("{} was changed while it was being edited", changed.file),
            )
            .hint("nothing was written; try again")
        })
}

/// Shows an edit, and says so where it is only shown.
pub(in crate::cli) fn show(
    report: &impl Document,
    for_people: impl FnOnce(&Style) -> String,
    written: bool,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    terminal.data(&match settings.format {
        Format::Json => json::document(report)?,
        _ => for_people(terminal.style()),
    })?;
    if !written {
        terminal.say("\nnothing was written; --write writes the files\n");
    }
    Ok(())
}

/// Tells why an edit was not made; where it would have said something else, with the patch.
pub(in crate::cli) fn refuse(error: &EditError, terminal: &mut Terminal) -> Failure {
    match error {
        EditError::Meaning { file, before, after } => {
            let text = patch(file, Some(before), after, terminal.err_style());
            terminal.insist(&text);
            Failure::new(Exit::Manifest, error.to_string())
                .hint("the patch is above and was not written; edit the file by hand")
        }
        EditError::Unsound(found) => {
            let text = diagnostics(found, &Sources::default(), terminal.err_style());
            terminal.insist(&text);
            Failure::new(Exit::Manifest, error.to_string())
        }
        EditError::Layout { .. } => Failure::new(Exit::Manifest, error.to_string())
            .hint("`orgform fmt` gives it a layout that can be edited"),
        EditError::Missing { .. } | EditError::Alias { .. } => {
            Failure::new(Exit::Manifest, error.to_string())
        }
    }
}
