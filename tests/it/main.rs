//! The one binary of tests that cross rooms, or go over HTTP, files or processes.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops where it fails")]

mod support;

#[path = "../../benches/organization/mod.rs"]
mod organization;

mod apply;
mod architecture;
mod budget;
mod docs;
mod examples;
mod incidents;
mod laws;
mod manifest;
mod pipelines;
mod platform;
mod process;
mod readme;
mod render;
mod report;
mod sandbox;
mod scenarios;
mod stage;
