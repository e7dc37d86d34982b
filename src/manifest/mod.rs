//! From text to what is desired. One road, so that the editor and the tool cannot disagree: source, parser
//! events, a tree with places, the published schema, typed values, resolution.

mod codes;
mod explain;
mod findings;
mod say;
mod suggest;
mod tree;
mod document;
mod schema;
mod shape;
mod files;
mod resolve;
mod parallel;
mod load;
mod meaning;
mod cst;
mod format;
mod write;
mod edit;

pub use codes::CODES;
pub use edit::{Changed, Declaration, EditError, Revision, closest_person, declarations};
pub use explain::{closest_code, explain};
pub use files::{ROOT_FILE, standing};
pub use format::format;
pub use load::{Loaded, load, load_files};
pub use schema::schema;
pub use write::{Layout, first, schema_file, write};
#[cfg(test)]
mod spoilt;
