//! Changes to a manifest as small as they can be: one entry goes or comes, and every other byte stays as it is.
//!
//! An edit is text work on what `cst` knows of a file. It is believed only when the file, read again, says exactly what
//! was meant; otherwise it is refused, and what would have been written is shown.

mod spot;
mod error;
mod page;
mod find;
mod block;
mod flow;
mod entry;
mod remove;
mod insert;
mod change;
mod revision;
mod person;
mod place;

pub use error::EditError;
pub use person::{Declaration, closest_person, declarations};
pub use revision::{Changed, Revision};

#[cfg(test)]
mod tests;
