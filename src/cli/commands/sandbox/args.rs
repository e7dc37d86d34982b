//! What may be typed after `orgform sandbox`.

use clap::Subcommand;

use super::{answer, clock, demo, log, reset, serve, state};
use crate::cli::Exit;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;

/// Run the platform in miniature, to try orgform without an account
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("A story in the terminal", "orgform sandbox demo"),
    ("Somebody takes up their invitation", "orgform sandbox accept hana.yoshida@acme.example examples/acme"),
    ("Begin again with the seed", "orgform sandbox reset examples/acme"),
]))]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Serve(serve::Args),
    Reset(reset::Args),
    State(state::Args),
    /// Take up the newest open invitation of somebody
    #[command(after_long_help = examples(&[
        ("Hana becomes a member of the example", "orgform sandbox accept hana.yoshida@acme.example examples/acme"),
    ]))]
    Accept(answer::Args),
    /// Decline the newest open invitation of somebody
    #[command(after_long_help = examples(&[
        ("Hana does not want to", "orgform sandbox decline hana.yoshida@acme.example examples/acme"),
    ]))]
    Decline(answer::Args),
    Clock(clock::Args),
    Log(log::Args),
    Demo(demo::Args),
}

impl Args {
    /// The subcommand, and the forms in which it reports.
    pub(in crate::cli) fn forms(&self) -> (&'static str, &'static [Format]) {
        use Format::{Human, Json, Jsonl, Yaml};
        match self.action {
            Action::Serve(_) => ("sandbox serve", &[Human, Json]),
            Action::Reset(_) => ("sandbox reset", &[Human]),
            Action::State(_) => ("sandbox state", &[Human, Yaml, Json]),
            Action::Accept(_) => ("sandbox accept", &[Human]),
            Action::Decline(_) => ("sandbox decline", &[Human]),
            Action::Clock(_) => ("sandbox clock", &[Human]),
            Action::Demo(_) => ("sandbox demo", &[Human]),
            Action::Log(_) => ("sandbox log", &[Human, Json, Jsonl]),
        }
    }
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    match &args.action {
        Action::Serve(args) => serve::run(args, settings, terminal).await,
        Action::Reset(args) => reset::run(args, terminal),
        Action::State(args) => state::run(args, settings, terminal),
        Action::Accept(args) => answer::accept(args, terminal),
        Action::Decline(args) => answer::decline(args, terminal),
        Action::Clock(args) => clock::run(args, terminal),
        Action::Demo(args) => demo::run(args, settings, terminal).await,
        Action::Log(args) => log::run(args, settings, terminal),
    }
}
