//! Watching an apply: a bar for people, lines of JSON for machines, plain lines where nothing can be
//! redrawn.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Instant;

use indicatif::ProgressBar;
use tracing::info;

use super::Terminal;
use super::bar::{INTERVAL, change_bar};
use crate::apply::{Event, Observer};
use crate::report::EventReport;

/// Somebody who watches for the user.
pub(in crate::cli) struct ApplyProgress {
    bar: ProgressBar,
    lines: bool,
    plain: bool,
    state: Mutex<State>,
}

struct State {
    total: usize,
    ended: usize,
    /// What is being changed now.
    running: BTreeSet<String>,
    last_said: Instant,
}

impl ApplyProgress {
    /// `lines` asks for a line of JSON for each event on standard output.
    pub(in crate::cli) fn new(terminal: &Terminal, changes: usize, lines: bool) -> ApplyProgress {
        let state = State {
            total: changes,
            ended: 0,
            running: BTreeSet::new(),
            last_said: Instant::now(),
        };
        ApplyProgress {
            bar: change_bar(terminal, changes),
            lines,
            plain: terminal.says_lines(),
            state: Mutex::new(state),
        }
    }

    fn talk(&self, event: &Event<'_>) {
        match event {
            Event::Started(change) => self.started(change.address.to_string()),
            Event::Finished(change, outcome) => {
                self.finished(&change.address.to_string());
                info!(
                    address = %change.address,
                    action = %change.action.name(),
                    outcome = %outcome.name(),
                    "a change came to its end"
                );
            }
            Event::Interrupted { under_way } => {
                self.say(&format!(
                    "stopping: {under_way} changes under way are finished, no more are started"
                ));
            }
            Event::Verifying => {
                self.bar.finish_and_clear();
                info!("looking again at what came of it");
            }
            Event::Began { .. } | Event::Ended(_) => {}
        }
    }

    fn started(&self, address: String) {
        let Ok(mut state) = self.state.lock() else { return };
        state.running.insert(address);
        self.bar.set_message(state.now());
    }

    fn finished(&self, address: &str) {
        let Ok(mut state) = self.state.lock() else { return };
        state.ended += 1;
        state.running.remove(address);
        self.bar.set_message(state.now());
        self.bar.inc(1);
        if self.plain && state.last_said.elapsed() >= INTERVAL {
            state.last_said = Instant::now();
            let text = format!("applying: {} of {} changes", state.ended, state.total);
            drop(state);
            self.say(&text);
        }
    }

    fn say(&self, text: &str) {
        use std::io::Write;
        self.bar.suspend(|| {
            // Nobody is left to tell when stderr is gone.
            let _ = writeln!(std::io::stderr(), "{text}");
        });
    }
}

impl State {
    /// What is being changed now, as far as a line holds it.
    fn now(&self) -> String {
        match (self.running.first(), self.running.len()) {
            (None, _) => String::new(),
            (Some(address), 1) => address.clone(),
            (Some(address), many) => format!("{address} and {} more", many - 1),
        }
    }
}

impl Observer for ApplyProgress {
    fn observe(&self, event: &Event<'_>) {
        self.talk(event);
        if self.lines {
            use std::io::Write;
            let line = serde_json::to_string(&EventReport::from(event)).unwrap_or_default();
            // A reader that went away does not stop an apply.
            let _ = writeln!(std::io::stdout(), "{line}");
        }
    }
}
