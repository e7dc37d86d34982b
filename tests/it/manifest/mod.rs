//! The manifest room from outside: fixtures, hostile input, laws.

mod told;
mod fixtures;
mod files;
mod hostile;
mod laws;
mod format;
mod schema;
mod write;
mod editor;
