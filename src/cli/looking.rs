//! Reading and planning for a command: with a bar, and stopped by Ctrl-C.

use tokio_util::sync::CancellationToken;

use super::Exit;
use super::connect::Session;
use super::environment::now;
use super::failure::Failure;
use super::progress::ReadBar;
use super::terminal::Terminal;
use crate::apply::{Survey, SurveyError, survey_both};
use crate::model::Desired;
use crate::platform::Problem;
use crate::render;

/// Reads what the manifest needs of live, and plans.
pub(super) async fn look(
    desired: &Desired,
    session: &Session,
    cancel: &CancellationToken,
    terminal: &mut Terminal,
) -> Result<Survey, Failure> {
    look_at_both(desired, None, session, cancel, terminal).await
}

/// The same for a manifest and its baseline, with one read of live.
pub(super) async fn look_at_both(
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
        () = cancel.cancelled() => return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written")),
    };
    drop(bar);
    let survey = session.named(survey);
    if let Some(difference) = survey.clock_difference {
        terminal.say(&render::human::clock(difference));
    }
    Ok(survey)
}

/// Where nobody answers, it helps to know who was asked, and why.
pub(super) fn explain(error: SurveyError, session: &Session) -> Failure {
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
