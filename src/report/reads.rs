//! What reading took.

use crate::platform::RequestStats;

/// The requests of one command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadsReport {
    /// How many were sent.
    pub requests: u64,
    /// The most that were under way at once.
    pub peak_in_flight: usize,
    /// How many the platform put off.
    pub throttled: u64,
}

impl From<&RequestStats> for ReadsReport {
    fn from(stats: &RequestStats) -> ReadsReport {
        ReadsReport {
            requests: stats.reads,
            peak_in_flight: stats.peak_in_flight,
            throttled: stats.throttled,
        }
    }
}
