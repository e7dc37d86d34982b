//! Apply against the sandbox, over HTTP: what goes right, and everything that can go wrong on the way.

pub(crate) mod bench;
mod clean;
pub(crate) mod faults;
mod lost;
mod owners;
mod schedules;
mod two_at_once;
