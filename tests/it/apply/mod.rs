//! Apply against the sandbox, over HTTP: what goes right, and everything that can go wrong on the way.

mod bench;
mod clean;
mod faults;
mod owners;
mod two_at_once;
