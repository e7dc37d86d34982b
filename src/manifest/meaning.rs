//! What one file says, before anything is asked of its shape: the value that layouts and edits must keep.

use std::sync::Arc;

use serde_json::Value;

use crate::model::Diagnostic;

use super::findings::Findings;
use super::tree;

/// The value of a file, `null` where it has none.
///
/// # Errors
/// When the file is not sound YAML.
pub(crate) fn meaning(name: &Arc<str>, source: &str) -> Result<Value, Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let tree = tree::parse(name, source, &mut findings);
    let value = tree
        .as_ref()
        .map(|tree| tree.root().map_or(Value::Null, |root| tree.to_value(root)));
    match value {
        Some(value) if !findings.has_error() => Ok(value),
        _ => Err(findings.into_sorted()),
    }
}
