//! What a connection has done so far, counted.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use reqwest::Method;

/// Requests that were sent, tries counted one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestStats {
    /// `GET`s.
    pub reads: u64,
    /// `POST`s.
    pub posts: u64,
    /// `PUT`s.
    pub puts: u64,
    /// `PATCH`es.
    pub patches: u64,
    /// `DELETE`s.
    pub deletes: u64,
    /// Answers that said "too many requests".
    pub throttled: u64,
    /// The most that were ever on their way at once.
    pub peak_in_flight: usize,
}

impl RequestStats {
    /// Requests of all kinds.
    pub fn total(&self) -> u64 {
        self.reads + self.writes()
    }

    /// Everything but `GET`.
    pub fn writes(&self) -> u64 {
        self.posts + self.puts + self.patches + self.deletes
    }

    /// What was added since `earlier`, of the same connection. The peak is the connection's.
    #[must_use]
    pub fn since(&self, earlier: &RequestStats) -> RequestStats {
        RequestStats {
            reads: self.reads - earlier.reads,
            posts: self.posts - earlier.posts,
            puts: self.puts - earlier.puts,
            patches: self.patches - earlier.patches,
            deletes: self.deletes - earlier.deletes,
            throttled: self.throttled - earlier.throttled,
            peak_in_flight: self.peak_in_flight,
        }
    }
}

/// The counters behind [`RequestStats`].
#[derive(Debug, Default)]
pub(super) struct Counters {
    reads: AtomicU64,
    posts: AtomicU64,
    puts: AtomicU64,
    patches: AtomicU64,
    deletes: AtomicU64,
    throttled: AtomicU64,
    in_flight: AtomicUsize,
    peak_in_flight: AtomicUsize,
}

impl Counters {
    /// Counts a request as on its way until the guard is dropped.
    pub(super) fn sent(&self, method: &Method) -> InFlight<'_> {
        let counter = match *method {
            Method::POST => &self.posts,
            Method::PUT => &self.puts,
            Method::PATCH => &self.patches,
            Method::DELETE => &self.deletes,
            _ => &self.reads,
        };
        counter.fetch_add(1, Relaxed);
        let now = self.in_flight.fetch_add(1, Relaxed) + 1;
        self.peak_in_flight.fetch_max(now, Relaxed);
        InFlight(self)
    }

    /// Counts a 429.
    pub(super) fn throttled(&self) {
        self.throttled.fetch_add(1, Relaxed);
    }

    /// The counts now.
    pub(super) fn snapshot(&self) -> RequestStats {
        RequestStats {
            reads: self.reads.load(Relaxed),
            posts: self.posts.load(Relaxed),
            puts: self.puts.load(Relaxed),
            patches: self.patches.load(Relaxed),
            deletes: self.deletes.load(Relaxed),
            throttled: self.throttled.load(Relaxed),
            peak_in_flight: self.peak_in_flight.load(Relaxed),
        }
    }
}

/// A request on its way.
pub(super) struct InFlight<'a>(&'a Counters);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_method_and_the_peak_is_kept() {
        let counters = Counters::default();
        let before = counters.snapshot();
        let first = counters.sent(&Method::GET);
        drop(counters.sent(&Method::POST));
        drop(first);
        drop(counters.sent(&Method::PUT));
        let stats = counters.snapshot().since(&before);
        assert_eq!((stats.reads, stats.writes(), stats.total()), (1, 2, 3));
        assert_eq!(stats.peak_in_flight, 2);
    }
}
