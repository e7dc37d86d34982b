//! Reading files and folders, never more of them than a manifest can have.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::Path;

use super::part::{MAX_ENTRIES, MAX_FILE_BYTES};

/// The content of a file, cut just beyond the largest size that is taken.
///
/// # Errors
/// When it cannot be opened or read.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    File::open(path)?
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut content)?;
    Ok(content)
}

/// The same for a file that nobody named: what is no regular file (and might never end) is refused.
///
/// # Errors
/// When it is no regular file, or cannot be opened or read.
pub(super) fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    if path.metadata()?.is_file() {
        read(path)
    } else {
        Err(io::Error::other("it is not a regular file"))
    }
}

/// What stands in a folder, sorted by name; one more than is taken when there is more.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let entries = fs::read_dir(folder)?.take(MAX_ENTRIES + 1);
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

/// The system's reason, without its number where there are words for it.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "nothing is there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
