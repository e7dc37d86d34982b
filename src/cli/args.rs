//! The command line as it is typed.

use std::num::NonZeroU16;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

#[cfg(feature = "sandbox")]
use super::commands::sandbox;
use super::commands::{
    adopt, apply, completions, doctor, drift, explain, fmt, import, init, man, offboard, plan, schema, show,
    snapshot, validate, watch,
};
use super::help::program;
use super::logs::LogFormat;
use super::settings::{ColorWish, duration};

/// Declares a Dreadnode organization in YAML, and brings the live one to it.
#[derive(Debug, Parser)]
#[command(name = "orgform", version, propagate_version = true, after_long_help = program(), disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
pub(super) struct Global {
    /// The form of the report
    #[arg(long, global = true, value_enum, default_value_t, help_heading = "Output")]
    pub(super) format: Format,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Output"
    )]
    pub(super) color: ColorWish,
    /// Tell what happens; twice, of each request too; ORGFORM_LOG says what else
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Output")]
    pub(super) verbose: u8,
    /// Say only what must be said
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Output"
    )]
    pub(super) quiet: bool,
    /// The form of logs; without it text, but JSON for `watch` without a terminal [env: ORGFORM_LOG_FORMAT]
    #[arg(long, global = true, value_enum, value_name = "FORM", help_heading = "Output")]
    pub(super) log_format: Option<LogFormat>,
    /// So many requests at once
    #[arg(
        long,
        global = true,
        value_name = "N",
        default_value = "8",
        help_heading = "Platform"
    )]
    pub(super) parallelism: NonZeroU16,
    /// Give up after so long: 90s, 5m, 1h
    #[arg(long, global = true, value_name = "TIME", value_parser = duration, help_heading = "Platform")]
    pub(super) timeout: Option<Duration>,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON document
    Json,
    /// For a comment on a pull request
    Markdown,
    /// A line of JSON for each event of an apply
    Jsonl,
    /// One page to read in a browser and to print
    Html,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for whatever shows test results
    Junit,
    /// Workflow commands that GitHub shows beside the lines of a pull request
    Github,
    /// What the sandbox holds
    Yaml,
}

/// Where the platform is, and as whom to talk to it.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Platform")]
pub(super) struct PlatformArgs {
    /// The platform's address [env: DREADNODE_SERVER]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(super) server: Option<String>,
    /// Read the API key from this file, `-` for standard input [env: DREADNODE_API_KEY holds the key itself]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) api_key_file: Option<PathBuf>,
    /// Take address and key from this profile in ~/.dreadnode/config.yaml
    #[arg(long, value_name = "NAME", conflicts_with_all = ["server", "api_key_file"])]
    pub(super) profile: Option<String>,
    /// Trust the certificates in this PEM file too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) ca_cert: Option<PathBuf>,
    /// Use the sandbox beside the manifest (.orgform/sandbox.db) instead of the platform
    #[arg(long, conflicts_with_all = ["server", "api_key_file", "profile"])]
    pub(super) sandbox: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::Args),
    Import(import::Args),
    Validate(validate::Args),
    Fmt(fmt::Args),
    Plan(plan::Args),
    Drift(drift::Args),
    Apply(apply::Args),
    Watch(watch::Args),
    Show(show::Args),
    Snapshot(snapshot::Args),
    Offboard(offboard::Args),
    Adopt(adopt::Args),
    Doctor(doctor::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[cfg(feature = "sandbox")]
    Sandbox(sandbox::Args),
}

impl Command {
    /// Whether a pipeline runs it for what it finds, and wants to be told.
    pub(super) fn is_a_pipelines(&self) -> bool {
        matches!(
            self,
            Command::Validate(_) | Command::Plan(_) | Command::Drift(_) | Command::Apply(_)
        )
    }
}

/// The whole command line, for completions, man pages and tests.
pub fn command() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }
}
