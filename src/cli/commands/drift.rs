//! `orgform drift`

use std::path::{Path, PathBuf};

use crate::cli::args::{Format, PlatformArgs};
use crate::cli::baseline::{Baseline, BaselineArgs};
use crate::cli::ci::Facts;
use crate::cli::connect::connect;
use crate::cli::failure::Failure;
use crate::cli::looking::look_at_both;
use crate::cli::paths::Places;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, ci, forms, manifest, saved, signals};
use crate::drift::compare;
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
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let desired = manifest::desired(&args.path, terminal)?;
    let baseline = args.baseline.read(&args.path, &desired, terminal)?;
    let cancel = signals::listen();
    let places = Places::beside(&args.path);
    let session = connect(&desired.organization.key, &args.platform, &places, settings).await?;
    let other = baseline.as_ref().map(|baseline| &baseline.desired);
    let survey = look_at_both(&desired, other, &session, &cancel, terminal).await?;
    let drift = compare(&survey.live, &survey.plan, survey.baseline.as_ref());
    let report = DriftReport::of(&drift, baseline.as_ref().map(Baseline::report));
    match &args.out {
        Some(file) => write(file, &show(&report, settings, &Style::PLAIN)?)?,
        None => terminal.data(&show(&report, settings, terminal.style())?)?,
    }
    if let Some(folder) = &args.issues {
        ci::write_issues(folder, &report, ci::page(&settings.environment).as_deref())?;
    }
    let text = |max_chars| {
        let options = MarkdownOptions {
            max_chars,
            ..MarkdownOptions::default()
        };
        render::markdown::drift(&report, &options)
    };
    ci::tell(&Facts::of_drift(&report), text, settings, terminal);
    if settings.verbose > 0 {
        terminal.say(&render::human::reads(
            &ReadsReport::from(&survey.requests),
            survey.duration,
            terminal.err_style(),
        ));
    }
    session.close().await;
    Ok(exit(&report))
}

/// The report in the form that was asked for.
pub(in crate::cli) fn show(
    report: &DriftReport,
    settings: &Settings,
    style: &Style,
) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::drift(report, style),
        Format::Json => saved::json(report)?,
        Format::Markdown => {
            let full_plan = ci::page(&settings.environment);
            let options = MarkdownOptions {
                full_plan,
                ..MarkdownOptions::default()
            };
            render::markdown::drift(report, &options)
        }
        Format::Jsonl | Format::Html | Format::Sarif | Format::Junit | Format::Github | Format::Yaml => {
            return Err(forms::not_offered("`drift`", forms::DRIFT));
        }
    })
}

fn exit(report: &DriftReport) -> Exit {
    if report.verdict.drifted {
        Exit::Differences
    } else {
        Exit::Success
    }
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|error| {
        let message = format!("{} cannot be written: {error}", file.display());
        Failure::new(Exit::Internal, message)
    })
}
