//! What the sandbox holds, as text that machines read too.

use serde::Serialize;

use crate::cli::failure::Failure;

/// Indented JSON.
pub(super) fn json(value: &(impl Serialize + ?Sized)) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(anyhow::Error::from)?;
    Ok(text + "\n")
}

/// JSON on one line.
pub(super) fn json_line(value: &(impl Serialize + ?Sized)) -> Result<String, Failure> {
    let text = serde_json::to_string(value).map_err(anyhow::Error::from)?;
    Ok(text + "\n")
}

/// YAML.
pub(super) fn yaml(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_saphyr::to_string(value).map_err(anyhow::Error::from)?)
}
