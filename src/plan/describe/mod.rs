//! The other way round: what a manifest says that live already satisfies.

mod note;
mod sketch;
mod organization;
mod people;
mod teams;
mod workspaces;
mod whole;

pub use note::Note;
pub use whole::{Description, describe, describe_as_named};
