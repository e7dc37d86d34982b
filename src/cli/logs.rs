//! Logs go to stderr: only when they are asked for, but always for a program that stays.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use super::args::Command;
use super::settings::Settings;

/// The form of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// `-vv` tells of each request; `ORGFORM_LOG` (the syntax of `RUST_LOG`) decides where it is set.
pub(super) fn start(command: &Command, settings: &Settings) {
    let stays = match command {
        Command::Watch(args) => Some(args.log_format().unwrap_or_else(by_terminal)),
        _ => None,
    };
    let filter = match (settings.environment.get("ORGFORM_LOG"), settings.verbose) {
        (Some(filter), _) => EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("orgform=debug")),
        (None, 0 | 1) if stays.is_some() => EnvFilter::new("orgform=info"),
        (None, 0 | 1) => return,
        (None, _) => EnvFilter::new("orgform=debug"),
    };
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start, in tests, leaves the first one's logs in place.
    let _ = match stays {
        None => logs.without_time().try_init(),
        Some(LogFormat::Text) => logs.with_target(false).try_init(),
        Some(LogFormat::Json) => logs.json().flatten_event(true).with_target(false).try_init(),
    };
}

/// Somebody reads at a terminal; elsewhere a machine does.
fn by_terminal() -> LogFormat {
    if std::io::stderr().is_terminal() {
        LogFormat::Text
    } else {
        LogFormat::Json
    }
}
