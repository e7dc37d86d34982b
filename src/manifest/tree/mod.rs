//! From source to a tree in which every key and value knows its place.

mod node;
mod limits;
mod scalar;
mod syntax;
mod frame;
mod piece;
mod build;
mod alias;
mod tell;
mod join;
mod parse;
mod entries;
mod value;
mod at;
mod deserialize;

pub(crate) use at::At;
pub(crate) use limits::MAX_DEPTH;
pub(crate) use node::{Entry, Kind, NodeId, Tree};
pub(crate) use parse::parse;
pub(crate) use scalar::{is_boolean_of_yaml_1_1, is_text};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod laws;
