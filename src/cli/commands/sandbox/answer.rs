//! `orgform sandbox accept` and `orgform sandbox decline`: what those do who are invited.

use clap::ValueHint;

use super::place::Place;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Whose invitation
    #[arg(value_hint = ValueHint::EmailAddress)]
    email: String,
    #[command(flatten)]
    place: Place,
}

pub(super) fn accept(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    args.place.store()?.accept(&args.email)?;
    terminal.say(&format!("{} is a member now\n", args.email));
    Ok(Exit::Success)
}

pub(super) fn decline(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    args.place.store()?.decline(&args.email)?;
    terminal.say(&format!("{} has declined\n", args.email));
    Ok(Exit::Success)
}
