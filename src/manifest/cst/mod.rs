//! A file as it is written: every value, and the comments and blank lines that belong to it. What the formatter lays
//! out anew, and what edits leave as it is.

mod node;
mod parse;
mod comments;
mod paragraph;

pub(crate) use comments::read;
pub(crate) use node::{Child, Collection, Comment, Content, File, Kind, Lead, Node, Place, Scalar};
pub(crate) use paragraph::Paragraphs;
#[cfg(test)]
pub(crate) use parse::parse;
