//! What tests share.

pub(crate) mod blessed;
pub(crate) mod world;
