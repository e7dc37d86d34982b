//! The sandbox, asked over HTTP.

mod client;
mod control;
mod faults;
mod invitations;
mod people;
mod persistence;
mod refusals;
mod settings;
mod spaces;
