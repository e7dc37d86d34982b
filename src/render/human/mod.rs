//! For people at a terminal: one calm column of text, the most important first, the summary last.

mod canvas;
mod table;
mod plan;
mod verdict;
mod people;
mod changes;
mod held;
mod waiting;
mod findings;
mod unmanaged;
mod guards;
mod closing;

pub use plan::plan;
