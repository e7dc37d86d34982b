//! One page for a browser and for paper: nothing is loaded, nothing runs, and every name from elsewhere is text.

mod drift;
mod page;
mod wording;

pub use drift::drift;
