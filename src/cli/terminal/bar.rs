//! Bars on stderr for what takes longer than a moment.

use std::io::{self, Write};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Terminal;
use crate::platform::Progress;

/// Before this nobody has begun to wonder.
const A_MOMENT: Duration = Duration::from_millis(300);

/// Where nothing can be redrawn, so often something is said.
pub(super) const INTERVAL: Duration = Duration::from_secs(10);

/// All bars of this process.
static BARS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// stderr for lines that may come while a bar is shown: it stands aside for them.
pub(in crate::cli) struct BesideBars;

impl Write for BesideBars {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        BARS.suspend(|| io::stderr().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// A bar for a read; where nothing can be redrawn, a line now and then.
pub(in crate::cli) struct ReadBar {
    bar: ProgressBar,
    what: String,
    began: Instant,
    shown: bool,
    /// When something was said last; nothing where nobody wants to hear it.
    said: Option<Mutex<Instant>>,
}

impl ReadBar {
    pub(in crate::cli) fn new(terminal: &Terminal, what: &str) -> ReadBar {
        let shown = terminal.shows_progress();
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        bar.set_style(style());
        bar.set_prefix(what.to_owned());
        ReadBar {
            bar,
            what: what.to_owned(),
            began: Instant::now(),
            shown,
            said: terminal.says_lines().then(|| Mutex::new(Instant::now())),
        }
    }

    fn say_now_and_then(&self) {
        let Some(said) = &self.said else { return };
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.elapsed() >= INTERVAL {
            *said = Instant::now();
            let (done, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
            // Nobody is left to tell when stderr is gone.
            let _ = writeln!(io::stderr(), "{}: {done} of {all} requests", self.what);
        }
    }

    fn show_when_it_takes_long(&self) {
        if self.shown && self.bar.is_hidden() && self.began.elapsed() > A_MOMENT {
            BARS.add(self.bar.clone());
        }
    }

    /// Takes the bar away.
    pub(in crate::cli) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for ReadBar {
    fn drop(&mut self) {
        self.clear();
    }
}

impl Progress for ReadBar {
    fn planned(&self, more: usize) {
        self.bar.inc_length(more as u64);
        self.show_when_it_takes_long();
    }

    fn done(&self) {
        self.bar.inc(1);
        self.show_when_it_takes_long();
        self.say_now_and_then();
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A bar for the changes of an apply.
pub(super) fn change_bar(terminal: &Terminal, changes: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(changes as u64), ProgressDrawTarget::hidden());
    bar.set_style(style());
    bar.set_prefix("applying");
    if terminal.shows_progress() {
        BARS.add(bar)
    } else {
        bar
    }
}
