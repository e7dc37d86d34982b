//! `orgform sandbox`: one file per subcommand.

mod args;
mod answer;
mod clock;
mod demo;
mod log;
mod overrides;
mod place;
mod reset;
mod serve;
mod state;
mod story;

pub(in crate::cli) use args::{Args, run};
pub(in crate::cli) use place::open;
