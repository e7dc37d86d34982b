//! orgform: a declarative reconciler for organizations on the Dreadnode platform.

#[cfg(feature = "sandbox")]
pub mod sandbox;
