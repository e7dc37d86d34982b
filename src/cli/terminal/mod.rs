//! Whoever sits at the terminal, or reads what it printed: what is said and asked, what moves, and Ctrl-C.

mod streams;
mod ask;
mod bar;
mod apply_progress;
pub(super) mod signals;

pub(super) use apply_progress::ApplyProgress;
pub(super) use ask::{Answer, ask};
pub(super) use bar::{BesideBars, ReadBar};
pub(super) use streams::Terminal;
