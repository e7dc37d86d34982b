//! Reports: what machines read.

mod diagnostics;
mod plan;
mod schema;
