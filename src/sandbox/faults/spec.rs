//! Faults as people write them: `500 after on POST /org/*/invitations nth 1`.
//!
//! ```text
//! EFFECT [on [VERB] [PATH] [?QUERY]] [nth N] [every N] [times N]
//! ```

use std::{str::FromStr, time::Duration};

use super::{
    effect::Effect,
    rule::{Rule, Verb},
};

/// The words that begin an effect, besides a status.
const EFFECTS: &str = "a status (500, 404, 429 ...), latency, out-of-credits, drop-before, drop-after, html, cut-body, \
                       wrong-shape, short-page, reordered, row-appears or swallowed";

/// The statuses of an answer that is no success.
const STATUSES: std::ops::RangeInclusive<u16> = 400..=599;

impl FromStr for Rule {
    type Err = String;

    fn from_str(spec: &str) -> Result<Self, String> {
        let mut words = Words::of(spec);
        let rule = rule(&mut words).map_err(|error| format!("`{spec}` is no fault: {error}"))?;
        match words.next() {
            None => Ok(rule),
            Some(word) => Err(format!("`{spec}` is no fault: `{word}` is not understood here")),
        }
    }
}

fn rule(words: &mut Words<'_>) -> Result<Rule, String> {
    let mut rule = Rule::new(effect(words)?);
    if words.take("on") {
        which(words, &mut rule)?;
    }
    loop {
        let (name, field) = match words.peek() {
            Some("nth") => ("nth", &mut rule.nth),
            Some("every") => ("every", &mut rule.every),
            Some("times") => ("times", &mut rule.count),
            _ => return Ok(rule),
        };
        words.next();
        *field = Some(words.number(name)?);
    }
}

fn effect(words: &mut Words<'_>) -> Result<Effect, String> {
    let word = words
        .next()
        .ok_or_else(|| format!("it begins with what happens: {EFFECTS}"))?;
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return status(word, words);
    }
    Ok(match word {
        "latency" => latency(words)?,
        "out-of-credits" => Effect::OutOfCredits,
        "drop-before" => Effect::DropBefore,
        "drop-after" => Effect::DropAfter,
        "html" => Effect::Html,
        "cut-body" => Effect::CutBody,
        "wrong-shape" => Effect::WrongShape,
        "short-page" => Effect::ShortPage,
        "reordered" => Effect::Reordered,
        "row-appears" => Effect::RowAppears,
        "swallowed" => Effect::Swallowed,
        _ => return Err(format!("`{word}` is not among {EFFECTS}")),
    })
}

fn status(word: &str, words: &mut Words<'_>) -> Result<Effect, String> {
    let status: u16 = word
        .parse()
        .ok()
        .filter(|status| STATUSES.contains(status))
        .ok_or_else(|| format!("`{word}` is no status from 400 to 599"))?;
    if words.take("after") {
        return Ok(Effect::StatusAfter(status));
    }
    if status != 429 {
        return Ok(Effect::Status(status));
    }
    let retry_after = if words.take("retry-after") {
        Some(words.time("retry-after")?.as_secs())
    } else {
        None
    };
    Ok(Effect::RateLimited { retry_after })
}

fn latency(words: &mut Words<'_>) -> Result<Effect, String> {
    let ms = milliseconds(words.time("latency")?);
    let jitter_ms = if words.take("jitter") {
        milliseconds(words.time("jitter")?)
    } else {
        0
    };
    let seed = if words.take("seed") {
        words.number("seed")?
    } else {
        0
    };
    Ok(Effect::Latency { ms, jitter_ms, seed })
}

fn which(words: &mut Words<'_>, rule: &mut Rule) -> Result<(), String> {
    let mut said = false;
    if let Some(verb) = words.peek().and_then(verb) {
        rule.method = Some(verb);
        words.next();
        said = true;
    }
    if let Some(target) = words.peek().filter(|word| word.starts_with(['/', '?'])) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        rule.path = Some(path.to_owned()).filter(|path| !path.is_empty());
        rule.query = Some(query.to_owned()).filter(|query| !query.is_empty());
        words.next();
        said = true;
    }
    if said {
        return Ok(());
    }
    Err(format!(
        "after `on` stands GET, POST, PUT, PATCH, DELETE or write, a path from /, or both, not `{}`",
        words.peek().unwrap_or_default()
    ))
}

fn verb(word: &str) -> Option<Verb> {
    Some(match word {
        "GET" => Verb::Get,
        "POST" => Verb::Post,
        "PUT" => Verb::Put,
        "PATCH" => Verb::Patch,
        "DELETE" => Verb::Delete,
        "write" => Verb::Write,
        _ => return None,
    })
}

/// A time as it is written in a fault: `25ms`, `3s`, or `3` seconds.
///
/// # Errors
///
/// It is no number with `ms` or `s`.
pub fn time(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let number: Option<u64> = number.parse().ok();
    match (number, unit) {
        (Some(number), "ms") => Ok(Duration::from_millis(number)),
        (Some(number), "s" | "") => Ok(Duration::from_secs(number)),
        _ => Err(format!("`{text}` is no time such as 25ms or 3s")),
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// What is left to read of a spec.
struct Words<'a>(std::iter::Peekable<std::str::SplitWhitespace<'a>>);

impl<'a> Words<'a> {
    fn of(spec: &'a str) -> Self {
        Self(spec.split_whitespace().peekable())
    }

    fn peek(&mut self) -> Option<&'a str> {
        self.0.peek().copied()
    }

    fn next(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    /// Passes over this word if it is next.
    fn take(&mut self, word: &str) -> bool {
        self.0.next_if_eq(&word).is_some()
    }

    fn number(&mut self, after: &str) -> Result<u64, String> {
        let word = self.next().unwrap_or_default();
        word.parse()
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(|| format!("after `{after}` stands a number from 1, not `{word}`"))
    }

    fn time(&mut self, after: &str) -> Result<Duration, String> {
        let word = self
            .next()
            .ok_or_else(|| format!("after `{after}` stands a time"))?;
        time(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_says_what_which_and_when() {
        let told: Rule = "500 after on POST /org/*/invitations nth 1".parse().unwrap();
        let meant = Rule::new(Effect::StatusAfter(500)).on(Verb::Post, "/org/*/invitations");
        assert_eq!(told, meant.nth(1));
        let told: Rule = "latency 25ms jitter 5ms seed 7".parse().unwrap();
        let meant = Effect::Latency {
            ms: 25,
            jitter_ms: 5,
            seed: 7,
        };
        assert_eq!(told, Rule::new(meant));
        let told: Rule = "429 retry-after 3s on write every 4 times 2".parse().unwrap();
        let meant = Rule::new(Effect::RateLimited { retry_after: Some(3) }).verb(Verb::Write);
        let every = Rule {
            every: Some(4),
            ..meant
        };
        assert_eq!(told, every.times(2));
        let told: Rule = "short-page on GET /org/*/members?page=2".parse().unwrap();
        assert_eq!(told.query.as_deref(), Some("page=2"));
    }

    #[test]
    fn a_wrong_spec_is_told_with_what_would_be_right() {
        for (spec, told) in [
            ("", "it begins with what happens"),
            ("explode", "`explode` is not among a status"),
            ("200", "no status from 400"),
            ("99999999", "no status from 400"),
            ("latency", "after `latency` stands a time"),
            ("latency soon", "`soon` is no time"),
            ("latency 5m", "`5m` is no time"),
            ("404 on", "after `on` stands GET"),
            ("404 on members", "not `members`"),
            ("404 nth", "after `nth` stands a number"),
            ("404 nth 0", "after `nth` stands a number from 1, not `0`"),
            ("404 first", "`first` is not understood here"),
            ("html after", "`after` is not understood here"),
        ] {
            let error = spec.parse::<Rule>().unwrap_err();
            assert!(error.contains(told), "{spec}: {error}");
        }
    }
}
