//! An examination: one line for each thing, and below it what to do.

mod page;
mod here;
mod way;
mod there;
mod routes;

pub use page::doctor;
