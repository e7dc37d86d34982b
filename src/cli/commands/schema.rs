//! `orgform schema`

use clap::ValueEnum;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::{manifest, report, snapshot};

/// Print a JSON Schema, for editors and for whoever reads the reports
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("For an editor that checks what is typed", "orgform schema manifest > manifest.schema.json"),
    ("For whoever reads `plan --format json`", "orgform schema plan"),
]))]
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
    /// `snapshot --out FILE`
    Snapshot,
    /// `drift --format json`
    Drift,
    /// `offboard --format json`
    Offboard,
    /// `adopt --format json`
    Adopt,
    /// `doctor --format json`
    Doctor,
}

pub(in crate::cli) fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let text = match args.kind {
        Kind::Manifest => pretty(&manifest::schema()),
        Kind::Plan => pretty(&report::plan_schema()),
        Kind::SavedPlan => pretty(&report::saved_plan_schema()),
        Kind::Receipt => pretty(&report::receipt_schema()),
        Kind::Event => pretty(&report::event_schema()),
        Kind::Journal => pretty(&report::journal_schema()),
        Kind::Snapshot => pretty(&snapshot::schema()),
        Kind::Diagnostics => pretty(&report::diagnostics_schema()),
        Kind::Drift => pretty(&report::drift_schema()),
        Kind::Offboard => pretty(&report::offboard_schema()),
        Kind::Adopt => pretty(&report::adopt_schema()),
        Kind::Doctor => pretty(&report::doctor_schema()),
    };
    let mut text = text.map_err(anyhow::Error::from)?;
    text.push('\n');
    terminal.data(&text)?;
    Ok(Exit::Success)
}

/// A schema in its own order, which puts what it is about first.
fn pretty(schema: &impl serde::Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(schema)
}
