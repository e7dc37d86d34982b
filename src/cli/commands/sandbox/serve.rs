//! `orgform sandbox serve`

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueHint;
use serde::Serialize;

use super::overrides::{Setting, overrides};
use super::place::{Place, seed_of_a_new};
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::{Terminal, signals};
use crate::cli::{Exit, json};
use crate::render;
use crate::sandbox::faults::{Effect, Rule, time};
use crate::sandbox::{Database, Keys, Options, Preset, Seed, start};

/// Serve until Ctrl-C, and print the address and the keys
///
/// docs/sandbox.md tells of presets, settings and faults.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("The world beside the example; Ctrl-C ends it", "orgform sandbox serve examples/acme"),
    ("For tests of your own: an address and keys, on one line", "orgform sandbox serve --seed world.yaml --memory --format json"),
    ("A platform that loses an answer", "orgform sandbox serve --memory --fault 'drop-after on write nth 1'"),
]))]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Start a new world from this file instead of the sandbox.seed.yaml beside the manifest
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    seed: Option<PathBuf>,
    /// Keep the world in memory: it begins with its seed, and is gone at the end
    #[arg(long)]
    memory: bool,
    /// How the platform's contract is read: generous, documented-only, saas-free-plan or no-team-writes
    #[arg(long, value_name = "NAME", value_parser = preset, help_heading = "Readings")]
    preset: Option<Preset>,
    /// Read one point otherwise than the preset
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = Setting::parse, help_heading = "Readings")]
    settings: Vec<Setting>,
    /// Do this to requests: '500 on write nth 3', 'drop-after on POST /org/*/teams', 'short-page'
    #[arg(long = "fault", value_name = "SPEC", value_parser = fault, help_heading = "Faults")]
    faults: Vec<Rule>,
    /// Let every request wait so long
    #[arg(long, value_name = "TIME", value_parser = time, help_heading = "Faults")]
    latency: Option<Duration>,
    /// And up to so much longer
    #[arg(long, value_name = "TIME", value_parser = time, requires = "latency", help_heading = "Faults")]
    jitter: Option<Duration>,
    /// Answer 429 after so many requests in a minute
    #[arg(long, value_name = "N", help_heading = "Faults")]
    requests_per_minute: Option<u32>,
}

pub(super) async fn run(args: &Args, settings: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let announce = match settings.format {
        Format::Json => for_scripts,
        _ => for_people,
    };
    // Before it can be talked to: a signal that comes right after the address must find someone.
    let stop = signals::listen();
    let sandbox = start(args.options()?).await?;
    let text = announce(&sandbox.url(), &sandbox.keys()?, terminal)?;
    terminal.data(&text)?;
    stop.cancelled().await;
    sandbox.shutdown().await;
    Ok(Exit::Success)
}

impl Args {
    fn options(&self) -> Result<Options, Failure> {
        let mut overrides = overrides(self.preset, &self.settings)?;
        overrides.requests_per_minute = self.requests_per_minute.or(overrides.requests_per_minute);
        let mut faults = self.faults.clone();
        faults.extend(
            self.latency
                .map(|latency| waiting(latency, self.jitter.unwrap_or_default())),
        );
        let places = self.place.places()?;
        let (database, seed) = match (self.memory, &self.seed) {
            (true, Some(seed)) => (Database::Memory, Some(Seed::from_path(seed)?)),
            (true, None) => (Database::Memory, Some(Seed::from_path(&places.seed())?)),
            (false, None) => (Database::File(places.sandbox()), seed_of_a_new(&places)?),
            (false, Some(seed)) => (
                Database::File(places.sandbox()),
                new_from(seed, &places.sandbox())?,
            ),
        };
        Ok(Options {
            database,
            seed,
            port: self.port,
            overrides,
            faults,
        })
    }
}

/// A seed that was named is for a new world: an older one would go on as if nothing had been said.
fn new_from(seed: &Path, database: &Path) -> Result<Option<Seed>, Failure> {
    if database.exists() {
        let message = format!(
            "{} is there already, and --seed is for a new one",
            database.display()
        );
        return Err(Failure::new(Exit::Usage, message)
            .hint("`orgform sandbox reset` forgets it; with --memory it is left alone"));
    }
    Ok(Some(Seed::from_path(seed)?))
}

fn waiting(latency: Duration, jitter: Duration) -> Rule {
    let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    Rule::new(Effect::Latency {
        ms: milliseconds(latency),
        jitter_ms: milliseconds(jitter),
        seed: 0,
    })
}

fn preset(name: &str) -> Result<Preset, String> {
    Preset::ALL
        .into_iter()
        .find(|preset| preset.name() == name)
        .ok_or_else(|| format!("the presets are {}", Preset::ALL.map(Preset::name).join(", ")))
}

fn fault(spec: &str) -> Result<Rule, String> {
    spec.parse()
}

/// What a script needs, on one line.
#[derive(Serialize)]
struct Serving<'a> {
    url: &'a str,
    accounts: Vec<Account<'a>>,
}

#[derive(Serialize)]
struct Account<'a> {
    role: &'a str,
    email: &'a str,
    key: &'a str,
}

fn for_scripts(url: &str, keys: &Keys, _: &Terminal) -> Result<String, Failure> {
    let accounts = accounts(keys).into_iter();
    let accounts = accounts.map(|(role, email, key)| Account { role, email, key });
    let serving = Serving {
        url,
        accounts: accounts.collect(),
    };
    json::line(&serving)
}

fn for_people(url: &str, keys: &Keys, terminal: &Terminal) -> Result<String, Failure> {
    Ok(render::human::sandbox_serving(
        url,
        &accounts(keys),
        terminal.style(),
    ))
}

fn accounts(keys: &Keys) -> Vec<(&'static str, &str, &str)> {
    let accounts = [
        ("owner", &keys.owner),
        ("contributor", &keys.contributor),
        ("reader", &keys.reader),
    ];
    let there = accounts
        .into_iter()
        .filter_map(|(role, account)| Some((role, account.as_ref()?)));
    there
        .map(|(role, account)| (role, account.email.as_str(), account.key.as_str()))
        .collect()
}
