//! `orgform man`

use std::path::PathBuf;

use clap::ValueHint;

use crate::cli::args::command;
use crate::cli::failure::Failure;
use crate::cli::help::{Page, examples, pages};
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, files};

/// Print a page of the manual, or write all of them
///
/// Pages are for man(1), which shows one from standard input too.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Read the page of `orgform plan`", "orgform man plan | man -l -"),
    ("Write all pages into a folder, for a package or for MANPATH", "orgform man --out man1"),
]))]
pub(in crate::cli) struct Args {
    /// The command whose page is printed, such as `sandbox serve`; without one the program's
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Vec<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let pages = pages(command()).map_err(anyhow::Error::from)?;
    match &args.out {
        None => terminal.data(&chosen(&pages, &args.command.join(" "))?.text)?,
        Some(folder) => {
            let placed = pages.into_iter().map(|page| (folder.join(page.file), page.text));
            let placed: Vec<(PathBuf, String)> = placed.collect();
            files::write_together(&placed)?;
            terminal.say(&format!("{} pages are in {}\n", placed.len(), folder.display()));
        }
    }
    Ok(Exit::Success)
}

fn chosen<'p>(pages: &'p [Page], command: &str) -> Result<&'p Page, Failure> {
    let found = pages.iter().find(|page| page.command == command);
    found.ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, format!("there is no command `{command}`"));
        failure.hint("`orgform --help` lists all commands")
    })
}
