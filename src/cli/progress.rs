//! Bars on stderr for what takes longer than a moment.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::Terminal;
use crate::platform::Progress;

/// Before this nobody has begun to wonder.
const A_MOMENT: Duration = Duration::from_millis(300);

/// A bar for a read. Does nothing where nobody could see it.
pub(super) struct ReadBar {
    bar: ProgressBar,
    began: std::time::Instant,
    shown: bool,
}

impl ReadBar {
    pub(super) fn new(terminal: &Terminal, what: &str) -> ReadBar {
        let shown = terminal.shows_progress();
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        bar.set_style(style());
        bar.set_prefix(what.to_owned());
        ReadBar {
            bar,
            began: std::time::Instant::now(),
            shown,
        }
    }

    fn show_when_it_takes_long(&self) {
        if self.shown && self.bar.is_hidden() && self.began.elapsed() > A_MOMENT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
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
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A bar for the changes of an apply.
pub(super) fn change_bar(terminal: &Terminal, changes: usize) -> ProgressBar {
    let target = if terminal.shows_progress() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(changes as u64), target);
    bar.set_style(style());
    bar.set_prefix("applying");
    bar
}
