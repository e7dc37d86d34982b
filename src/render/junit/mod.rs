//! JUnit XML, for whatever shows the results of tests: what counts is a failure, and everything else passes.

mod xml;
mod diagnostics;
mod drift;

pub use diagnostics::diagnostics;
pub use drift::drift;
