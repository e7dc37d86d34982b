//! The platform in miniature: a real HTTP server over a real database, for trying, demonstrating and testing.
//!
//! It shares no route table, no types and no paths with the client, so that the two can disagree.

mod budget;
mod call;
mod clock;
mod control;
mod error;
mod exchange;
pub mod faults;
mod fields;
mod ids;
mod incidents;
mod log;
mod malformed;
mod page;
mod query;
mod role;
mod routes;
mod rules;
mod running;
pub mod seed;
mod seeding;
mod server;
pub mod settings;
pub mod state;
mod store;
mod wire;

pub use clock::{Clock, Span};
pub use log::LogEntry;
pub use role::Role;
pub use routes::{Operation, operations};
pub use running::{Account, Keys, Options, Sandbox, SandboxError, start};
pub use seed::{Seed, SeedError};
pub use settings::{Overrides, Preset, Settings};
pub use state::State;
pub use store::{Database, Store};
