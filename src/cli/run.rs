//! From arguments to an exit code.

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use super::args::{Cli, Command};
#[cfg(feature = "sandbox")]
use super::commands::sandbox;
use super::commands::{
    adopt, apply, completions, doctor, drift, explain, fmt, import, init, man, offboard, plan, schema, show,
    snapshot, validate, watch,
};
use super::environment::Environment;
use super::failure::Failure;
use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, ci, logs};

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let settings = Settings::resolve(&cli.global, Environment::read());
    let mut terminal = Terminal::open(&settings);
    if let Err(failure) = logs::start(&cli.command, &settings, &terminal) {
        terminal.fail(&failure);
        return failure.exit;
    }
    // One thread for what waits, beside this one: what waits for the network needs no more, and a blocked write here
    // does not keep signals from being heard.
    let result = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime.block_on(dispatch(&cli.command, &settings, &mut terminal)),
        Err(error) => Err(Failure::new(
            Exit::Internal,
            format!("the runtime cannot start: {error}"),
        )),
    };
    if let Err(failure) = &result {
        terminal.fail(failure);
    }
    ci::ended(&cli.command, &result, &settings, &mut terminal);
    result.unwrap_or_else(|failure| failure.exit)
}

async fn dispatch(command: &Command, settings: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    command.reports_as(settings.format)?;
    match command {
        Command::Init(args) => init::run(args, settings, terminal),
        Command::Import(args) => import::run(args, settings, terminal).await,
        Command::Validate(args) => validate::run(args, settings, terminal),
        Command::Fmt(args) => fmt::run(args, settings, terminal),
        Command::Plan(args) => plan::run(args, settings, terminal).await,
        Command::Drift(args) => drift::run(args, settings, terminal).await,
        Command::Apply(args) => apply::run(args, settings, terminal).await,
        Command::Watch(args) => watch::run(args, settings, terminal).await,
        Command::Offboard(args) => offboard::run(args, settings, terminal).await,
        Command::Adopt(args) => adopt::run(args, settings, terminal).await,
        Command::Show(args) => show::run(args, settings, terminal),
        Command::Snapshot(args) => snapshot::run(args, settings, terminal).await,
        Command::Doctor(args) => doctor::run(args, settings, terminal).await,
        Command::Explain(args) => explain::run(args, settings, terminal),
        Command::Schema(args) => schema::run(args, settings, terminal),
        Command::Completions(args) => completions::run(args, settings, terminal),
        Command::Man(args) => man::run(args, settings, terminal),
        #[cfg(feature = "sandbox")]
        Command::Sandbox(args) => sandbox::run(args, settings, terminal).await,
    }
}

/// clap ends with 2 on a wrong command line, which a pipeline would read as "there are differences".
fn usage(error: &clap::Error) -> Exit {
    // Nobody is left to tell when the stream is gone.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Exit::Success,
        _ => Exit::Usage,
    }
}
