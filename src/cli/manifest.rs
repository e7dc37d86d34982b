//! Loading the manifest for a command: mistakes are told, and stop it.

use std::path::Path;

use super::Exit;
use super::failure::Failure;
use super::terminal::Terminal;
use crate::manifest::{Loaded, load};
use crate::model::Desired;
use crate::render::diagnostics;

/// Loads a manifest; tells warnings and mistakes on stderr.
pub(super) fn desired(path: &Path, terminal: &mut Terminal) -> Result<Desired, Failure> {
    let Loaded {
        desired,
        diagnostics: found,
        sources,
        ..
    } = load(path);
    if !found.is_empty() {
        let text = diagnostics(&found, &sources, terminal.err_style());
        if desired.is_none() {
            terminal.insist(&text);
        } else {
            terminal.say(&text);
        }
    }
    let errors = found.iter().filter(|diagnostic| diagnostic.is_error()).count();
    desired.ok_or_else(|| {
        let mistakes = if errors == 1 {
            "1 mistake".to_owned()
        } else {
            format!("{errors} mistakes")
        };
        Failure::new(
            Exit::Manifest,
            format!("the manifest has {mistakes}; nothing was compared"),
        )
    })
}
