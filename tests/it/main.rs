//! The one binary of tests that go over HTTP, over files or over processes.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops where it fails")]

mod sandbox;
mod stage;
mod examples;
mod laws;
