//! For people at a terminal: one calm column of text, the most important first, the summary last.

mod canvas;
mod table;
mod plan;
mod receipt;
mod journal;
mod talk;
mod bootstrap;
mod verdict;
mod people;
mod changes;
mod held;
mod waiting;
mod findings;
mod unmanaged;
mod guards;
mod closing;
mod edit;
mod doctor;
mod drift;

pub use bootstrap::{
    Imported, NEXT_ON_GITHUB, NEXT_ON_GITLAB, begun, imported, next_after_import, next_after_init,
};
pub use doctor::doctor;
pub use drift::drift;
pub use edit::{adopt, offboard};
pub use journal::journal;
pub use plan::plan;
pub use receipt::receipt;
pub use talk::{
    clock, failure, invalid, question, reads, sandbox_serving, saved_plan, scene, snapshot_taken, valid,
};
