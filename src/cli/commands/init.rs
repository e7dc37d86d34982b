//! `orgform init`

use std::path::{Path, PathBuf};

use clap::ValueHint;

use crate::cli::ci::{self, Forge};
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::manifest::Home;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, files};
use crate::manifest::first;
use crate::render;

/// Write a first manifest to begin with; never replaces one
///
/// An organization that is there already is better written down with `orgform import`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("A manifest to begin with, in the folder acme", "orgform init acme --organization acme"),
    ("Pipelines for the manifest in this folder", "orgform init --ci github"),
]))]
pub(in crate::cli) struct Args {
    /// Where to write: a folder, or a file that ends with .yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// The organization, by its key [env: DREADNODE_ORGANIZATION]
    #[arg(long, value_name = "KEY")]
    organization: Option<String>,
    /// Write pipelines too, or for a manifest that is there only them; never replaces any
    #[arg(long, value_enum, value_name = "FORGE")]
    ci: Option<Forge>,
}

/// What stands in the manifest until somebody writes their own.
const EXAMPLE: &str = "acme";

pub(in crate::cli) fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let home = Home::of(&args.path);
    let pipelines = args.ci.map(|forge| Pipelines::of(forge, &home)).transpose()?;
    if let Some(pipelines) = &pipelines
        && home.is_taken()
    {
        pipelines.write(terminal)?;
        return Ok(Exit::Success);
    }
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
    if let Some(pipelines) = &pipelines {
        pipelines.write(terminal)?;
    }
    Ok(Exit::Success)
}

/// The pipelines for a manifest.
struct Pipelines {
    forge: Forge,
    root: PathBuf,
    files: Vec<(PathBuf, String)>,
}

impl Pipelines {
    /// Refuses where one of them stands already, before anything is written.
    fn of(forge: Forge, home: &Home) -> Result<Pipelines, Failure> {
        let place = std::path::absolute(home.path()).map_err(anyhow::Error::from)?;
        let root = ci::repository(home.folder());
        let manifest = match place.strip_prefix(&root) {
            Ok(below) if below != Path::new("") => below.display().to_string(),
            _ => ".".to_owned(),
        };
        let files = ci::pipelines(forge, &root, &manifest);
        let there: Vec<String> = files
            .iter()
            .filter(|(path, _)| path.symlink_metadata().is_ok())
            .map(|(path, _)| shown(path, &root))
            .collect();
        if !there.is_empty() {
            let message = format!("there is a pipeline already: {}", there.join(", "));
            return Err(Failure::new(Exit::Usage, message)
                .hint("remove it first")
                .hint("nothing was written"));
        }
        Ok(Pipelines { forge, root, files })
    }

    fn write(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        files::write_together(&self.files)?;
        for (path, _) in &self.files {
            terminal.data(&render::human::begun(&shown(path, &self.root), terminal.style()))?;
        }
        terminal.say(match self.forge {
            Forge::Github => render::human::NEXT_ON_GITHUB,
            Forge::Gitlab => render::human::NEXT_ON_GITLAB,
        });
        Ok(())
    }
}

fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}
