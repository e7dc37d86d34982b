//! Asking whoever sits at the terminal.

use std::io::BufRead;

use super::terminal::Terminal;

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Go on.
    Yes,
    /// Anything else.
    No,
}

/// Asks; only `yes` is a yes.
pub(super) async fn ask(terminal: &mut Terminal, question: &str) -> Answer {
    terminal.insist(&format!("\n{question} Only `yes` is accepted: "));
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    match line.await {
        Ok(Ok(line)) if line.trim() == "yes" => Answer::Yes,
        _ => Answer::No,
    }
}
