//! One made-up organization in three forms: a manifest, a seed for the sandbox, and what a read of it returns. All
//! three say the same, so that a plan has nothing to do, apart from what [`Edit`] makes different.
#![allow(dead_code, reason = "several programs measure with it, each with its part")]

pub(crate) mod live;
pub(crate) mod manifest;
mod seed;
mod size;

pub(crate) use manifest::Edit;
pub(crate) use size::{CALLER, Size};
