//! `orgform drift`

use std::path::{Path, PathBuf};

use clap::ValueHint;

use crate::apply::SurveyError;
use crate::cli::args::{Format, PlatformArgs};
use crate::cli::ci::Facts;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::live::{SnapshotArgs, tell_reads, visit};
use crate::cli::manifest::BaselineArgs;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, ci, files, forms, json};
use crate::drift::compare;
use crate::manifest::ROOT_FILE;
use crate::render;
use crate::render::Style;
use crate::render::markdown::MarkdownOptions;
use crate::report::DriftReport;

/// Show where the organization is not what its manifest says; never writes
///
/// Ends with 2 when something differs that counts.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("What differs in the example, asked of its sandbox", "orgform drift examples/acme --sandbox"),
    ("Tell clicks from commits: what was applied last is a tag in git", "orgform drift --baseline git:last-applied"),
    ("For machines, in a file", "orgform drift --format json --out drift.json"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// Write the report to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Write an issue for each item into this folder, for a pipeline that keeps issues (docs/ci.md)
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    issues: Option<PathBuf>,
    #[command(flatten)]
    baseline: BaselineArgs,
    #[command(flatten)]
    platform: PlatformArgs,
    #[command(flatten)]
    snapshot: SnapshotArgs,
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    files::has_place(args.out.as_deref())?;
    let manifests = args.baseline.read(&args.path, terminal)?;
    let (baseline, told) = (manifests.baseline(), manifests.told());
    if let Some(snapshot) = args.snapshot.open(&manifests.all())? {
        let report = snapshot.drift(&manifests.desired, baseline.zip(told));
        return finish(&report.map_err(SurveyError::from)?, args, settings, terminal);
    }
    let survey = visit(&manifests, &args.path, &args.platform, settings, terminal).await?;
    let drift = compare(&survey.live, &survey.plan, survey.baseline.as_ref());
    let exit = finish(&DriftReport::of(&drift, told), args, settings, terminal)?;
    tell_reads(&survey.requests, survey.duration, settings, terminal);
    Ok(exit)
}

/// Shows a report, or writes it to a file, and tells the pipeline of it, where there is one.
fn finish(
    report: &DriftReport,
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    match &args.out {
        Some(file) => files::write(file, &show(report, &args.path, settings, &Style::PLAIN)?)?,
        None => terminal.data(&show(report, &args.path, settings, terminal.style())?)?,
    }
    if let Some(folder) = &args.issues {
        ci::write_issues(folder, report, ci::page(&settings.environment).as_deref())?;
    }
    let text = |max_chars| {
        let options = MarkdownOptions {
            max_chars,
            ..MarkdownOptions::default()
        };
        render::markdown::drift(report, &options)
    };
    ci::tell(&Facts::of_drift(report), text, settings, terminal);
    Ok(exit(report))
}

/// The report in the form that was asked for.
fn show(
    report: &DriftReport,
    manifest: &Path,
    settings: &Settings,
    style: &Style,
) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::drift(report, style),
        Format::Json => json::document(report)?,
        Format::Markdown => {
            let full_plan = ci::page(&settings.environment);
            let options = MarkdownOptions {
                full_plan,
                ..MarkdownOptions::default()
            };
            render::markdown::drift(report, &options)
        }
        Format::Html => render::html::drift(report),
        Format::Sarif => render::sarif::drift(report, &root_file(manifest)),
        Format::Junit => render::junit::drift(report),
        Format::Github => render::github::drift(report),
        Format::Jsonl | Format::Yaml => {
            return Err(forms::not_offered("`drift`", forms::DRIFT));
        }
    })
}

/// Where what no line declares is shown.
fn root_file(manifest: &Path) -> String {
    let file = if manifest == Path::new(".") {
        PathBuf::from(ROOT_FILE)
    } else if manifest.is_dir() {
        manifest.join(ROOT_FILE)
    } else {
        manifest.to_owned()
    };
    file.to_string_lossy().replace('\\', "/")
}

fn exit(report: &DriftReport) -> Exit {
    if report.verdict.drifted {
        Exit::Differences
    } else {
        Exit::Success
    }
}
