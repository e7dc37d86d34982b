//! The retry policy (design.md 4): what is sent again, how often, and after how long.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use super::Pace;

/// How often a call is sent at most.
const TRIES: usize = 4;
/// The longest single wait of our own, in shortest waits.
const LONGEST: u32 = 8;
/// How long a call waits in all, in shortest waits: 10 s where the shortest is half a second.
const ALL_WAITS: u32 = 20;
/// A platform that asks for a longer wait than this is taken to say no.
const LONGEST_ASKED: Duration = Duration::from_secs(600);

/// What came of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// An answer, whole as far as it matters.
    Status {
        /// Its status.
        status: u16,
        /// For how many seconds the platform asks to be left alone.
        retry_after: Option<Duration>,
        /// Whether it speaks of credits, which no waiting brings back.
        about_credits: bool,
    },
    /// No connection, so the platform has seen nothing.
    NeverSent {
        /// Whether trying again may help; a certificate that nobody vouches for stays so.
        may_heal: bool,
    },
    /// It was sent, and no answer came, or half of one.
    NoAnswer,
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The platform did it.
    Done,
    /// The platform said no, and will say so again.
    Final,
    /// Nobody knows whether it was done, and sending it again could do it twice. The caller reads back.
    Lost,
    /// Send it again, after this wait if the platform named one.
    Again(Option<Duration>),
}

/// Decides about one try. A `POST` is not sent again once the platform may have seen it, except after a
/// 429, which says that it was not done.
pub(super) fn judge(is_post: bool, seen: Seen) -> Verdict {
    match seen {
        Seen::NeverSent { may_heal: true } => Verdict::Again(None),
        Seen::NeverSent { may_heal: false } => Verdict::Final,
        Seen::NoAnswer if is_post => Verdict::Lost,
        Seen::NoAnswer => Verdict::Again(None),
        Seen::Status {
            status,
            retry_after,
            about_credits,
        } => match status {
            200..=299 => Verdict::Done,
            429 if about_credits => Verdict::Final,
            429 => Verdict::Again(retry_after),
            500..=599 if is_post => Verdict::Lost,
            500 | 502 | 503 | 504 => Verdict::Again(retry_after),
            _ => Verdict::Final,
        },
    }
}

/// How long everybody waits because the platform asks for it; nothing where it asks for so much that it is
/// taken to say no, and waiting would only keep the run from ending.
pub(super) fn pause(asked: Option<Duration>, pace: Pace) -> Option<Duration> {
    asked.filter(|asked| *asked <= longest_asked(pace))
}

fn longest_asked(pace: Pace) -> Duration {
    pace.second * u32::try_from(LONGEST_ASKED.as_secs()).unwrap_or(u32::MAX)
}

/// How much patience is left for one call.
pub(super) struct Patience {
    own: ExponentialBackoff,
    tries_left: usize,
    longest_asked: Duration,
}

impl Patience {
    /// Full patience.
    pub(super) fn new(pace: Pace) -> Patience {
        let own = ExponentialBuilder::new()
            .with_min_delay(pace.first_wait)
            .with_max_delay(pace.first_wait * LONGEST)
            .with_total_delay(Some(pace.first_wait * ALL_WAITS))
            .with_max_times(TRIES - 1)
            .with_jitter()
            .build();
        Patience {
            own,
            tries_left: TRIES - 1,
            longest_asked: longest_asked(pace),
        }
    }

    /// How long to wait before the next try; `None` when there is no next one.
    pub(super) fn next_wait(&mut self, asked: Option<Duration>) -> Option<Duration> {
        self.tries_left = self.tries_left.checked_sub(1)?;
        match asked {
            Some(asked) if asked > self.longest_asked => None,
            Some(asked) => Some(asked),
            None => self.own.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(status: u16) -> Seen {
        Seen::Status {
            status,
            retry_after: None,
            about_credits: false,
        }
    }

    #[test]
    fn the_table_of_decisions() {
        use Verdict::{Again, Done, Final, Lost};
        let table = [
            // what came                              a POST       any other call
            (status(200), Done, Done),
            (status(204), Done, Done),
            (status(302), Final, Final),
            (status(400), Final, Final),
            (status(401), Final, Final),
            (status(403), Final, Final),
            (status(404), Final, Final),
            (status(405), Final, Final),
            (status(409), Final, Final),
            (status(422), Final, Final),
            (status(426), Final, Final),
            (status(429), Again(None), Again(None)),
            (status(500), Lost, Again(None)),
            (status(501), Lost, Final),
            (status(502), Lost, Again(None)),
            (status(503), Lost, Again(None)),
            (status(504), Lost, Again(None)),
            (Seen::NoAnswer, Lost, Again(None)),
            (Seen::NeverSent { may_heal: true }, Again(None), Again(None)),
            (Seen::NeverSent { may_heal: false }, Final, Final),
        ];
        for (seen, post, other) in table {
            assert_eq!(judge(true, seen), post, "POST {seen:?}");
            assert_eq!(judge(false, seen), other, "{seen:?}");
        }
    }

    #[test]
    fn credits_do_not_come_back_by_waiting() {
        let seen = Seen::Status {
            status: 429,
            retry_after: Some(Duration::from_secs(1)),
            about_credits: true,
        };
        assert_eq!(judge(true, seen), Verdict::Final);
        assert_eq!(judge(false, seen), Verdict::Final);
    }

    #[test]
    fn the_wait_that_the_platform_asks_for_is_honoured() {
        let asked = Some(Duration::from_secs(30));
        for code in [429, 503] {
            let seen = Seen::Status {
                status: code,
                retry_after: asked,
                about_credits: false,
            };
            assert_eq!(judge(false, seen), Verdict::Again(asked));
        }
        assert_eq!(Patience::new(Pace::REAL).next_wait(asked), asked);
    }

    #[test]
    fn own_waits_grow_and_end_within_ten_seconds() {
        let mut patience = Patience::new(Pace::REAL);
        let waits: Vec<Duration> = std::iter::from_fn(|| patience.next_wait(None)).collect();
        assert_eq!(waits.len(), TRIES - 1);
        for (number, wait) in waits.iter().enumerate() {
            let shortest = Pace::REAL.first_wait * (1 << number);
            assert!(*wait >= shortest && *wait <= shortest * 2, "{waits:?}");
        }
        assert!(waits.iter().sum::<Duration>() <= Duration::from_secs(10));
    }

    #[test]
    fn a_wait_that_is_too_long_holds_nobody_up() {
        let (long, longer) = (LONGEST_ASKED, LONGEST_ASKED + Duration::from_secs(1));
        assert_eq!(pause(Some(long), Pace::REAL), Some(long));
        assert_eq!(pause(Some(longer), Pace::REAL), None);
        assert_eq!(pause(None, Pace::REAL), None);
    }

    #[test]
    fn patience_ends_after_four_tries_whoever_asks() {
        let mut patience = Patience::new(Pace::REAL);
        for _ in 1..TRIES {
            assert!(patience.next_wait(Some(Duration::ZERO)).is_some());
        }
        assert_eq!(patience.next_wait(Some(Duration::ZERO)), None);
    }

    #[test]
    fn a_platform_that_asks_for_an_hour_says_no() {
        let hour = Some(Duration::from_secs(3600));
        assert_eq!(Patience::new(Pace::REAL).next_wait(hour), None);
    }
}
