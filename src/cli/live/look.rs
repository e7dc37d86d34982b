//! Reading and planning for a command: with a bar, and stopped by Ctrl-C.

use jiff::SignedDuration;
use tokio_util::sync::CancellationToken;

use super::Session;
use crate::apply::{Sighting, Survey, SurveyError, sight, survey_both};
use crate::cli::Exit;
use crate::cli::environment::now;
use crate::cli::failure::Failure;
use crate::cli::terminal::{ReadBar, Terminal};
use crate::model::{Address, Desired, Presence, ReadScope, WorkspaceScope};
use crate::platform::{PlatformError, Problem};
use crate::render;

/// Reads what the manifest needs of live, and plans.
pub(in crate::cli) async fn look(
    desired: &Desired,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    look_at_both(desired, None, session, cancel, terminal).await
}

/// The same for a manifest and its baseline, with one read of live.
pub(in crate::cli) async fn look_at_both(
    desired: &Desired,
    baseline: Option<&Desired>,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    let survey = tokio::select! {
        survey = survey_both(desired, baseline, &reader, now, &bar) => survey.map_err(|error| explain(error, session))?,
        () = cancel.cancelled() => return Err(interrupted()),
    };
    drop(bar);
    let survey = session.named(survey);
    tell_clock(survey.clock_difference, terminal);
    Ok(survey)
}

/// Reads what the scope asks for, where there is no manifest to plan with.
pub(in crate::cli) async fn see(
    scope: &ReadScope,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Sighting, Failure> {
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    let sighting = tokio::select! {
        sighting = sight(scope, &reader, now, &bar) => sighting.map_err(|error| without_manifest(error, session))?,
        () = cancel.cancelled() => return Err(interrupted()),
    };
    drop(bar);
    tell_clock(sighting.clock_difference, terminal);
    Ok(sighting)
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
    let live = tokio::select! {
        read = reader.widen(survey.live, &scope, &bar) => read.map_err(|error| explain(error.into(), session))?.live,
        () = cancel.cancelled() => return Err(interrupted()),
    };
    drop(bar);
    Ok(Survey { live, ..survey })
}

/// Where nobody answers, or not in time, it helps to know who was asked, and why.
pub(in crate::cli) fn explain(error: SurveyError, session: &Session) -> Failure {
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
        failure.hint(format!("the server is {}", session.address()))
    } else {
        failure
    }
}
