//! The operations of the platform: one table of routes, one file per noun.

mod invitations;
mod members;
mod meta;
mod organizations;
mod projects;
mod table;
mod teams;
mod users;
mod workspace_teams;
mod workspace_users;
mod workspaces;

pub(crate) use table::{Access, Offer, Route, find, paths};
pub use table::{Operation, operations};
