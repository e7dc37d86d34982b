//! `orgform drift`

use std::path::{Path, PathBuf};

use crate::apply::SurveyError;
use crate::cli::args::{Format, PlatformArgs};
use crate::cli::ci::Facts;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::live::{SnapshotArgs, connect, look_at_both};
use crate::cli::manifest::{Baseline, BaselineArgs};
use crate::cli::settings::Settings;
use crate::cli::terminal::{Terminal, signals};
use crate::cli::{Exit, ci, files, forms, json, manifest};
use crate::drift::compare;
use crate::manifest::ROOT_FILE;
use crate::model::Desired;
use crate::render;
use crate::render::Style;
use crate::render::markdown::MarkdownOptions;
use crate::report::{DriftReport, ReadsReport};

/// Show where the organization is not what its manifest says; never writes
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  orgform drift examples/acme --sandbox\n  orgform drift --baseline git:last-applied\n  orgform \
                        drift --format json --out drift.json\n\nEnds with 2 when something differs that counts."
)]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".")]
    path: PathBuf,
    /// Write the report to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write an issue for each item into this folder, for a pipeline that keeps issues (docs/ci.md)
    #[arg(long, value_name = "FOLDER")]
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
    let desired = manifest::desired(&args.path, terminal)?;
    let baseline = args.baseline.read(&args.path, &desired, terminal)?;
    let other = baseline.as_ref().map(|baseline| &baseline.desired);
    let manifests: Vec<&Desired> = std::iter::once(&desired).chain(other).collect();
    if let Some(snapshot) = args.snapshot.open(&manifests)? {
        let told = baseline.as_ref().map(|one| (&one.desired, one.report()));
        let report = snapshot.drift(&desired, told).map_err(SurveyError::from)?;
        return finish(&report, args, settings, terminal);
    }
    let cancel = signals::listen();
    let places = Places::beside(&args.path);
    let session = connect(&desired.organization.key, &args.platform, &places, settings).await?;
    let survey = look_at_both(&desired, other, &session, &cancel, terminal).await?;
    let drift = compare(&survey.live, &survey.plan, survey.baseline.as_ref());
    let report = DriftReport::of(&drift, baseline.as_ref().map(Baseline::report));
    let exit = finish(&report, args, settings, terminal)?;
    if settings.verbose > 0 {
        terminal.say(&render::human::reads(
            &ReadsReport::from(&survey.requests),
            survey.duration,
            terminal.err_style(),
        ));
    }
    session.close().await;
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
