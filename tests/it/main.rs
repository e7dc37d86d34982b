//! The one binary of tests that cross rooms, or go over HTTP, files or processes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod support;

mod apply;
mod platform;
mod process;
mod render;
mod report;
mod sandbox;
