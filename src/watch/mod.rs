//! Looks again and again, and tells by HTTP what it saw: the drift check as a process that stays.
//!
//! It never applies: what looks is a [`Look`], whose answer is counts. Nothing here knows a platform, so
//! nothing here can write to one.

mod seen;
mod pace;
mod health;
mod metrics;
mod board;
mod pages;
mod rounds;

pub use board::Board;
pub use pace::{Pace, chance};
pub use pages::serve;
pub use rounds::rounds;
pub use seen::{Cause, Look, Seen, Sort, Trouble};
