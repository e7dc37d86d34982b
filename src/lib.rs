//! orgform declares an organization on the Dreadnode platform in YAML, compares it with the live one over
//! HTTP, and applies the smallest safe set of changes.
//!
//! **Read, decide, act, say.** One library with a thin binary; each room below is a module, and no two
//! depend on each other in a circle.
//!
//! ```text
//!            READ                          DECIDE (pure)                          ACT                SAY
//! files ──► manifest ──► Desired ─┐
//!                                 ├─► plan ─► Plan ─► guards ─► ApprovedPlan ─► apply ─► Receipt ─► report ─► render
//! HTTP ───► platform ──► Live ────┘     │  └► access before/after  └► Refusal      └► verify          ▲
//!                                       └─► drift ─► Drift (plans of the manifest and its baseline) ──┘
//! ```
//!
//! | room | holds | may use | never |
//! | --- | --- | --- | --- |
//! | [`model`] | the nouns | – | input and output |
//! | [`manifest`] | text to desired | `model` | network, live state |
//! | [`platform`] | the HTTP client; readers cannot write | `model` | manifest, planning |
//! | [`plan`] | desired × live → plan | `model` | input, output, clocks |
//! | [`guards`] | one rule a file; only they make an `ApprovedPlan` | `model`, `plan` | input and output |
//! | [`drift`] | plans → what differs, by whose doing | `model`, `plan` | input, output, clocks |
//! | [`apply`] | runs an `ApprovedPlan`, keeps the journal, verifies | `model`, `plan`, `guards`, `platform` | printing, deciding |
//! | [`report`] | versioned views for machines | all of the above but `manifest` | sentences for people |
//! | [`snapshot`] | a look, written down; reports come of it, and nothing that `apply` takes | `model`, `plan`, `guards`, `drift`, `report` | network, `apply` |
//! | [`render`] | views for people, and for what shows things to people: a function of a report and a style | `report`, `model` | anything else |
//! | `sandbox` | the platform in miniature | nothing of ours | client, planning |
//! | [`watch`] | round after round, told by HTTP | nothing of ours | the platform, so no writing |
//! | [`cli`] | arguments, commands, exit codes, the terminal | everything | deciding what is safe |
//!
//! A room's `mod.rs` is its table of contents, and names what other rooms may use. `platform`, `apply`, `sandbox`,
//! `watch` and `cli` wait for things; the rest is plain functions.
//!
//! A test (`tests/it/architecture.rs`) keeps the table true.

pub mod model;
pub mod manifest;
pub mod platform;
pub mod plan;
pub mod guards;
pub mod drift;
pub mod apply;
pub mod report;
pub mod snapshot;
pub mod render;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod watch;
pub mod cli;
#[cfg(test)]
mod testing;
