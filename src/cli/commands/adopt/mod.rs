//! `orgform adopt`: what is live and not declared becomes part of the manifest.

mod command;
mod candidates;
mod intake;

pub(in crate::cli) use command::{Args, run};
