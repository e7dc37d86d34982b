//! `orgform sandbox clock`

use super::place::Place;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::terminal::Terminal;
use crate::sandbox::Span;

/// Move the sandbox's clock, so that invitations expire; tells what time it is there
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("A week goes by, and invitations expire", "orgform sandbox clock +8d examples/acme"),
    ("Only tell the time", "orgform sandbox clock +0d examples/acme"),
]))]
pub(super) struct Args {
    /// By how much: +8d, +2h30m, -1w
    #[arg(allow_hyphen_values = true)]
    by: Span,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let now = args.place.store()?.advance(args.by)?;
    terminal.data(&format!("it is {now}\n"))?;
    Ok(Exit::Success)
}
