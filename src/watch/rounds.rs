//! Round after round.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{Board, Cause, Look, Pace, Seen, Trouble};

/// Looks until it is stopped. A round under way ends by itself, and an interrupted one is not written up.
/// `chance` gives numbers from 0 to 1, and `clock` the time of day.
pub async fn rounds(
    look: Arc<impl Look>,
    board: &Board,
    pace: Pace,
    chance: impl Fn() -> f64,
    clock: impl Fn() -> Timestamp,
    stop: &CancellationToken,
) {
    while !stop.is_cancelled() {
        let began = Instant::now();
        let round = once(Arc::clone(&look)).await;
        if stop.is_cancelled() {
            return;
        }
        let duration = began.elapsed();
        let troubled = board.note(&round, duration, clock());
        let rest = round.as_ref().err().and_then(|trouble| trouble.rest);
        let wait = pace.wait(troubled, rest, chance());
        tell(&round, duration, wait);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = stop.cancelled() => {}
        }
    }
}

/// One round, in a task of its own: a panic there ends the round and nothing else.
async fn once(look: Arc<impl Look>) -> Result<Seen, Trouble> {
    let round = tokio::spawn(async move { look.look().await });
    round.await.unwrap_or_else(|_| {
        Err(Trouble {
            cause: Cause::Panic,
            why: "the round panicked; what went wrong is in the log".to_owned(),
            rest: None,
            requests: 0,
        })
    })
}

fn tell(round: &Result<Seen, Trouble>, duration: Duration, wait: Duration) {
    let (took_ms, next_in_s) = (millis(duration), wait.as_secs());
    match round {
        Ok(seen) => info!(
            organization = seen.organization,
            drift = seen.drift,
            people_awaited = seen.people_awaited,
            requests = seen.requests,
            took_ms,
            next_in_s,
            "looked"
        ),
        Err(trouble) => warn!(
            cause = trouble.cause.name(),
            requests = trouble.requests,
            took_ms,
            next_in_s,
            "{}",
            trouble.why
        ),
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
