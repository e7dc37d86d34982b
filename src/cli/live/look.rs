//! Reading and planning for a command: with a bar, and stopped by Ctrl-C.

use std::path::Path;
use std::time::Duration;

use jiff::SignedDuration;
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::{Session, connect};
use crate::apply::{Sighting, Survey, SurveyError, sight, survey_both};
use crate::cli::Exit;
use crate::cli::args::PlatformArgs;
use crate::cli::environment::now;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::manifest::Manifests;
use crate::cli::settings::Settings;
use crate::cli::terminal::{ReadBar, Terminal, signals};
use crate::model::{Address, Desired, Presence, ReadScope, WorkspaceScope};
use crate::platform::{PlatformError, Problem, RequestStats};
use crate::render;
use crate::report::ReadsReport;

/// Reads what the manifest needs of live, and plans.
pub(in crate::cli) async fn look(
    desired: &Desired,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    look_at_both(desired, None, session, cancel, terminal).await
}

/// Goes to the platform, looks as far as a manifest and its baseline need it, with one read of live, and leaves.
pub(in crate::cli) async fn visit(
    manifests: &Manifests,
    path: &Path,
    platform: &PlatformArgs,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    let cancel = signals::listen();
    let key = &manifests.desired.organization.key;
    let session = connect(key, platform, &Places::beside(path), settings).await?;
    let survey = look_at_both(
        &manifests.desired,
        manifests.baseline(),
        &session,
        &cancel,
        terminal,
    )
    .await?;
    session.close().await;
    Ok(survey)
}

async fn look_at_both(
    desired: &Desired,
    baseline: Option<&Desired>,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    let read = survey_both(desired, baseline, &reader, now, &bar);
    let survey = unless_cancelled(read, cancel)
        .await?
        .map_err(|error| explain(error, session))?;
    drop(bar);
    info!(
        requests = survey.requests.total(),
        took_ms = u64::try_from(survey.duration.as_millis()).unwrap_or(u64::MAX),
        changes = survey.plan.changes.len(),
        waiting = survey.plan.waiting.len(),
        "the organization is read, and planned for"
    );
    let survey = session.named(survey);
    tell_clock(survey.clock_difference, terminal);
    Ok(survey)
}

/// Reads what the scope asks for, and plans nothing.
pub(in crate::cli) async fn see(
    scope: &ReadScope,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &Terminal,
) -> Result<Sighting, Failure> {
    let sighting = sighted(scope, session, cancel, terminal).await?;
    sighting.map_err(|error| explain(error.into(), session))
}

/// The same where there is no manifest that could name the wrong organization.
pub(in crate::cli) async fn see_without_manifest(
    scope: &ReadScope,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Sighting, Failure> {
    let sighting = sighted(scope, session, cancel, terminal).await?;
    let sighting = sighting.map_err(|error| without_manifest(error, session))?;
    tell_clock(sighting.clock_difference, terminal);
    Ok(sighting)
}

async fn sighted(
    scope: &ReadScope,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &Terminal,
) -> Result<Result<Sighting, PlatformError>, Failure> {
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    unless_cancelled(sight(scope, &reader, now, &bar), cancel).await
}

async fn unless_cancelled<T>(
    read: impl Future<Output = T>,
    cancel: &CancellationToken,
) -> Result<T, Failure> {
    tokio::select! {
        read = read => Ok(read),
        () = cancel.cancelled() => Err(interrupted()),
    }
}

fn interrupted() -> Failure {
    Failure::new(Exit::Interrupted, "interrupted; nothing was written")
}

fn tell_clock(difference: Option<SignedDuration>, terminal: &mut Terminal) {
    if let Some(difference) = difference {
        terminal.say(&render::human::clock(difference));
    }
}

fn without_manifest(error: PlatformError, session: &Session) -> Failure {
    let is_elsewhere = matches!(error, PlatformError::NoOrganization { .. });
    let mut failure = explain(error.into(), session);
    if is_elsewhere {
        failure.hints = vec!["--organization names it by its key, as in its URL".to_owned()];
    }
    failure
}

/// Reads besides what has to be known to declare these things, which the manifest does not name yet.
pub(in crate::cli) async fn widen(
    survey: Survey,
    addresses: &[Address],
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    let keys = addresses.iter().filter_map(Address::workspace);
    let keys = keys.map(|key| (key.clone(), Presence::Expected)).collect();
    let scope = ReadScope {
        teams: true,
        workspaces: WorkspaceScope::Named(keys),
    };
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    let read = reader.widen(survey.live, &scope, &bar);
    let read = unless_cancelled(read, cancel)
        .await?
        .map_err(|error| explain(error.into(), session))?;
    Ok(Survey {
        live: read.live,
        ..survey
    })
}

/// Says what reading took, to whoever wants to hear it.
pub(in crate::cli) fn tell_reads(
    requests: &RequestStats,
    duration: Duration,
    settings: &Settings,
    terminal: &mut Terminal,
) {
    if settings.verbose > 0 {
        let reads = ReadsReport::from(requests);
        terminal.say(&render::human::reads(&reads, duration, terminal.err_style()));
    }
}

/// Where nobody answers, or not in time, it helps to know who was asked, and why.
fn explain(error: SurveyError, session: &Session) -> Failure {
    if let SurveyError::Platform(error @ PlatformError::KeyRefused(_)) = &error {
        let origin = session.origin_of_key();
        return Failure::new(Exit::Platform, error.to_string()).hint(format!(
            "this key comes from {origin}; `orgform doctor` looks at server, key and account"
        ));
    }
    let unanswered = match &error {
        SurveyError::Platform(error) => error.call().is_some_and(|call| {
            matches!(
                call.problem(),
                Problem::Unreachable { .. } | Problem::Untrusted { .. } | Problem::Deadline
            )
        }),
        SurveyError::Caller(_) => false,
    };
    let failure = Failure::from(error);
    if unanswered {
        failure.hint(format!(
            "the server is {}; `orgform doctor` looks at the way to it",
            session.address()
        ))
    } else {
        failure
    }
}
