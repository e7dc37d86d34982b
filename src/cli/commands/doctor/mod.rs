//! `orgform doctor`: what is here, the way to the platform, and what is there. Nothing stops it: what fails is a finding,
//! and what depends on it is not known.

mod command;
mod examination;
mod here;
mod approach;
mod way;
mod asked;
mod there;

pub(in crate::cli) use command::{Args, run};
