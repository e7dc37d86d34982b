//! Says it: a report and a style make a text. Nothing here asks about terminals, clocks or settings; who
//! calls has found out.

mod style;
mod visible;
mod words;
mod places;
mod stories;
mod phrases;
mod waits;
mod approvals;
mod verdict;
mod closing;
mod past;
mod facts;
mod drift;
mod origins;
mod diagnostic;
mod difference;
pub mod human;
pub mod markdown;
pub mod sarif;
pub mod junit;
pub mod github;
pub mod html;

pub use diagnostic::{MOST_SHOWN, diagnostics};
pub use difference::{difference, patch};
pub use style::{Style, Symbols};
