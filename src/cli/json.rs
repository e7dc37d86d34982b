//! What machines read on standard output and in files.

use serde::Serialize;

use super::Exit;
use super::failure::Failure;
use crate::report::Document;

/// A document, as it is read back too.
pub(super) fn document(document: &impl Document) -> Result<String, Failure> {
    document
        .to_json()
        .map_err(|error| Failure::new(Exit::Internal, format!("the report cannot be written: {error}")))
}

/// Anything else, indented.
pub(super) fn indented(value: &(impl Serialize + ?Sized)) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(anyhow::Error::from)?;
    Ok(text + "\n")
}

/// Anything on one line.
pub(super) fn line(value: &(impl Serialize + ?Sized)) -> Result<String, Failure> {
    let text = serde_json::to_string(value).map_err(anyhow::Error::from)?;
    Ok(text + "\n")
}
