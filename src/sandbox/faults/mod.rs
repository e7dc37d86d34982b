//! Misbehaviour on demand: rules that say which requests are struck, and what happens to them.

mod control;
mod effect;
mod rule;
mod spec;

pub use control::{FaultControl, Struck};
pub use effect::Effect;
pub use rule::{Rule, Verb};
pub use spec::time;

pub(crate) use control::Strike;
pub(crate) use effect::Delivery;
