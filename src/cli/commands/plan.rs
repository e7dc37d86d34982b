//! `orgform plan`

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueHint;

use crate::apply::SurveyError;
use crate::cli::args::{Format, PlatformArgs};
use crate::cli::ci::Facts;
use crate::cli::failure::Failure;
use crate::cli::files::saved_plan;
use crate::cli::help::examples;
use crate::cli::live::{SnapshotArgs, tell_reads, visit};
use crate::cli::manifest::BaselineArgs;
use crate::cli::settings::{Settings, duration};
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, ci, files, forms, json};
use crate::guards::{Rules, check};
use crate::render;
use crate::render::markdown::MarkdownOptions;
use crate::report::{Outcome, PlanReport};

/// Show what apply would do; never writes
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("What apply would do to the example, asked of its sandbox", "orgform plan examples/acme --sandbox"),
    ("Save it for a reviewer, and for `apply --plan`", "orgform plan --out plan.json"),
    ("What a pull request changes, as a comment on it", "orgform plan --baseline git:origin/main --format markdown"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// End with 2 when there are changes; with --baseline, when this change of the manifest causes some
    #[arg(long)]
    detailed_exitcode: bool,
    /// Save the plan to this file, for `apply --plan` and `show`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "snapshot")]
    out: Option<PathBuf>,
    /// How long the saved plan may be applied: 90s, 5m, 24h
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "24h", requires = "out")]
    valid_for: Duration,
    /// Write the counts to this file, for the widget of a GitLab merge request (reports:terraform)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    gitlab_report: Option<PathBuf>,
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
    let (desired, baseline, told) = (&manifests.desired, manifests.baseline(), manifests.told());
    if let Some(snapshot) = args.snapshot.open(&manifests.all())? {
        let report = snapshot.plan(desired, baseline.zip(told));
        return finish(&report.map_err(SurveyError::from)?, args, settings, terminal);
    }
    let survey = visit(&manifests, &args.path, &args.platform, settings, terminal).await?;
    let verdict = check(survey.plan, Rules::new(desired, baseline));
    let report = PlanReport::of(&verdict, survey.baseline.as_ref().zip(told));
    let exit = finish(&report, args, settings, terminal)?;
    if let Some(file) = &args.out {
        saved_plan::write(file, &verdict, &args.path, args.valid_for)?;
    }
    tell_reads(&survey.requests, survey.duration, settings, terminal);
    Ok(exit)
}

/// Shows a plan, and tells the pipeline of it.
fn finish(
    report: &PlanReport,
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    terminal.data(&show(report, settings, terminal)?)?;
    tell(report, settings, terminal);
    if let Some(file) = &args.gitlab_report {
        let widget = ci::widget(&report.summary).map_err(anyhow::Error::from)?;
        files::write(file, &widget)?;
    }
    Ok(exit(report, args.detailed_exitcode))
}

/// Tells the pipeline of a plan, where there is one.
pub(in crate::cli) fn tell(report: &PlanReport, settings: &Settings, terminal: &mut Terminal) {
    let text = |max_chars| {
        let options = MarkdownOptions {
            max_chars,
            ..MarkdownOptions::default()
        };
        render::markdown::plan(report, &options)
    };
    ci::tell(&Facts::of_plan(report), text, settings, terminal);
}

/// The plan in the form that was asked for.
pub(in crate::cli) fn show(
    report: &PlanReport,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::plan(report, terminal.style()),
        Format::Json => json::document(report)?,
        Format::Markdown => {
            let full_plan = ci::page(&settings.environment);
            render::markdown::plan(
                report,
                &MarkdownOptions {
                    full_plan,
                    ..MarkdownOptions::default()
                },
            )
        }
        // An apply that tells by lines and is refused.
        Format::Jsonl => json::line(report)?,
        Format::Html | Format::Sarif | Format::Junit | Format::Github | Format::Yaml => {
            return Err(forms::not_offered("a plan", forms::PLAN));
        }
    })
}

/// What a plan's exit code is.
pub(in crate::cli) fn exit(plan: &PlanReport, detailed: bool) -> Exit {
    if plan.verdict.outcome == Outcome::Refused || !plan.held.is_empty() {
        Exit::Refused
    } else if detailed && !plan.caused().is_empty() {
        Exit::Differences
    } else {
        Exit::Success
    }
}
