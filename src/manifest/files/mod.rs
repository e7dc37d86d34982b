//! Which files a manifest is made of, and reading them. The only part of this room that touches the disk.

mod kind;
mod part;
mod read;
mod tell;
mod below;
mod walk;
mod standing;

pub(crate) use kind::FileKind;
pub(crate) use part::{Part, Parts};
pub use standing::standing;
pub(crate) use tell::shown;
pub(crate) use walk::collect;

/// The root file of a folder of manifests.
pub const ROOT_FILE: &str = "orgform.yaml";
