//! Every operation's answers, held against the published contract.

mod asking;
mod copy;
pub(crate) mod document;
pub(in crate::sandbox) mod possible;
mod refusals;
mod successes;
