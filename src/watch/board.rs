//! Where rounds are written up, and pages are read from.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::health::Health;
use super::metrics::Metrics;
use super::{Pace, Seen, Trouble};

/// What is known of the rounds so far. Shared between who looks and who tells.
pub struct Board {
    pace: Pace,
    /// Together, so that no page shows half a round.
    state: Mutex<State>,
}

struct State {
    health: Health,
    metrics: Metrics,
    troubled: u32,
}

impl Board {
    /// Before the first round.
    pub fn new(pace: Pace) -> Board {
        Board {
            pace,
            state: Mutex::new(State {
                health: Health::default(),
                metrics: Metrics::new(pace),
                troubled: 0,
            }),
        }
    }

    /// Writes a round up, and gives how many rounds there were in trouble since the last good one.
    pub(super) fn note(&self, round: &Result<Seen, Trouble>, duration: Duration, now: Timestamp) -> u32 {
        let mut state = self.state();
        match round {
            Ok(seen) => {
                state.health.good(Instant::now());
                state.metrics.good(seen, duration, now);
                state.troubled = 0;
            }
            Err(trouble) => {
                state.health.troubled(trouble);
                state.metrics.troubled(trouble, duration);
                state.troubled = state.troubled.saturating_add(1);
            }
        }
        state.troubled
    }

    /// Whether what is told can be relied on, or why not.
    pub(super) fn ready(&self) -> Result<(), String> {
        self.state().health.ready(self.pace, Instant::now())
    }

    /// The numbers, in the OpenMetrics text format.
    pub(super) fn metrics(&self) -> Result<String, fmt::Error> {
        self.state().metrics.text()
    }

    /// A panic elsewhere does not make it unusable: the next round writes everything anew.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
