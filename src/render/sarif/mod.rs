//! SARIF 2.1.0: what code scanning shows beside the lines of a repository.

mod log;
mod text;
mod diagnostics;
mod drift;

pub use diagnostics::diagnostics;
pub use drift::drift;
