//! `orgform schema`

use clap::ValueEnum;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;

/// Print a JSON Schema, for editors and for whoever reads the reports
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  orgform schema manifest > manifest.schema.json")]
pub(in crate::cli) struct Args {
    /// Of what
    #[arg(value_enum, default_value_t)]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Kind {
    /// The manifest
    #[default]
    Manifest,
    /// `plan --format json`
    Plan,
    /// `plan --out FILE`
    SavedPlan,
    /// `apply --format json`
    Receipt,
    /// `apply --format jsonl`
    Event,
    /// A line of the journal
    Journal,
    /// `validate --format json`
    Diagnostics,
}

pub(in crate::cli) fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let schema = match args.kind {
        Kind::Manifest => crate::manifest::schema(),
        Kind::Plan => crate::report::schema::plan(),
        Kind::SavedPlan => crate::report::schema::saved_plan(),
        Kind::Receipt => crate::report::schema::receipt(),
        Kind::Event => crate::report::schema::event(),
        Kind::Journal => crate::report::schema::journal(),
        Kind::Diagnostics => crate::report::schema::diagnostics(),
    };
    terminal.data(&crate::report::to_json(&schema), None)?;
    Ok(Exit::Success)
}
