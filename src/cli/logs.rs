//! Logs go to stderr: only when they are asked for, but always for a program that stays.

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

use super::Exit;
use super::args::Command;
use super::failure::Failure;
use super::settings::Settings;
use super::terminal::{BesideBars, Terminal};

/// The variable that says what is logged, in the syntax of tracing's `EnvFilter`.
const FILTER: &str = "ORGFORM_LOG";

/// The variable that says in which form.
const FORM: &str = "ORGFORM_LOG_FORMAT";

/// The form of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// `-v` tells what happens, `-vv` of each request; `ORGFORM_LOG` decides where it is set.
pub(super) fn start(command: &Command, settings: &Settings, terminal: &Terminal) -> Result<(), Failure> {
    let stays = matches!(command, Command::Watch(_));
    let named = settings.environment.get(FILTER);
    let filter = match named {
        Some(text) => chosen(text)?,
        None => match level(settings.verbose, stays) {
            Some(level) => EnvFilter::new(of_orgform(level)),
            None => return Ok(()),
        },
    };
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| BesideBars)
        .with_ansi(terminal.err_style().colour)
        .with_target(named.is_some());
    // A second start, in tests, leaves the first one's logs in place.
    let _ = match (form(settings, stays)?, stays) {
        (LogFormat::Text, false) => logs.without_time().try_init(),
        (LogFormat::Text, true) => logs.try_init(),
        (LogFormat::Json, _) => logs.json().flatten_event(true).try_init(),
    };
    Ok(())
}

fn level(verbose: u8, stays: bool) -> Option<&'static str> {
    match verbose {
        0 if !stays => None,
        0 | 1 => Some("info"),
        _ => Some("debug"),
    }
}

/// A filter as it was typed.
fn chosen(text: &str) -> Result<EnvFilter, Failure> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let parts = parts.map(part).collect::<Result<Vec<_>, _>>()?;
    EnvFilter::builder()
        .parse(parts.join(","))
        .map_err(|error| wrong(text, &error.to_string()))
}

/// A level without a name is orgform's: the libraries below it speak only where they are named. A name without a level
/// would be everything of a library, which nobody means who misspells a level.
fn part(text: &str) -> Result<String, Failure> {
    if text.parse::<LevelFilter>().is_ok() {
        return Ok(of_orgform(text));
    }
    let levels = ["error", "warn", "info", "debug", "trace", "off"];
    let is_close = |level: &&str| strsim::osa_distance(level, &text.to_ascii_lowercase()) <= 2;
    match levels.into_iter().find(is_close) {
        Some(level) => Err(wrong(text, &format!("did you mean `{level}`?"))),
        None => Ok(text.to_owned()),
    }
}

fn of_orgform(level: &str) -> String {
    format!("orgform={level}")
}

fn wrong(text: &str, why: &str) -> Failure {
    let message = format!("{FILTER}: `{}` is no filter: {why}", text.escape_debug());
    Failure::new(Exit::Usage, message).hint("such as debug, or orgform=info,hyper=trace (docs/logs.md)")
}

/// By the flag, then the environment. A program that stays is read by people at a terminal, and elsewhere by machines.
fn form(settings: &Settings, stays: bool) -> Result<LogFormat, Failure> {
    if let Some(form) = settings.log_format {
        return Ok(form);
    }
    match settings.environment.get(FORM) {
        Some(text) => LogFormat::from_str(text, true).map_err(|_| {
            let message = format!("{FORM}: `{}` is no form of a log", text.escape_debug());
            Failure::new(Exit::Usage, message).hint("text or json")
        }),
        None if stays && !std::io::stderr().is_terminal() => Ok(LogFormat::Json),
        None => Ok(LogFormat::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_alone_is_orgforms() {
        let filter = |text| chosen(text).unwrap().to_string();
        assert_eq!(filter("debug"), "orgform=debug");
        assert_eq!(filter(" TRACE , hyper=info,"), "orgform=trace,hyper=info");
        assert_eq!(filter("3"), "orgform=info");
        assert_eq!(filter("orgform::platform=debug"), "orgform::platform=debug");
    }

    #[test]
    fn what_is_no_filter_is_told_with_what_was_typed() {
        for (text, why) in [
            ("debgu", "did you mean `debug`?"),
            ("orgform=loud", "`orgform=loud` is no filter"),
            ("info,tracee", "did you mean `trace`?"),
        ] {
            let failure = chosen(text).err().unwrap();
            assert_eq!(failure.exit, Exit::Usage);
            assert!(failure.message.contains(why), "{}", failure.message);
        }
    }

    #[test]
    fn what_is_asked_for_by_flags() {
        assert_eq!(
            [0, 1, 2, 3].map(|verbose| level(verbose, false)),
            [None, Some("info"), Some("debug"), Some("debug")]
        );
        assert_eq!(
            [0, 1, 2].map(|verbose| level(verbose, true)),
            [Some("info"), Some("info"), Some("debug")]
        );
    }
}
