//! From what is written to what is meant: names, references, ownership of sections.
//!
//! Every step looks at all files and tells every mistake. What is unusable was told before, reads as absent
//! here, and is never a reason for a further mistake.

mod input;
mod scope;
mod names;
mod named;
mod sections;
mod once;
mod texts;
mod organization;
mod manage;
mod guards;
mod approvals;
mod members;
mod teams;
mod workspaces;
mod previously;
mod conflicts;
mod assemble;

pub(crate) use assemble::resolve;
pub(crate) use input::{Input, ReadFile};

#[cfg(test)]
mod tests;
