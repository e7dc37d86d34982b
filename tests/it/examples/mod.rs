//! What stands in `examples/`, held to what it says about itself.

mod folders;
mod kinds;
mod acme;
