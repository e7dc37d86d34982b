//! Whether what is told can be relied on.

use std::time::Duration;

use tokio::time::Instant;

use super::{Pace, Trouble};

/// So many intervals may pass without a good round.
const MISSED: u32 = 3;

/// When the last good round was, and what was wrong since.
#[derive(Debug, Default)]
pub(super) struct Health {
    last_good: Option<Instant>,
    trouble: Option<String>,
}

impl Health {
    pub(super) fn good(&mut self, now: Instant) {
        self.last_good = Some(now);
        self.trouble = None;
    }

    pub(super) fn troubled(&mut self, trouble: &Trouble) {
        self.trouble = Some(trouble.why.clone());
    }

    /// Ready, or why not.
    pub(super) fn ready(&self, pace: Pace, now: Instant) -> Result<(), String> {
        let why = match self.last_good {
            Some(last) if now.duration_since(last) <= patience(pace) => return Ok(()),
            Some(last) => format!("no good round for {} seconds", now.duration_since(last).as_secs()),
            None => "no good round yet".to_owned(),
        };
        Err(match &self.trouble {
            Some(trouble) => format!("{why}: {trouble}"),
            None => why,
        })
    }
}

/// How long the last good round counts: one that takes its time and comes late by the spread is not missed.
fn patience(pace: Pace) -> Duration {
    pace.interval().saturating_mul(MISSED + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::Cause;

    fn trouble() -> Trouble {
        Trouble {
            cause: Cause::Platform,
            why: "no connection".to_owned(),
            rest: None,
            requests: 0,
        }
    }

    #[test]
    fn a_few_missed_rounds_are_borne_and_then_told() {
        let pace = Pace::every(Duration::from_secs(60));
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut health = Health::default();
        assert_eq!(health.ready(pace, start), Err("no good round yet".to_owned()));
        health.good(start);
        health.troubled(&trouble());
        assert_eq!(health.ready(pace, after(240)), Ok(()));
        let told = health.ready(pace, after(241));
        assert_eq!(
            told,
            Err("no good round for 241 seconds: no connection".to_owned())
        );
        health.good(after(250));
        assert_eq!(health.ready(pace, after(300)), Ok(()));
    }

    #[test]
    fn trouble_before_the_first_good_round_is_told_with_its_reason() {
        let mut health = Health::default();
        health.troubled(&trouble());
        let told = health.ready(Pace::every(Duration::from_secs(60)), Instant::now());
        assert_eq!(told, Err("no good round yet: no connection".to_owned()));
    }
}
