//! Tells drift: where live is not what a manifest says, by whose doing, and what that means for people. Pure, and
//! computed from plans alone, so that a drift report and a plan can never disagree.
//!
//! With a baseline (the manifest as of the last apply) there are two plans of one live organization, and each
//! difference falls into one of four [`State`]s.

mod difference;
mod key;
mod severity;
mod effect;
mod provenance;
mod sentence;
mod item;
mod compare;
mod burst;
mod origin;

pub use burst::Burst;
pub use compare::{Drift, compare};
pub use difference::{Difference, Kind, What};
pub use item::{Item, State};
pub use origin::{Origins, origins};
pub use provenance::{Deed, Provenance};
pub use severity::Severity;
