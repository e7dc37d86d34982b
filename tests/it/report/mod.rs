//! Reports: what machines read.

mod plan;
mod schema;
