//! For comments on pull requests: the verdict first, losses next, the rest folded; short enough for every
//! forge, and harmless whatever the names in it are.

mod escape;
mod section;
mod fit;
mod people;
mod changes;
mod notes;
mod plan;
mod drift;
mod issue;
mod talk;

pub use drift::drift;
pub use issue::{Issue, issue};
pub use plan::{MarkdownOptions, plan};
pub use talk::talk;
