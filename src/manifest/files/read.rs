//! Reading one file, never more of it than a manifest can have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::part::MAX_FILE_BYTES;

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
