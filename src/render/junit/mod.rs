//! JUnit XML, for whatever shows the results of tests: what counts is a failure, and everything else passes.

mod xml;
mod diagnostics;

pub use diagnostics::diagnostics;
