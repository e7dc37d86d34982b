//! orgform: a declarative reconciler for organizations on the Dreadnode platform.

pub mod model;
#[cfg(feature = "sandbox")]
pub mod sandbox;
