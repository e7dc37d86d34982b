//! The request budget: so many requests per minute, then 429.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use super::{call::Reply, error::ApiError, settings::Settings};

const MINUTE: Duration = Duration::from_secs(60);

/// What has been spent in the present minute. It goes by real time, whatever the sandbox's clock says: clients wait in
/// real time too.
#[derive(Debug, Default)]
pub(crate) struct Budget(Mutex<Option<(Instant, u32)>>);

impl Budget {
    /// Takes one request from the budget, or refuses it.
    pub(crate) fn spend(&self, settings: &Settings) -> Option<Reply> {
        let limit = settings.requests_per_minute;
        if limit == 0 {
            return None;
        }
        let now = Instant::now();
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, used) = match *spent {
            Some((start, used)) if now.duration_since(start) < MINUTE => (start, used),
            _ => (now, 0),
        };
        *spent = Some((start, used.saturating_add(1)));
        if used < limit {
            return None;
        }
        let left = MINUTE.saturating_sub(now.duration_since(start)).as_secs() + 1;
        let error = ApiError::new(429, "app_error", "Too many requests");
        Some(Reply {
            retry_after: settings.retry_after.then_some(left),
            ..Reply::from(&error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_minute_later_there_is_a_new_budget() {
        let settings = Settings {
            requests_per_minute: 2,
            ..Settings::default()
        };
        let budget = Budget::default();
        let spend = || {
            budget
                .spend(&settings)
                .map(|reply| (reply.status, reply.retry_after))
        };
        assert_eq!([spend(), spend(), spend()], [None, None, Some((429, Some(61)))]);
        tokio::time::advance(Duration::from_secs(45)).await;
        assert_eq!(spend(), Some((429, Some(16))));
        tokio::time::advance(Duration::from_secs(15)).await;
        assert_eq!(spend(), None);
    }
}
