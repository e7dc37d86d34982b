//! The sandbox, asked over HTTP.

mod client;
pub(crate) mod contract;
mod control;
mod demo;
mod faults;
mod hostile;
mod invitations;
mod people;
mod persistence;
mod questions;
mod raw;
mod refusals;
mod roles;
mod served;
mod settings;
mod spaces;
mod standing;
