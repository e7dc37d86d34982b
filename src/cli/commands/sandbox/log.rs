//! `orgform sandbox log`

use super::place::Place;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, json};
use crate::sandbox::LogEntry;

/// Show every request that the sandbox was sent, with its answer
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("What was sent that could change something", "orgform sandbox log examples/acme --writes"),
    ("With all bodies, a line of JSON each", "orgform sandbox log examples/acme --format jsonl"),
]))]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// Only what could change something: no GET
    #[arg(long)]
    writes: bool,
}

pub(super) fn run(args: &Args, settings: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let write: fn(&[LogEntry]) -> Result<String, Failure> = match settings.format {
        Format::Json => json::indented,
        Format::Jsonl => json_lines,
        _ => lines,
    };
    let mut log = args.place.store()?.log()?;
    log.retain(|entry| entry.is_write() || !args.writes);
    terminal.data(&write(&log)?)?;
    Ok(Exit::Success)
}

/// A line for each request: number, what was answered, what was asked, by whom, and what was done to it on purpose.
fn lines(log: &[LogEntry]) -> Result<String, Failure> {
    Ok(log.iter().map(line).collect())
}

fn line(entry: &LogEntry) -> String {
    let status = entry.status.map_or("---".to_owned(), |status| status.to_string());
    let query = entry
        .query
        .as_deref()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let path = entry.path.strip_prefix("/api/v1").unwrap_or(&entry.path);
    let mut line = format!("{:>5}  {status}  {:<6} {path}{query}", entry.number, entry.method);
    if let Some(body) = &entry.request {
        line.push_str(&format!("  {body}"));
    }
    if let Some(account) = &entry.account {
        line.push_str(&format!("  by {account}"));
    }
    if let Some(fault) = &entry.fault {
        line.push_str(&format!("  [{fault}]"));
    }
    line.push('\n');
    line
}

fn json_lines(log: &[LogEntry]) -> Result<String, Failure> {
    log.iter().map(json::line).collect()
}
