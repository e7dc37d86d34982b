//! `orgform apply`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::ValueHint;
use tokio_util::sync::CancellationToken;
use tracing::info;
use uuid::Uuid;

use super::plan::{self, show};
use crate::apply::{
    Apis, ApplySettings, Entry, Event, Journal, Lock, Observer, Receipt, StalePlan, Verification, apply,
    narrow, verify,
};
use crate::cli::args::{Format, PlatformArgs};
use crate::cli::ci::Facts;
use crate::cli::environment::now;
use crate::cli::failure::Failure;
use crate::cli::files::{Places, saved_plan};
use crate::cli::help::examples;
use crate::cli::live::{Session, connect_to_write, look};
use crate::cli::manifest::BaselineArgs;
use crate::cli::settings::Settings;
use crate::cli::terminal::{Answer, ApplyProgress, Terminal, ask, signals};
use crate::cli::{Exit, ci, json};
use crate::guards::{ApprovedPlan, Rules, Verdict, check};
use crate::model::{Change, Desired, Fingerprint};
use crate::platform::WriteApi;
use crate::render::{self, Style};
use crate::report::{PlanReport, ReceiptReport, SavedPlanReport};

/// After so long an answer at the prompt finds the plan old, and it is made again.
const PATIENCE: Duration = Duration::from_secs(60);

/// Plan, show, ask, and bring the organization to its manifest
///
/// It looks again at the end, and says `converged` or what is left to do.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Show the plan and ask before anything is changed", "orgform apply"),
    ("Try it on the example, without an account and without a question", "orgform apply examples/acme --sandbox --auto-approve"),
    ("Apply no more than what was reviewed", "orgform apply --plan plan.json"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// Do not ask; a pipeline's way, after somebody has read the plan
    #[arg(long)]
    auto_approve: bool,
    /// Apply no more than this saved plan
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    plan: Option<PathBuf>,
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
    let saved_plan = args.plan.as_deref().map(saved_plan::read).transpose()?;
    let manifests = args.baseline.read(&args.path, terminal)?;
    let desired = &manifests.desired;
    let places = Places::beside(&args.path);
    let cancel = signals::listen();
    let (session, writer) =
        connect_to_write(&desired.organization.key, &args.platform, &places, settings).await?;
    let _lock = Lock::take(&places.lock())?;

    let mut run = Run {
        args,
        settings,
        desired,
        rules: Rules::new(desired, manifests.baseline()),
        places: &places,
        session: &session,
        writer: &writer,
        cancel: &cancel,
    };
    let verdict = run.plan(terminal).await?;
    let from_file = saved_plan.is_some();
    let (verdict, stale) = match saved_plan {
        Some(saved_plan) => narrowed(saved_plan, verdict)?,
        None => (verdict, Vec::new()),
    };
    // Where nothing of a saved plan is left, "no changes" would say that all is well.
    if stale.is_empty() || !verdict.plan().changes.is_empty() {
        run.show(&verdict, terminal)?;
    }
    plan::tell(&PlanReport::from(&verdict), settings, terminal);
    let approved = match verdict {
        Verdict::Refused(_) => return Ok(Exit::Refused),
        Verdict::Approved(approved) => approved,
    };
    if approved.plan().changes.is_empty() && stale.is_empty() {
        return run.nothing_to_do(&approved, terminal);
    }
    if approved.plan().may_manage_members == Some(false) {
        let message =
            "the key may not manage members (`permissions.manage_members` is false); nothing was written";
        return Err(Failure::new(Exit::Platform, message).hint("use the key of an organization owner"));
    }
    let approved = run.confirm(approved, from_file, terminal).await?;
    let receipt = run.apply(&approved, stale, terminal).await?;
    let exit = exit(&receipt, from_file);
    run.tell(&receipt, terminal)?;
    session.close().await;
    Ok(exit)
}

struct Run<'a> {
    args: &'a Args,
    settings: &'a Settings,
    desired: &'a Desired,
    rules: Rules<'a>,
    places: &'a Places,
    session: &'a Session,
    writer: &'a WriteApi,
    cancel: &'a CancellationToken,
}

impl Run<'_> {
    async fn plan(&mut self, terminal: &mut Terminal) -> Result<Verdict, Failure> {
        let survey = look(self.desired, self.session, self.cancel, terminal).await?;
        Ok(check(survey.plan, self.rules.clone()))
    }

    /// The plan is data for people; for machines the receipt is the document, and the plan is talk.
    fn show(&self, verdict: &Verdict, terminal: &mut Terminal) -> Result<(), Failure> {
        let refused = matches!(verdict, Verdict::Refused(_));
        if self.settings.format == Format::Human || refused {
            let text = show(&PlanReport::from(verdict), self.settings, terminal)?;
            terminal.data(&text)
        } else {
            Ok(())
        }
    }

    /// For people the plan has said it; machines get the document that they wait for.
    fn nothing_to_do(&self, approved: &ApprovedPlan, terminal: &mut Terminal) -> Result<Exit, Failure> {
        if self.settings.format != Format::Human {
            let receipt = Receipt::of_nothing(approved, Uuid::now_v7().to_string(), now());
            let progress = self.progress(approved, terminal);
            progress.observe(&Event::Began { changes: 0 });
            progress.observe(&Event::Ended(&receipt));
            self.tell(&receipt, terminal)?;
        }
        Ok(if approved.plan().is_blocked() {
            Exit::Partial
        } else if approved.judgement().held.is_empty() {
            Exit::Success
        } else {
            Exit::Refused
        })
    }

    fn progress(&self, approved: &ApprovedPlan, terminal: &Terminal) -> ApplyProgress {
        let lines = self.settings.format == Format::Jsonl;
        ApplyProgress::new(terminal, approved.plan().changes.len(), lines)
    }

    /// Asks, unless the answer was given beforehand. A plan that grew old meanwhile is made again, and only
    /// what is the same in both is kept.
    async fn confirm(
        &mut self,
        approved: ApprovedPlan,
        from_file: bool,
        terminal: &mut Terminal,
    ) -> Result<ApprovedPlan, Failure> {
        if self.args.auto_approve || from_file {
            return Ok(approved);
        }
        if !terminal.is_interactive() {
            let message = "nobody approved this: there is no terminal to ask at; nothing was written";
            return Err(
                Failure::new(Exit::Usage, message).hint("--auto-approve, or `plan --out` and `apply --plan`")
            );
        }
        let question = render::human::question(&approved.plan().summary().into());
        let asked = Instant::now();
        let answer = tokio::select! {
            answer = ask(terminal, &question) => answer,
            () = self.cancel.cancelled() => {
                // The cursor stands behind the question.
                terminal.insist("\n");
                return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written"));
            }
        };
        if answer == Answer::No {
            return Err(Failure::new(Exit::Usage, "not approved; nothing was written"));
        }
        if asked.elapsed() < PATIENCE {
            return Ok(approved);
        }
        terminal.say("the plan is more than a minute old; reading again\n");
        match self.plan(terminal).await? {
            Verdict::Approved(fresh) => Ok(same_in_both(&approved, fresh)),
            refused @ Verdict::Refused(_) => {
                self.show(&refused, terminal)?;
                Err(Failure::new(
                    Exit::Refused,
                    "the organization moved meanwhile; nothing was written",
                ))
            }
        }
    }

    async fn apply(
        &mut self,
        approved: &ApprovedPlan,
        stale: Vec<Entry>,
        terminal: &mut Terminal,
    ) -> Result<Receipt, Failure> {
        let id = Uuid::now_v7().to_string();
        let started_at = now();
        let journal = Arc::new(Journal::create(&self.places.journal(&id))?);
        info!(journal = %journal.path().display(), "the journal is begun");
        let progress = self.progress(approved, terminal);
        let apis = Apis {
            read: self.session.reader(),
            write: self.writer.clone(),
        };
        let settings = ApplySettings {
            parallelism: self.settings.parallelism,
            min_owners: self.rules.settings().min_owners,
            clock: now,
            pace: 1.0,
            run: id.clone(),
        };
        let (outcomes, interrupted) = apply(
            approved,
            apis,
            Some(Arc::clone(&journal)),
            &progress,
            self.cancel,
            &settings,
        )
        .await?;
        let verification = if interrupted {
            Verification::NotDone
        } else {
            progress.observe(&Event::Verifying);
            self.verify(approved).await
        };
        let plan = approved.plan();
        let done = plan.changes.iter().zip(outcomes).map(|(change, outcome)| Entry {
            address: change.address.clone(),
            action: change.action.name().to_owned(),
            outcome,
        });
        let receipt = Receipt {
            run: id,
            organization: plan.organization.clone(),
            plan: plan.digest(),
            started_at,
            finished_at: now(),
            entries: done.chain(stale).collect(),
            held: approved.judgement().held.clone(),
            waiting: plan.waiting.clone(),
            interrupted: interrupted || (self.cancel.is_cancelled() && verification == Verification::NotDone),
            verification,
            journal: Some(journal.path().to_owned()),
        };
        if let Err(error) = journal.write(&receipt.closing_record()).await {
            // What was done is told all the same: nobody else can.
            terminal.fail(&Failure::new(Exit::Internal, error.to_string()));
        }
        progress.observe(&Event::Ended(&receipt));
        Ok(receipt)
    }

    /// The last look, given up when somebody stops the run.
    async fn verify(&self, approved: &ApprovedPlan) -> Verification {
        let (held, reader) = (&approved.judgement().held, self.session.reader());
        tokio::select! {
            verification = verify(self.desired, held, &reader, now) => verification,
            () = self.cancel.cancelled() => Verification::NotDone,
        }
    }

    fn tell(&self, receipt: &Receipt, terminal: &mut Terminal) -> Result<(), Failure> {
        let report = ReceiptReport::from(receipt);
        let text = |room| render::markdown::talk(&render::human::receipt(&report, &Style::PLAIN), room);
        ci::tell(&Facts::of_receipt(&report), text, self.settings, terminal);
        match self.settings.format {
            Format::Json => terminal.data(&json::document(&report)?),
            Format::Jsonl => Ok(()),
            _ => {
                let text = render::human::receipt(&report, terminal.style());
                terminal.data(&text)
            }
        }
    }
}

/// Of a fresh plan, what a saved one allows.
fn narrowed(saved: SavedPlanReport, verdict: Verdict) -> Result<(Verdict, Vec<Entry>), Failure> {
    let saved = saved.without_what_it_hides(&PlanReport::from(&verdict));
    let saved = saved
        .to_saved_plan()
        .map_err(|error| Failure::new(Exit::Stale, error))?;
    let stale = |error: StalePlan| {
        Failure::new(Exit::Stale, format!("{error}; nothing was written")).hint("plan again")
    };
    saved.fits(verdict.plan()).map_err(stale)?;
    Ok(match verdict {
        Verdict::Approved(fresh) if saved.changes.is_empty() && !fresh.plan().changes.is_empty() => {
            let message = "the plan allows no change, and there is something to do now; nothing was written";
            return Err(Failure::new(Exit::Stale, message).hint("plan again"));
        }
        Verdict::Approved(fresh) => {
            let (kept, entries) = narrow(&saved, fresh);
            (Verdict::Approved(kept), entries)
        }
        refused @ Verdict::Refused(_) => (refused, Vec::new()),
    })
}

/// Of a fresh plan, what the one that was shown held too.
fn same_in_both(shown: &ApprovedPlan, fresh: ApprovedPlan) -> ApprovedPlan {
    let digests: BTreeSet<Fingerprint> = shown.plan().changes.iter().map(Change::digest).collect();
    fresh.narrowed(|change| digests.contains(&change.digest()))
}

/// What an apply's exit code is.
fn exit(receipt: &Receipt, from_file: bool) -> Exit {
    let converged = matches!(receipt.verification, Verification::Converged { .. });
    let stale = receipt
        .entries
        .iter()
        .any(|entry| entry.outcome.name() == "stale");
    let unread = matches!(receipt.verification, Verification::Failed { .. });
    let exits = [
        (receipt.interrupted, Exit::Interrupted),
        (unread, Exit::Platform),
        (from_file && stale && receipt.done() == 0, Exit::Stale),
        (!receipt.is_complete() || !converged, Exit::Partial),
        (!receipt.held.is_empty(), Exit::Refused),
    ];
    exits
        .into_iter()
        .find(|(applies, _)| *applies)
        .map_or(Exit::Success, |(_, exit)| exit)
}
