//! orgform: a declarative reconciler for organizations on the Dreadnode platform.

pub mod model;
pub mod manifest;
pub mod render;
#[cfg(feature = "sandbox")]
pub mod sandbox;
