//! Reading and planning for a command: with a bar, and stopped by Ctrl-C.

use tokio_util::sync::CancellationToken;

use super::Exit;
use super::connect::Session;
use super::environment::now;
use super::failure::Failure;
use super::progress::ReadBar;
use super::terminal::Terminal;
use crate::apply::{Survey, survey};
use crate::model::Desired;
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
        survey = survey(desired, &reader, now, &bar) => session.named(survey?),
        () = cancel.cancelled() => return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written")),
    };
    drop(bar);
    if let Some(difference) = survey.clock_difference {
        terminal.say(&render::human::clock(difference));
    }
    Ok(survey)
}
