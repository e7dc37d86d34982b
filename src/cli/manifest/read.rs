//! Loading the manifest for a command: mistakes are told, and stop it.

use std::path::Path;

use tracing::info;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::manifest::{Loaded, Revision, load};
use crate::model::{Desired, Diagnostic};
use crate::render::diagnostics;

/// Loads a manifest; tells warnings and mistakes on stderr.
pub(in crate::cli) fn desired(path: &Path, terminal: &mut Terminal) -> Result<Desired, Failure> {
    loaded(path, terminal).map(|(_, desired)| desired)
}

/// The same, with the files.
pub(in crate::cli) fn loaded(path: &Path, terminal: &mut Terminal) -> Result<(Loaded, Desired), Failure> {
    let mut loaded = load(path);
    let desired = told("the manifest", &mut loaded, terminal, "nothing was compared")?;
    info!(files = loaded.sources.iter().count(), organization = %desired.organization.key, "the manifest is read");
    Ok((loaded, desired))
}

/// What a manifest says as it is edited.
pub(in crate::cli) fn edited(revision: &Revision, terminal: &mut Terminal) -> Result<Desired, Failure> {
    let mut loaded = revision.load();
    // What was remarked about the manifest was told when it was loaded.
    loaded.diagnostics.retain(Diagnostic::is_error);
    told(
        "the manifest",
        &mut loaded,
        terminal,
        "as it would be edited; nothing was written",
    )
}

/// What another manifest says, of which only the mistakes are told.
pub(super) fn other(what: &str, mut loaded: Loaded, terminal: &mut Terminal) -> Result<Desired, Failure> {
    loaded.diagnostics.retain(Diagnostic::is_error);
    told(what, &mut loaded, terminal, "nothing was compared")
}

fn told(what: &str, loaded: &mut Loaded, terminal: &mut Terminal, outcome: &str) -> Result<Desired, Failure> {
    let desired = loaded.desired.take();
    let found = &loaded.diagnostics;
    if !found.is_empty() {
        let text = diagnostics(found, &loaded.sources, terminal.err_style());
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
        Failure::new(Exit::Manifest, format!("{what} has {mistakes}; {outcome}"))
    })
}
