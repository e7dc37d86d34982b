//! How many requests may be on their way at once, and when none may be.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// After how many successes in a row one request more is allowed at once.
const SUCCESSES_PER_STEP: u32 = 50;

/// Lets requests go, first come first served. A 429 halves their number, successes bring it back slowly,
/// and a wait that the platform asks for stops everybody.
#[derive(Debug)]
pub(super) struct Limiter {
    places: Semaphore,
    most: usize,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// How many places there are now.
    limit: usize,
    /// How many of the places that are taken are not to be given back.
    surplus: usize,
    /// Counts the halvings, so that one burst of 429s halves once.
    epoch: u64,
    successes: u32,
    closed_until: Option<Instant>,
}

impl Limiter {
    /// Lets `most` requests go at once, and at least one.
    pub(super) fn new(most: usize) -> Limiter {
        let most = most.clamp(1, Semaphore::MAX_PERMITS);
        Limiter {
            places: Semaphore::new(most),
            most,
            state: Mutex::new(State {
                limit: most,
                surplus: 0,
                epoch: 0,
                successes: 0,
                closed_until: None,
            }),
        }
    }

    /// Waits for a place. Dropping the future gives up the place in the queue.
    pub(super) async fn enter(&self) -> Place<'_> {
        loop {
            while let Some(until) = self.closed_until() {
                sleep_until(until).await;
            }
            let permit = self.places.acquire().await.ok();
            let place = Place {
                limiter: self,
                permit,
                epoch: self.state().epoch,
            };
            if self.closed_until().is_none() {
                return place;
            }
        }
    }

    /// How many requests may be on their way at the best of times.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    /// How many requests may be on their way now.
    #[cfg(test)]
    fn limit(&self) -> usize {
        self.state().limit
    }

    fn closed_until(&self) -> Option<Instant> {
        self.state().closed_until.filter(|until| *until > Instant::now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to have one request on its way, until it is dropped.
pub(super) struct Place<'a> {
    limiter: &'a Limiter,
    permit: Option<SemaphorePermit<'a>>,
    epoch: u64,
}

impl Place<'_> {
    /// The request was answered well.
    pub(super) fn succeeded(self) {
        let limiter = self.limiter;
        let mut state = limiter.state();
        if state.limit == limiter.most {
            return;
        }
        state.successes += 1;
        if state.successes >= SUCCESSES_PER_STEP {
            state.successes = 0;
            state.limit += 1;
            if state.surplus > 0 {
                state.surplus -= 1;
            } else {
                limiter.places.add_permits(1);
            }
        }
        drop(state);
    }

    /// The platform said "too many", and perhaps for how long to leave it alone.
    pub(super) fn throttled(self, pause: Option<Duration>) {
        let limiter = self.limiter;
        let mut state = limiter.state();
        if let Some(pause) = pause {
            let until = Instant::now() + pause;
            state.closed_until = Some(state.closed_until.map_or(until, |earlier| earlier.max(until)));
        }
        state.successes = 0;
        if self.epoch == state.epoch {
            state.epoch += 1;
            let halved = (state.limit / 2).max(1);
            let too_many = state.limit - halved;
            state.limit = halved;
            state.surplus += too_many - limiter.places.forget_permits(too_many);
        }
        drop(state);
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.limiter.state();
        if state.surplus > 0
            && let Some(permit) = self.permit.take()
        {
            state.surplus -= 1;
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    /// How many more could go right now.
    async fn free(limiter: &Limiter) -> usize {
        let mut places = Vec::new();
        while let Ok(place) = timeout(Duration::ZERO, limiter.enter()).await {
            places.push(place);
        }
        places.len()
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_allowed_go_at_once() {
        let limiter = Limiter::new(3);
        let first = limiter.enter().await;
        assert_eq!(free(&limiter).await, 2);
        drop(first);
        assert_eq!(free(&limiter).await, 3);
        assert_eq!(free(&Limiter::new(0)).await, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_of_429_halves_once_and_the_next_burst_again() {
        let limiter = Limiter::new(8);
        let mut burst = Vec::new();
        for _ in 0..8 {
            burst.push(limiter.enter().await);
        }
        for place in burst {
            place.throttled(None);
        }
        assert_eq!((limiter.limit(), free(&limiter).await), (4, 4));
        limiter.enter().await.throttled(None);
        assert_eq!((limiter.limit(), free(&limiter).await), (2, 2));
        limiter.enter().await.throttled(None);
        limiter.enter().await.throttled(None);
        assert_eq!((limiter.limit(), free(&limiter).await), (1, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn it_climbs_back_one_by_one_and_no_higher_than_before() {
        let limiter = Limiter::new(4);
        limiter.enter().await.throttled(None);
        for expected in [3, 4, 4] {
            for _ in 0..SUCCESSES_PER_STEP {
                limiter.enter().await.succeeded();
            }
            assert_eq!((limiter.limit(), free(&limiter).await), (expected, expected));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn places_in_use_are_taken_back_when_they_become_free() {
        let limiter = Limiter::new(4);
        let (one, two, three) = (
            limiter.enter().await,
            limiter.enter().await,
            limiter.enter().await,
        );
        one.throttled(None);
        assert_eq!(free(&limiter).await, 0);
        drop(two);
        assert_eq!(free(&limiter).await, 1);
        drop(three);
        assert_eq!(free(&limiter).await, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_stops_everybody_until_it_is_over() {
        let limiter = Limiter::new(8);
        let start = Instant::now();
        limiter.enter().await.throttled(Some(Duration::from_secs(30)));
        limiter.enter().await.throttled(Some(Duration::from_secs(1)));
        drop(limiter.enter().await);
        assert!(
            start.elapsed() >= Duration::from_secs(31),
            "{:?}",
            start.elapsed()
        );
        assert!(start.elapsed() < Duration::from_secs(32), "{:?}", start.elapsed());
    }
}
