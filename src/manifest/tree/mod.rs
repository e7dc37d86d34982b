//! From source to a tree in which every key and value knows its place.

mod node;
mod limits;
mod scalar;
mod syntax;
mod frame;
mod build;
mod entries;
mod value;
mod at;
mod deserialize;

pub(crate) use at::At;
pub(crate) use build::parse;
pub(crate) use node::{Entry, Kind, NodeId, Tree};

#[cfg(test)]
mod tests;
