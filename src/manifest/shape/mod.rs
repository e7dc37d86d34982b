//! The published schema held against a tree: every mistake of shape, at its place, in words.

mod check;
mod instance;
mod place;
mod contract;
mod wording;
mod keys;
mod words;

pub(crate) use check::{check, conforms};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod laws;
