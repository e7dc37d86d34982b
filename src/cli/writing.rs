//! Writing files of a manifest: each whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Exit;
use super::failure::Failure;
use crate::manifest::{Changed, EditError, Revision};
use crate::render::{diagnostics, patch};
use crate::report::FileEditReport;

use super::terminal::Terminal;
use crate::model::Sources;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A new version of a file that stands beside the old one until it takes its place.
struct Staged {
    beside: PathBuf,
    path: PathBuf,
}

/// Puts a text in the place of a file, whole or not at all: a full disk leaves the old one.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    stage(path, text)
        .and_then(Staged::take_place)
        .map_err(|error| failed(path, &error))
}

/// The files as a report tells them.
pub(super) fn files(revision: &Revision) -> Vec<FileEditReport> {
    let changed = revision.changed().map(|changed| FileEditReport {
        file: changed.file.to_owned(),
        before: changed.before.map(str::to_owned),
        after: changed.after.to_owned(),
    });
    changed.collect()
}

/// Writes every changed file of a manifest, if none was changed by somebody else meanwhile. No file takes its place
/// before all are on the disk.
pub(super) fn write_all(revision: &Revision) -> Result<(), Failure> {
    let mut staged = Vec::new();
    for changed in revision.changed() {
        let path = Path::new(changed.file);
        let mark = current(&changed)?;
        if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
            fs::create_dir_all(folder).map_err(|error| failed(path, &error))?;
        }
        let one = stage(path, &format!("{mark}{}", changed.after)).map_err(|error| failed(path, &error))?;
        staged.push(one);
    }
    for one in staged {
        let path = one.path.clone();
        one.take_place().map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

/// The byte-order mark of a file that is still as it was read.
fn current(changed: &Changed<'_>) -> Result<&'static str, Failure> {
    let now = match fs::read(changed.file) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(Path::new(changed.file), &error)),
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

/// Through links, so that a link stays one; with the rights of the file that is there.
fn stage(path: &Path, text: &str) -> io::Result<Staged> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new"));
    fs::write(&beside, text)?;
    if let Ok(metadata) = fs::metadata(&path) {
        fs::set_permissions(&beside, metadata.permissions())?;
    }
    Ok(Staged { beside, path })
}

impl Staged {
    fn take_place(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.path)
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        Exit::Internal,
        format!("{} cannot be written: {error}", path.display()),
    )
}

/// Tells why an edit was not made; where it would have said something else, with the patch.
pub(super) fn refuse(error: &EditError, terminal: &mut Terminal) -> Failure {
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
