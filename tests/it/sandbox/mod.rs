//! The sandbox, asked over HTTP.

mod client;
pub(crate) mod contract;
mod control;
mod faults;
mod hostile;
mod invitations;
mod people;
mod persistence;
mod raw;
mod refusals;
mod settings;
mod spaces;
