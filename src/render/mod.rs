//! From reports to text. Every renderer is a function of what is to be said and of a style.

mod style;
mod diagnostic;

pub use diagnostic::{MOST_SHOWN, diagnostics};
pub use style::Style;
