//! Reading and planning for a command: with a bar, and stopped by Ctrl-C.

use tokio_util::sync::CancellationToken;

use super::Exit;
use super::connect::Session;
use super::environment::now;
use super::failure::Failure;
use super::progress::ReadBar;
use super::terminal::Terminal;
use crate::apply::{Survey, SurveyError, survey};
use crate::model::{Address, Desired, Presence, ReadScope, WorkspaceScope};
use crate::platform::Problem;
use crate::render;

/// Reads what the manifest needs of live, and plans.
pub(super) async fn look(
    desired: &Desired,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    let survey = tokio::select! {
        survey = survey(desired, &reader, now, &bar) => survey.map_err(|error| explain(error, session))?,
        () = cancel.cancelled() => return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written")),
    };
    drop(bar);
    let survey = session.named(survey);
    if let Some(difference) = survey.clock_difference {
        terminal.say(&render::human::clock(difference));
    }
    Ok(survey)
}

/// Reads besides what has to be known to declare these things, which the manifest does not name yet.
pub(super) async fn widen(
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
        () = cancel.cancelled() => return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written")),
    };
    drop(bar);
    Ok(Survey { live, ..survey })
}

/// Where nobody answers, it helps to know who was asked, and why.
fn explain(error: SurveyError, session: &Session) -> Failure {
    let unreachable = match &error {
        SurveyError::Platform(error) => error
            .call()
            .is_some_and(|call| matches!(call.problem(), Problem::Unreachable { .. })),
        SurveyError::Caller(_) => false,
    };
    let failure = Failure::from(error);
    if unreachable {
        failure.hint(format!("the server is {}", session.address()))
    } else {
        failure
    }
}
