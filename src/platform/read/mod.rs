//! Reading: what planning may hold. A list is read completely or not at all.

mod requests;
mod pages;
mod rows;
mod outcome;
mod verdict;
mod details;
mod found;
mod account;
mod api;
mod ask;
mod gather;
mod whole;

pub use account::{AccountApi, Deployment, OwnOrganization};
pub use api::ReadApi;
pub use whole::LiveRead;
