//! `orgform fmt`

use std::path::PathBuf;

use clap::ValueHint;

use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, files};
use crate::manifest::{format, load};
use crate::model::SourceFile;
use crate::render;

/// Sort and lay out a manifest; comments stay where they belong, the meaning never changes
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Lay out the manifest in this folder", "orgform fmt"),
    ("Only look; ends with 3 where something would change", "orgform fmt --check examples/acme"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// Write nothing; show what would change, and end with 3 if anything would
    #[arg(long)]
    check: bool,
}

pub(in crate::cli) fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let loaded = load(&args.path);
    if loaded.sources.iter().next().is_none() {
        terminal.insist(&render::diagnostics(
            &loaded.diagnostics,
            &loaded.sources,
            terminal.err_style(),
        ));
        return Ok(Exit::Manifest);
    }
    let mut exit = Exit::Success;
    for (name, text) in loaded.sources.iter() {
        let file = SourceFile {
            name: name.into(),
            text: text.into(),
        };
        match format(&file) {
            Ok(formatted) if formatted == text => {}
            Ok(formatted) if args.check => {
                terminal.data(&render::difference(name, text, &formatted, terminal.style()))?;
                exit = Exit::Manifest;
            }
            Ok(formatted) => {
                files::write_together(&[(PathBuf::from(name), formatted)])?;
                terminal.data(&format!("{name}\n"))?;
            }
            Err(diagnostics) => {
                terminal.insist(&render::diagnostics(
                    &diagnostics,
                    &loaded.sources,
                    terminal.err_style(),
                ));
                exit = Exit::Manifest;
            }
        }
    }
    Ok(exit)
}
