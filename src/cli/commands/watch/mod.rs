//! `orgform watch`: one look for drift after the other.

mod command;
mod lookout;

pub(in crate::cli) use command::{Args, run};
