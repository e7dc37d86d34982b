//! From text to a seed.

use std::path::{Path, PathBuf};

use super::Seed;

/// Why a seed cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The text is no seed: wrong YAML, unknown keys, wrong values.
    #[error("{0}")]
    Shape(String),
    /// The text is well formed, and names somebody or something that is not there or is there twice.
    #[error("line {line}: {message}")]
    Meaning {
        /// Where; 0 when the seed was made in code.
        line: u64,
        /// What is wrong.
        message: String,
    },
}

impl Seed {
    /// Reads a seed.
    ///
    /// # Errors
    ///
    /// The text is no seed, or its parts do not fit together. Messages carry line numbers.
    pub fn parse(text: &str) -> Result<Self, SeedError> {
        let options = serde_saphyr::options! { budget: None };
        let seed: Self = serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| SeedError::Shape(error.to_string()))?;
        seed.check()?;
        Ok(seed)
    }

    /// Reads a seed from a file.
    ///
    /// # Errors
    ///
    /// As [`Seed::parse`], or the file cannot be read.
    pub fn from_path(path: &Path) -> Result<Self, SeedError> {
        let text = std::fs::read_to_string(path).map_err(|source| SeedError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text)
    }
}
