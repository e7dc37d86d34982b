//! The formatter: one layout for every manifest, comments and paragraphs kept, the meaning never changed.

mod scalar;
mod block_text;
mod emit;
mod sort;
mod draft;
mod whole;

pub(super) use draft::{Draft, Entry, lay_out, lay_out_entry, lay_out_in_brackets, lay_out_text};
pub use whole::format;

#[cfg(test)]
mod tests;
