//! Documents as text: written as JSON, and read back only by who understands them.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::FormatVersion;

/// What a document is, so that nothing is taken for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A plan with the guards' verdict.
    Plan,
    /// A plan on disk, to be applied later.
    SavedPlan,
    /// What became of a plan.
    Receipt,
    /// What was found in a manifest.
    Diagnostics,
    /// Where live is not what is declared.
    Drift,
    /// Somebody is taken out of a manifest.
    Offboard,
    /// What is live is taken into a manifest.
    Adopt,
    /// A whole organization as it was read.
    Snapshot,
    /// What stands in the way of a plan.
    Doctor,
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DocumentKind::Plan => "plan",
            DocumentKind::SavedPlan => "saved-plan",
            DocumentKind::Receipt => "receipt",
            DocumentKind::Diagnostics => "diagnostics",
            DocumentKind::Drift => "drift",
            DocumentKind::Offboard => "offboard",
            DocumentKind::Adopt => "adopt",
            DocumentKind::Snapshot => "snapshot",
            DocumentKind::Doctor => "doctor",
        })
    }
}

/// Why a text is no document that this version of orgform can show.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Cut, or never was JSON.
    #[error("is not JSON: {0}")]
    NotJson(#[source] serde_json::Error),
    /// JSON of somebody else.
    #[error("has no `format_version` and `kind`, so it is no document of orgform: {0}")]
    NotOurs(#[source] serde_json::Error),
    /// Another document of ours.
    #[error("is of kind `{found}`, not `{wanted}`")]
    OtherKind {
        /// What it says it is.
        found: String,
        /// What was asked for.
        wanted: DocumentKind,
    },
    /// Written by an orgform that changed the format.
    #[error("has format version {found}, and this orgform reads {}.x: use a newer orgform", supported.major)]
    Newer {
        /// What it says it is.
        found: FormatVersion,
        /// What can be read.
        supported: FormatVersion,
    },
    /// Written before the format was changed.
    #[error("has format version {found}, and this orgform reads {}.x: write it again", supported.major)]
    Older {
        /// What it says it is.
        found: FormatVersion,
        /// What can be read.
        supported: FormatVersion,
    },
    /// Of the right version, and not what that version says: cut or edited.
    #[error("is damaged: {0}")]
    Damaged(#[source] serde_json::Error),
}

/// A document that carries its kind and its version.
pub trait Document: Serialize + DeserializeOwned {
    /// What it is.
    const KIND: DocumentKind;
    /// The version that is written, and whose major version is read.
    const VERSION: FormatVersion;

    /// The document as JSON, indented, with a newline at the end. The same value gives the same bytes.
    fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut json = serde_json::to_string_pretty(self)?;
        json.push('\n');
        Ok(json)
    }

    /// Reads a document back. Fields that a later minor version added are ignored.
    fn from_json(text: &str) -> Result<Self, ReadError> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(ReadError::NotJson)?;
        let header = Header::deserialize(&value).map_err(ReadError::NotOurs)?;
        header.check(Self::KIND, Self::VERSION)?;
        serde_json::from_value(value).map_err(ReadError::Damaged)
    }
}

/// What every document of ours begins with, whatever its version.
#[derive(Deserialize)]
struct Header {
    format_version: FormatVersion,
    kind: String,
}

impl Header {
    fn check(self, wanted: DocumentKind, supported: FormatVersion) -> Result<(), ReadError> {
        let found = self.format_version;
        if self.kind != wanted.to_string() {
            return Err(ReadError::OtherKind {
                found: self.kind,
                wanted,
            });
        }
        match found.major.cmp(&supported.major) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => Err(ReadError::Newer { found, supported }),
            std::cmp::Ordering::Less => Err(ReadError::Older { found, supported }),
        }
    }
}
