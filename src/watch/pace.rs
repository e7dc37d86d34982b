//! How long it is until the next round.

use std::time::Duration;

use uuid::Uuid;

/// The first wait after trouble; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(5);

/// How far a wait is spread, so that many watchers do not ask in step: a tenth to either side.
const SPREAD: f64 = 0.1;

/// How often to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    interval: Duration,
}

impl Pace {
    /// A round each `interval`.
    pub fn every(interval: Duration) -> Pace {
        Pace { interval }
    }

    /// The time from round to round while all is well.
    pub fn interval(self) -> Duration {
        self.interval
    }

    /// The wait after so many rounds in trouble, none after a good one. Trouble is looked at again sooner than
    /// the interval at first, then less and less often, never more seldom than the interval; but when the
    /// platform asks for a `rest`, it gets it. `chance`, from 0 to 1, spreads the wait.
    pub fn wait(self, troubled: u32, rest: Option<Duration>, chance: f64) -> Duration {
        let wait = match troubled {
            0 => self.interval,
            some => FIRST_WAIT
                .saturating_mul(2_u32.saturating_pow(some - 1))
                .min(self.interval),
        };
        let factor = 1.0 + SPREAD * (2.0 * chance.clamp(0.0, 1.0) - 1.0);
        wait.mul_f64(factor).max(rest.unwrap_or_default())
    }
}

/// A number from 0 to 1, another one each time.
pub fn chance() -> f64 {
    // The first 32 bits of such an id are all random.
    let (random, ..) = Uuid::new_v4().as_fields();
    f64::from(random) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace {
        interval: Duration::from_secs(300),
    };
    const MIDDLE: f64 = 0.5;

    #[test]
    fn trouble_is_looked_at_sooner_then_less_and_less_often_up_to_the_interval() {
        let waits: Vec<u64> = (0..=8)
            .map(|troubled| PACE.wait(troubled, None, MIDDLE).as_secs())
            .collect();
        assert_eq!(waits, [300, 5, 10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(PACE.wait(u32::MAX, None, MIDDLE).as_secs(), 300);
    }

    #[test]
    fn a_wait_is_spread_a_tenth_to_either_side() {
        assert_eq!(PACE.wait(0, None, 0.0).as_secs(), 270);
        assert_eq!(PACE.wait(0, None, 1.0).as_secs(), 330);
        let short = Pace::every(Duration::from_secs(1));
        assert_eq!(short.wait(3, None, 0.0), Duration::from_millis(900));
    }

    #[test]
    fn a_platform_that_asks_for_rest_gets_it() {
        let hour = Duration::from_secs(3600);
        assert_eq!(PACE.wait(1, Some(hour), 0.0), hour);
        assert_eq!(PACE.wait(1, Some(Duration::from_secs(1)), MIDDLE).as_secs(), 5);
    }

    #[test]
    fn chance_is_spread_over_its_whole_range() {
        let drawn: Vec<f64> = (0..200).map(|_| chance()).collect();
        assert!(drawn.iter().all(|one| (0.0..=1.0).contains(one)));
        assert!(drawn.iter().any(|one| *one < 0.25) && drawn.iter().any(|one| *one > 0.75));
    }
}
