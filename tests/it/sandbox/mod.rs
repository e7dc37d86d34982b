//! The sandbox, asked over HTTP.

mod client;
mod faults;
mod invitations;
mod people;
mod persistence;
mod refusals;
mod spaces;
