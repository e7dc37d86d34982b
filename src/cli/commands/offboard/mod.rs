//! `orgform offboard`: a person leaves every file.

mod command;
mod leaving;

pub(in crate::cli) use command::{Args, run};
