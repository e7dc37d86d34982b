//! Time as the sandbox sees it, which tests can stop and move.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What time it is in the sandbox: a frozen instant, or the system's time plus an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Time stands still at this instant until it is moved.
    Frozen(Timestamp),
    /// Time runs, this far away from the system's.
    Running(Span),
}

impl Clock {
    /// The present moment.
    #[must_use]
    pub fn now(self) -> Timestamp {
        match self {
            Self::Frozen(at) => at,
            Self::Running(offset) => offset.after(Timestamp::now()),
        }
    }

    /// The same clock, moved by `span`.
    #[must_use]
    pub fn moved(self, span: Span) -> Self {
        match self {
            Self::Frozen(at) => Self::Frozen(span.after(at)),
            Self::Running(offset) => Self::Running(Span(offset.0.saturating_add(span.0))),
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::Running(Span(0))
    }
}

/// A length of time with a sign, written `-3d`, `+8d`, `2h30m`, `0d` (units `s`, `m`, `h`, `d`, `w`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(i64);

const UNITS: [(char, i64); 5] = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

impl Span {
    /// So many days.
    #[must_use]
    pub const fn days(days: i64) -> Self {
        Self(days.saturating_mul(86_400_000))
    }

    /// So many seconds.
    #[must_use]
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    /// The instant that lies this far after `at`; the ends of time are not passed.
    #[must_use]
    pub fn after(self, at: Timestamp) -> Timestamp {
        let limit = if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        let moved = at.as_millisecond().saturating_add(self.0);
        Timestamp::from_millisecond(moved).unwrap_or(limit)
    }
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a length of time such as -3d, +8d or 2h30m");
        let (sign, mut rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        if rest.is_empty() {
            return Err(wrong());
        }
        let mut seconds: i64 = 0;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
            let number: i64 = rest[..digits].parse().map_err(|_| wrong())?;
            let unit = rest[digits..].chars().next().ok_or_else(wrong)?;
            let (_, length) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
            seconds = number
                .checked_mul(*length)
                .and_then(|s| seconds.checked_add(s))
                .ok_or_else(wrong)?;
            rest = &rest[digits + 1..];
        }
        seconds.checked_mul(sign * 1_000).map(Self).ok_or_else(wrong)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut seconds = (self.0 / 1_000).abs();
        if seconds == 0 {
            return f.write_str("0d");
        }
        if self.0 < 0 {
            f.write_str("-")?;
        }
        for (unit, length) in &UNITS[1..] {
            if seconds >= *length {
                write!(f, "{}{unit}", seconds / length)?;
                seconds %= length;
            }
        }
        Ok(())
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// A time in milliseconds as the wire shows it.
pub(crate) fn stamp(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds)
        .map(|time| time.to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_written_as_it_is_read() {
        for text in ["-3d", "7d", "2h30m", "0d", "-1d12h", "45s"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
        assert_eq!("+2w".parse::<Span>().unwrap(), Span::days(14));
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in [
            "",
            "-",
            "3",
            "d",
            "3y",
            "3d2",
            "-é",
            "99999999999999999999d",
            "9999999999999999d",
        ] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_frozen_clock_moves_only_when_told() {
        let start: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let clock = Clock::Frozen(start).moved(Span::days(8));
        assert_eq!(clock.now().to_string(), "2026-06-09T12:00:00Z");
        assert_eq!(
            Clock::Frozen(start).moved(Span::days(i64::MAX)).now(),
            Timestamp::MAX
        );
    }
}
