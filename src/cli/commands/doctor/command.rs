//! `orgform doctor`

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ValueHint;

use super::examination::Examination;
use crate::cli::args::{Format, PlatformArgs};
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::{ReadBar, Terminal, signals};
use crate::cli::{Exit, forms, json};
use crate::render;
use crate::report::DoctorReport;

/// Tell what stands in the way of a plan: server, key, account, rights, what the platform supports; never writes
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("What a plan of the example would meet, asked of its sandbox", "orgform doctor examples/acme --sandbox"),
    ("The same for a program, here for the manifest in this folder", "orgform doctor --format json"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml; `.` need not have one
    #[arg(value_hint = ValueHint::AnyPath)]
    path: Option<PathBuf>,
    #[command(flatten)]
    platform: PlatformArgs,
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let cancel = signals::listen();
    let bar = ReadBar::new(terminal, "asking");
    let examination = Examination {
        path: args.path.as_deref().unwrap_or(Path::new(".")),
        expected: args.path.is_some(),
        platform: &args.platform,
        settings,
        progress: &bar,
        began: Instant::now(),
    };
    let report = tokio::select! {
        report = examination.report() => report,
        () = cancel.cancelled() => return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written")),
    };
    drop(bar);
    terminal.data(&show(&report, settings, terminal)?)?;
    Ok(if report.ready {
        Exit::Success
    } else {
        Exit::Platform
    })
}

fn show(report: &DoctorReport, settings: &Settings, terminal: &Terminal) -> Result<String, Failure> {
    match settings.format {
        Format::Human => Ok(render::human::doctor(report, terminal.style())),
        Format::Json => json::document(report),
        _ => Err(forms::not_offered("`doctor`", forms::STORED)),
    }
}
