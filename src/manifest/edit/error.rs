//! Why an edit is refused.

use crate::model::Diagnostic;

/// An edit that was not made. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Nothing stands where something should.
    #[error("`{file}` has no {what}")]
    Missing {
        /// The file.
        file: String,
        /// What is not there.
        what: String,
    },
    /// It repeats what stands elsewhere, which would get the entry too.
    #[error("{what} in `{file}` is an alias: what is put there is put elsewhere too")]
    Alias {
        /// The file.
        file: String,
        /// What is an alias.
        what: String,
    },
    /// It is written in a way that no small edit can change.
    #[error("`{file}` is laid out at line {line} in a way that cannot be edited")]
    Layout {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// The file would say something else than is meant, which was seen by reading it again.
    #[error("the edit of `{file}` would change more than is meant")]
    Meaning {
        /// The file.
        file: String,
        /// What it says now.
        before: String,
        /// What would have been written.
        after: String,
    },
    /// The file is not sound YAML.
    #[error("a file cannot be read")]
    Unsound(Vec<Diagnostic>),
}
