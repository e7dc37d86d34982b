//! Reading back what a run left.

use std::path::Path;

/// The text of a file that should hold a plan, a receipt or a journal. A journal can be cut in the middle of
/// a character; what is damaged otherwise is no JSON, or has another digest.
pub(in crate::cli) fn read_lossy(file: &Path) -> std::io::Result<String> {
    let bytes = std::fs::read(file)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
