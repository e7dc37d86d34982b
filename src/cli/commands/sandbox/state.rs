//! `orgform sandbox state`

use serde::Serialize;

use super::place::Place;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, json};

/// Show everything that the sandbox holds, as YAML or with --format json
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Everything, as YAML", "orgform sandbox state examples/acme"),
    ("For a script", "orgform sandbox state examples/acme --format json"),
]))]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &Args, settings: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let write = match settings.format {
        Format::Json => json::indented,
        _ => yaml,
    };
    let state = args.place.store()?.state()?;
    terminal.data(&write(&state)?)?;
    Ok(Exit::Success)
}

fn yaml(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_saphyr::to_string(value).map_err(anyhow::Error::from)?)
}
