//! Ctrl-C and SIGTERM: the first asks to stop, the second stops.

use std::io::Write;

use tokio_util::sync::CancellationToken;

use crate::cli::Exit;

/// A token that the first signal cancels. The second ends the process at once. From here on no signal is
/// lost or ends the process by itself: both are caught before this returns.
pub(in crate::cli) fn listen() -> CancellationToken {
    let token = CancellationToken::new();
    let cancel = token.clone();
    let mut signals = Signals::catch();
    tokio::spawn(async move {
        if signals.next().await {
            cancel.cancel();
        }
        if signals.next().await {
            end_at_once();
        }
    });
    token
}

/// The signals that ask a program to stop. One that cannot be caught keeps its own meaning.
#[cfg(unix)]
struct Signals {
    interrupt: Option<tokio::signal::unix::Signal>,
    terminate: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Signals {
    fn catch() -> Signals {
        use tokio::signal::unix::{SignalKind, signal};
        Signals {
            interrupt: signal(SignalKind::interrupt()).ok(),
            terminate: signal(SignalKind::terminate()).ok(),
        }
    }

    async fn next(&mut self) -> bool {
        tokio::select! {
            one = one(&mut self.interrupt) => one,
            one = one(&mut self.terminate) => one,
        }
    }
}

#[cfg(unix)]
async fn one(signal: &mut Option<tokio::signal::unix::Signal>) -> bool {
    match signal {
        Some(signal) => signal.recv().await.is_some(),
        None => std::future::pending().await,
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn catch() -> Signals {
        Signals
    }

    async fn next(&mut self) -> bool {
        tokio::signal::ctrl_c().await.is_ok()
    }
}

#[expect(
    clippy::exit,
    reason = "a second signal means now; the journal is on disk after every call"
)]
fn end_at_once() {
    // Whether anybody hears it or not, it ends.
    let _ = writeln!(
        std::io::stderr(),
        "\nended at once; after an apply `orgform doctor` says of which calls nobody knows the end"
    );
    std::process::exit(Exit::Interrupted.code().into());
}
