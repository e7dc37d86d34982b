//! What an apply tells while it runs.

use super::{Outcome, Receipt};
use crate::model::Change;

/// Something happened. Told from one task, in the order in which it happened.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many changes will be tried.
    Began {
        /// The number of changes.
        changes: usize,
    },
    /// A change was started.
    Started(&'a Change),
    /// A change came to its end.
    Finished(&'a Change, &'a Outcome),
    /// No more changes are started; those under way are finished.
    Interrupted {
        /// How many are under way.
        under_way: usize,
    },
    /// Live is read again to see what came of it.
    Verifying,
    /// Everything is over.
    Ended(&'a Receipt),
}

/// Somebody who watches.
pub trait Observer: Send + Sync {
    /// Something happened.
    fn observe(&self, event: &Event<'_>);
}

/// Nobody watches.
pub struct Unobserved;

impl Observer for Unobserved {
    fn observe(&self, _: &Event<'_>) {}
}
