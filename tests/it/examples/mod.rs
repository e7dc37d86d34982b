//! What stands in `examples/`, held to what it says about itself.

mod folders;
mod schema;
mod kinds;
mod acme;
mod small;
mod reports;
