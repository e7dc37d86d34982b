//! Ctrl-C and SIGTERM: the first asks to stop, the second stops.

use tokio_util::sync::CancellationToken;

use super::Exit;

/// A token that the first signal cancels. The second ends the process at once.
pub(super) fn listen() -> CancellationToken {
    let token = CancellationToken::new();
    let cancel = token.clone();
    tokio::spawn(async move {
        if next().await {
            cancel.cancel();
        }
        if next().await {
            end_at_once();
        }
    });
    token
}

#[cfg(unix)]
async fn next() -> bool {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return tokio::signal::ctrl_c().await.is_ok();
    };
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted.is_ok(),
        terminated = terminate.recv() => terminated.is_some(),
    }
}

#[cfg(not(unix))]
async fn next() -> bool {
    tokio::signal::ctrl_c().await.is_ok()
}

#[expect(
    clippy::exit,
    reason = "a second signal means now; the journal is on disk after every call"
)]
fn end_at_once() {
    std::process::exit(Exit::Interrupted.code().into());
}
