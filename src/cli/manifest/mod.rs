//! Manifests as commands meet them: read with their mistakes told, held against a baseline, edited, and new ones
//! written where there is room.

mod read;
mod baseline;
mod git;
mod home;
pub(super) mod edit;

pub(super) use baseline::{BaselineArgs, Manifests};
pub(super) use git::commit;
pub(super) use home::Home;
pub(super) use read::{desired, edited, loaded};
