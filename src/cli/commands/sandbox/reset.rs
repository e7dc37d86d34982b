//! `orgform sandbox reset`

use super::place::Place;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::terminal::Terminal;
use crate::sandbox::Store;

/// Forget everything; the next use starts from the seed again
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Begin again with the example's seed", "orgform sandbox reset examples/acme"),
]))]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Failure> {
    Store::reset(&args.place.places()?.sandbox())?;
    terminal.say("the sandbox starts from its seed again\n");
    Ok(Exit::Success)
}
