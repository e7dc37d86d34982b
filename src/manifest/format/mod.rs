//! The formatter: one layout for every manifest, comments and paragraphs kept, the meaning never changed.

mod scalar;
mod block_text;
mod emit;
mod sort;
mod whole;

pub(crate) use scalar::plain_or_quoted;
pub use whole::format;

#[cfg(test)]
mod tests;
