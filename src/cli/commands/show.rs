//! `orgform show`

use std::path::{Path, PathBuf};

use clap::ValueHint;

use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, files, forms, json};
use crate::render;
use crate::render::markdown::MarkdownOptions;
use crate::report::{JournalReport, PlanReport, ReceiptReport, SavedPlanReport, Stored};

/// Show a saved plan, a receipt or a journal
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("A saved plan, as `plan` showed it", "orgform show plan.json"),
    ("For a comment on a pull request", "orgform show plan.json --format markdown"),
    ("What was done, and what became of it", "orgform show .orgform/journal/*.jsonl"),
]))]
pub(in crate::cli) struct Args {
    /// A file made by `plan --out`, by `apply --format json`, or a journal
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

pub(in crate::cli) fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let text = files::read_lossy(&args.file).map_err(|error| unusable(&args.file, &error.to_string()))?;
    let document = Stored::read(&text).map_err(|error| unusable(&args.file, &error.to_string()))?;
    let shown = match &document {
        Stored::Plan(plan) => of_plan(plan, settings, terminal)?,
        Stored::SavedPlan(saved) => of_saved_plan(saved, settings, terminal)?,
        Stored::Receipt(receipt) => of_receipt(receipt, settings, terminal)?,
        Stored::Journal(journal) => of_journal(journal, settings, terminal)?,
    };
    terminal.data(&shown)?;
    Ok(Exit::Success)
}

/// A file that is none of what can be shown.
fn unusable(file: &Path, why: &str) -> Failure {
    Failure::new(Exit::Stale, format!("{} cannot be shown: {why}", file.display())).hint(
        "it shows what `plan --out` and `apply --format json` made, and the journals in .orgform/journal",
    )
}

fn of_plan(plan: &PlanReport, settings: &Settings, terminal: &Terminal) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::plan(plan, terminal.style()),
        Format::Json => json::document(plan)?,
        Format::Markdown => render::markdown::plan(plan, &MarkdownOptions::default()),
        _ => return Err(forms::not_offered("a plan", forms::PLAN)),
    })
}

fn of_saved_plan(
    plan: &SavedPlanReport,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<String, Failure> {
    match settings.format {
        Format::Human => Ok(render::human::saved_plan(plan, terminal.style())),
        Format::Json => json::document(plan),
        _ => of_plan(&plan.plan, settings, terminal),
    }
}

fn of_receipt(receipt: &ReceiptReport, settings: &Settings, terminal: &Terminal) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::receipt(receipt, terminal.style()),
        Format::Json => json::document(receipt)?,
        _ => return Err(forms::not_offered("a receipt", forms::STORED)),
    })
}

fn of_journal(journal: &JournalReport, settings: &Settings, terminal: &Terminal) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::journal(journal, terminal.style()),
        Format::Json => json::indented(journal)?,
        _ => return Err(forms::not_offered("a journal", forms::STORED)),
    })
}
