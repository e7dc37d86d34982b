//! From what is desired to text: the files of a manifest, or one entry of one. What is written is laid out as the
//! formatter would, and means the same when it is read.

pub(in crate::manifest) mod entries;
mod sections;
mod names;
mod schema_line;
mod whole;
mod first;

pub use first::first;
pub(in crate::manifest) use names::file_name;
pub use schema_line::schema_file;
pub use whole::{Layout, write};
