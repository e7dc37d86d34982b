//! What is kept on the disk beside manifests: where it stands, how it is written, and read back with care.

mod places;
mod together;
mod gitignore;
mod out;
mod stored;
pub(super) mod saved_plan;

pub(super) use gitignore::gitignore;
pub(super) use out::{has_place, write, write_private};
pub(super) use places::Places;
pub(super) use stored::read_lossy;
pub(super) use together::{unwritable, write_together};
