//! Whom to tell how far a read is.

/// Told of reads as they are planned and done. Called from one task, never at once.
pub trait Progress: Send + Sync {
    /// That many requests more will be sent.
    fn planned(&self, more: usize) {
        let _ = more;
    }

    /// One request was answered.
    fn done(&self) {}
}

/// Nobody is told.
pub struct Silent;

impl Progress for Silent {}
