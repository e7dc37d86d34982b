//! Asking whoever sits at the terminal.

use std::io::BufRead;

use super::Terminal;

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Answer {
    /// Go on.
    Yes,
    /// Anything else.
    No,
}

/// Asks; only `yes` is a yes.
pub(in crate::cli) async fn ask(terminal: &mut Terminal, question: &str) -> Answer {
    terminal.insist(&format!("\n{question} Only `yes` is accepted: "));
    match line().await {
        Some(line) if line.trim() == "yes" => Answer::Yes,
        _ => Answer::No,
    }
}

/// Reads in a thread that nobody waits for: whoever interrupts at the prompt has not typed a line, and the
/// runtime would wait for one.
async fn line() -> Option<String> {
    let (typed, line) = tokio::sync::oneshot::channel();
    let reader = std::thread::Builder::new().name("answer".to_owned());
    reader
        .spawn(move || {
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line);
            // Whoever asked may be gone.
            let _ = typed.send(read.map(|_| line));
        })
        .ok()?;
    line.await.ok()?.ok()
}
