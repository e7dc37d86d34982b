//! The database: opening it, its transactions, and a file for the rows of each noun.

pub(crate) mod accounts;
mod deletion;
pub(crate) mod grants;
pub(crate) mod invitations;
pub(crate) mod members;
mod open;
pub(crate) mod orgs;
pub(crate) mod people;
pub(crate) mod projects;
mod recorded;
pub(crate) mod teams;
pub(crate) mod workspaces;

pub(crate) use open::Work;
pub use open::{Database, Store};
