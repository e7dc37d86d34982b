//! `orgform schema`

use clap::ValueEnum;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::{manifest, report};

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
        Kind::Manifest => manifest::schema(),
        Kind::Plan => report::plan_schema().into(),
        Kind::SavedPlan => report::saved_plan_schema().into(),
        Kind::Receipt => report::receipt_schema().into(),
        Kind::Event => report::event_schema().into(),
        Kind::Journal => report::journal_schema().into(),
        Kind::Diagnostics => report::diagnostics_schema().into(),
    };
    let mut text = serde_json::to_string_pretty(&schema).map_err(anyhow::Error::from)?;
    text.push('\n');
    terminal.data(&text, None)?;
    Ok(Exit::Success)
}
