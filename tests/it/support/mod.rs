//! What tests share.

pub(crate) mod blessed;
pub(crate) mod cases;
pub(crate) mod drifts;
pub(crate) mod folder;
pub(crate) mod situations;
pub(crate) mod tools;
pub(crate) mod world;
