//! Watching an apply: a bar for people, lines of JSON for machines, plain lines where nothing can be
//! redrawn.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use super::progress::change_bar;
use super::terminal::Terminal;
use crate::apply::{Event, Observer};
use crate::report::EventReport;

/// Where nothing can be redrawn, so often something is said.
const INTERVAL: Duration = Duration::from_secs(10);

/// Somebody who watches for the user.
pub(super) struct Watcher {
    bar: ProgressBar,
    lines: bool,
    plain: bool,
    state: Mutex<State>,
}

struct State {
    total: usize,
    ended: usize,
    last_said: Instant,
}

impl Watcher {
    /// `lines` asks for a line of JSON for each event on standard output.
    pub(super) fn new(terminal: &Terminal, changes: usize, lines: bool, quiet: bool) -> Watcher {
        let state = State {
            total: changes,
            ended: 0,
            last_said: Instant::now(),
        };
        let plain = !quiet && !terminal.shows_progress();
        Watcher {
            bar: change_bar(terminal, changes),
            lines,
            plain,
            state: Mutex::new(state),
        }
    }

    fn talk(&self, event: &Event<'_>) {
        match event {
            Event::Started(change) => self.bar.set_message(change.address.to_string()),
            Event::Finished(..) => {
                self.bar.inc(1);
                self.count();
            }
            Event::Interrupted { under_way } => {
                self.say(&format!(
                    "stopping: {under_way} changes under way are finished, no more are started"
                ));
            }
            Event::Verifying => {
                self.bar.finish_and_clear();
            }
            Event::Began { .. } | Event::Ended(_) => {}
        }
    }

    fn count(&self) {
        let Ok(mut state) = self.state.lock() else { return };
        state.ended += 1;
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

impl Observer for Watcher {
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
