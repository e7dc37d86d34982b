//! Workflow commands: lines that GitHub turns into notes beside the lines of a pull request.

mod command;
mod diagnostics;
mod drift;

pub use diagnostics::diagnostics;
pub use drift::drift;
