//! orgform: a declarative reconciler for organizations on the Dreadnode platform.

pub mod model;
pub mod plan;
pub mod guards;
pub mod report;
pub mod render;
#[cfg(feature = "sandbox")]
pub mod sandbox;
