//! What happens, in words without layout: the same for every format.

mod steps;
mod consequences;
mod paths;

pub(super) use consequences::{Consequence, UNSEEN_WORKSPACES, consequences};
pub(super) use paths::{how, membership, transition};
pub(super) use steps::{reason, subject, thing, what};
