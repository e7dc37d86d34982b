//! `orgform init`

use std::path::PathBuf;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::home::Home;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::manifest::first;
use crate::render;

/// Write a first manifest to begin with; never replaces one
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  orgform init acme --organization acme\n\nAn organization that is there already is \
                        better written down with `orgform import`."
)]
pub(in crate::cli) struct Args {
    /// Where to write: a folder, or a file that ends with .yaml
    #[arg(default_value = ".")]
    path: PathBuf,
    /// The organization, by its key [env: DREADNODE_ORGANIZATION]
    #[arg(long, value_name = "KEY")]
    organization: Option<String>,
}

/// What stands in the manifest until somebody writes their own.
const EXAMPLE: &str = "acme";

pub(in crate::cli) fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let home = Home::of(&args.path);
    home.must_be_free("`orgform validate` checks it")?;
    let named = args
        .organization
        .as_deref()
        .or_else(|| settings.environment.get("DREADNODE_ORGANIZATION"));
    let key = named.map_or(EXAMPLE, str::trim);
    let manifest = first(key).ok_or_else(|| Failure::no_key(key))?;
    home.settle(&[manifest])?;
    let file = home.root_file().display().to_string();
    terminal.data(&render::human::begun(&file, terminal.style()))?;
    let place = home.path().display().to_string();
    terminal.say(&render::human::next_after_init(&place, named.is_none()));
    Ok(Exit::Success)
}
