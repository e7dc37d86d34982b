//! `orgform sandbox`

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::paths::Places;
use crate::cli::settings::Settings;
use crate::cli::signals;
use crate::cli::terminal::Terminal;
use crate::render;
use crate::sandbox::{Database, Options, Overrides, Sandbox, SandboxError, Seed, SeedError, Store, start};

/// Run the platform in miniature, to try orgform without an account
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  orgform sandbox serve examples/acme\n  orgform sandbox reset examples/acme"
)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Serve until Ctrl-C, and print the address and the keys
    Serve {
        /// The folder with sandbox.seed.yaml
        #[arg(default_value = ".")]
        path: PathBuf,
        /// The port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Forget everything; the next use starts from the seed again
    Reset {
        /// The folder with sandbox.seed.yaml
        #[arg(default_value = ".")]
        path: PathBuf,
    },
}

pub(in crate::cli) async fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    match &args.action {
        Action::Serve { path, port } => serve(&Places::beside(path), *port, terminal).await,
        Action::Reset { path } => reset(&Places::beside(path), terminal),
    }
}

async fn serve(places: &Places, port: u16, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let sandbox = open(places, port).await?;
    let keys = sandbox.keys()?;
    terminal.data(&render::human::sandbox_serving(
        &sandbox.url(),
        &keys_of(&keys),
        terminal.style(),
    ))?;
    let stop = signals::listen();
    stop.cancelled().await;
    sandbox.shutdown().await;
    Ok(Exit::Success)
}

fn keys_of(keys: &crate::sandbox::Keys) -> Vec<(&'static str, &str, &str)> {
    let accounts = [
        ("owner", &keys.owner),
        ("contributor", &keys.contributor),
        ("reader", &keys.reader),
    ];
    accounts
        .into_iter()
        .filter_map(|(role, account)| {
            account
                .as_ref()
                .map(|account| (role, account.email.as_str(), account.key.as_str()))
        })
        .collect()
}

fn reset(places: &Places, terminal: &mut Terminal) -> Result<Exit, Failure> {
    Store::reset(&places.sandbox())?;
    terminal.say("the sandbox starts from its seed again\n");
    Ok(Exit::Success)
}

/// Starts the sandbox beside a manifest, seeding it when it is new.
pub(in crate::cli) async fn open(places: &Places, port: u16) -> Result<Sandbox, Failure> {
    let database = places.sandbox();
    let seed = if database.exists() {
        None
    } else {
        Some(seed(places)?)
    };
    let options = Options {
        database: Database::File(database),
        seed,
        port,
        overrides: Overrides::default(),
        faults: Vec::new(),
    };
    Ok(start(options).await?)
}

fn seed(places: &Places) -> Result<Seed, Failure> {
    let path = places.seed();
    if !path.exists() {
        let message = format!("there is no {} to start the sandbox from", path.display());
        return Err(Failure::new(Exit::Usage, message).hint("examples/acme has one to look at"));
    }
    Ok(Seed::from_path(&path)?)
}

impl From<SeedError> for Failure {
    fn from(error: SeedError) -> Failure {
        Failure::new(Exit::Usage, format!("the sandbox's seed is not valid: {error}"))
    }
}

impl From<SandboxError> for Failure {
    fn from(error: SandboxError) -> Failure {
        Failure::new(Exit::Internal, format!("the sandbox: {error}"))
    }
}
