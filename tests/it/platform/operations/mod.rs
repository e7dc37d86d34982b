//! `docs/platform.md`: who sends and who answers each operation of the platform, and what shows it.

mod driven;
mod page;
mod shown;
