//! The manifest room from outside: fixtures, hostile input, laws.

mod told;
mod bounded;
mod edits;
mod explained;
mod fixtures;
mod files;
mod hostile;
mod laws;
mod format;
pub(crate) mod schema;
mod write;
mod editor;
