//! What was typed → what is meant. Pure.

use std::time::Duration;

use super::args::{Format, Global};
use super::environment::Environment;
use super::logs::LogFormat;

/// What every command goes by.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) format: Format,
    pub(super) color: ColorWish,
    pub(super) ascii: bool,
    /// `COLUMNS`, where it is set: it is asked before the terminal itself.
    pub(super) columns: Option<usize>,
    pub(super) quiet: bool,
    pub(super) verbose: u8,
    pub(super) log_format: Option<LogFormat>,
    pub(super) parallelism: usize,
    pub(super) timeout: Option<Duration>,
    pub(super) environment: Environment,
}

/// Whether output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ColorWish {
    /// On a terminal, unless NO_COLOR or TERM=dumb says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Settings {
    pub(super) fn resolve(global: &Global, environment: Environment) -> Settings {
        Settings {
            format: global.format,
            color: global.color,
            ascii: is_ascii(&environment),
            columns: columns(&environment),
            quiet: global.quiet,
            verbose: global.verbose,
            log_format: global.log_format,
            parallelism: global.parallelism.get().into(),
            timeout: global.timeout,
            environment,
        }
    }
}

/// A locale that is not UTF-8 cannot show the symbols.
fn is_ascii(environment: &Environment) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| environment.get(name));
    let says_utf8 = |locale: &str| locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    environment.get("TERM") == Some("dumb")
        || locale.is_some_and(|locale| !says_utf8(locale) && locale != "C")
}

fn columns(environment: &Environment) -> Option<usize> {
    environment
        .get("COLUMNS")
        .and_then(|columns| columns.parse().ok())
}

/// Reads `90s`, `5m`, `1h`, or a number of seconds.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let seconds = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return Err("a duration is a number with s, m or h: 90s, 5m, 1h".to_owned()),
    };
    let number: u64 = number
        .parse()
        .map_err(|_| "a duration is a number with s, m or h: 90s, 5m, 1h".to_owned())?;
    Ok(Duration::from_secs(number.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_numbers_with_a_unit() {
        assert_eq!(duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("5m"), Ok(Duration::from_secs(300)));
        assert!(duration("5d").is_err() && duration("").is_err() && duration("m").is_err());
    }
}
