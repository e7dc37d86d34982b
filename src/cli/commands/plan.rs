//! `orgform plan`

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::args::{Format, PlatformArgs};
use crate::cli::baseline::{Baseline, BaselineArgs};
use crate::cli::ci::Facts;
use crate::cli::connect::connect;
use crate::cli::failure::Failure;
use crate::cli::looking::look_at_both;
use crate::cli::paths::Places;
use crate::cli::settings::{Settings, duration};
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, ci, forms, manifest, saved, signals};
use crate::drift::origins;
use crate::guards::{Rules, Verdict, check};
use crate::plan::Plan;
use crate::render;
use crate::render::markdown::MarkdownOptions;
use crate::report::{OriginsReport, PlanReport, ReadsReport};

/// Show what apply would do; never writes
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  orgform plan examples/acme --sandbox\n  orgform plan --out plan.json\n  orgform plan \
                        --detailed-exitcode --baseline git:origin/main --format markdown"
)]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".")]
    path: PathBuf,
    /// End with 2 when there are changes; with --baseline, when this change of the manifest causes some
    #[arg(long)]
    detailed_exitcode: bool,
    /// Save the plan to this file, for `apply --plan` and `show`
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How long the saved plan may be applied: 90s, 5m, 24h
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "24h", requires = "out")]
    valid_for: Duration,
    /// Write the counts to this file, for the widget of a GitLab merge request (reports:terraform)
    #[arg(long, value_name = "FILE")]
    gitlab_report: Option<PathBuf>,
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
    let verdict = check(survey.plan, Rules::new(&desired, other));
    let report = PlanReport {
        origins: told_origins(&verdict, survey.baseline.as_ref(), baseline.as_ref()),
        ..PlanReport::from(&verdict)
    };
    terminal.data(&show(&report, settings, terminal)?)?;
    tell(&report, settings, terminal);
    if let Some(file) = &args.gitlab_report {
        write_widget(file, &verdict)?;
    }
    if let Some(file) = &args.out {
        saved::write(file, &verdict, &args.path, args.valid_for)?;
    }
    if settings.verbose > 0 {
        terminal.say(&render::human::reads(
            &ReadsReport::from(&survey.requests),
            survey.duration,
            terminal.err_style(),
        ));
    }
    session.close().await;
    Ok(exit(
        &verdict,
        args.detailed_exitcode && !report.caused().is_empty(),
    ))
}

/// Where the steps come from, as far as there is a baseline.
fn told_origins(
    verdict: &Verdict,
    base: Option<&Plan>,
    baseline: Option<&Baseline>,
) -> Option<OriginsReport> {
    let (base, baseline) = (base?, baseline?);
    let held = verdict.judgement().held.iter().map(|held| &held.change);
    let origins = origins(verdict.plan(), held, base);
    Some(OriginsReport::of(&origins, base, baseline.report()))
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

fn write_widget(file: &Path, verdict: &Verdict) -> Result<(), Failure> {
    let text = ci::widget(&verdict.plan().summary().into()).map_err(anyhow::Error::from)?;
    std::fs::write(file, text).map_err(|error| {
        let message = format!("{} cannot be written: {error}", file.display());
        Failure::new(Exit::Internal, message)
    })
}

/// The plan in the form that was asked for.
pub(in crate::cli) fn show(
    report: &PlanReport,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<String, Failure> {
    Ok(match settings.format {
        Format::Human => render::human::plan(report, terminal.style()),
        Format::Json => saved::json(report)?,
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
        Format::Jsonl => saved::json_line(report)?,
        Format::Html | Format::Sarif | Format::Junit | Format::Github | Format::Yaml => {
            return Err(forms::not_offered("a plan", forms::PLAN));
        }
    })
}

/// What a plan's exit code is.
pub(in crate::cli) fn exit(verdict: &Verdict, differs: bool) -> Exit {
    let refused = matches!(verdict, Verdict::Refused(_)) || !verdict.judgement().held.is_empty();
    if refused {
        Exit::Refused
    } else if differs {
        Exit::Differences
    } else {
        Exit::Success
    }
}
