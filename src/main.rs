//! The orgform program.
fn main() {}
