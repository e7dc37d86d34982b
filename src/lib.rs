//! orgform: a declarative reconciler for organizations on the Dreadnode platform.

pub mod model;
pub mod platform;
#[cfg(feature = "sandbox")]
pub mod sandbox;
