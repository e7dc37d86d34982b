//! `orgform completions`

use clap_complete::{Shell, generate};

use crate::cli::Exit;
use crate::cli::args::command;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;

/// Print the script by which a shell completes what is typed
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("In this bash; with the line in ~/.bashrc, in every one", "source <(orgform completions bash)"),
    ("For zsh, in a folder of $fpath", "orgform completions zsh > _orgform"),
    ("For fish", "orgform completions fish > ~/.config/fish/completions/orgform.fish"),
]))]
pub(in crate::cli) struct Args {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(in crate::cli) fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let mut command = command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(args.shell, &mut command, name, &mut script);
    let script = String::from_utf8(script).map_err(anyhow::Error::from)?;
    terminal.data(&script)?;
    Ok(Exit::Success)
}
