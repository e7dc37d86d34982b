//! What the program teaches about itself: the end of each `--help`, and the manual's pages.

mod lessons;
mod pages;

pub(super) use lessons::{examples, program};
pub(super) use pages::{Page, pages};
