//! What is on this machine, beside the path that was given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CheckState;

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum ManifestCheck {
    /// Without mistakes.
    Valid {
        /// Where.
        path: String,
        /// The organization that it is for.
        organization: String,
        /// How many members it declares; null where it does not look after them.
        members: Option<usize>,
        /// How many teams.
        teams: Option<usize>,
        /// How many workspaces.
        workspaces: Option<usize>,
        /// How many warnings there are.
        warnings: usize,
    },
    /// With mistakes.
    Invalid {
        /// Where.
        path: String,
        /// The organization that it names all the same.
        organization: Option<String>,
        /// How many mistakes.
        mistakes: usize,
    },
    /// There is none.
    Absent {
        /// What was looked for and not found.
        why: String,
        /// Whether somebody named this path, so that one was expected there.
        expected: bool,
    },
}

impl ManifestCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            ManifestCheck::Valid { warnings: 0, .. } => CheckState::Fine,
            ManifestCheck::Valid { .. } | ManifestCheck::Absent { expected: false, .. } => CheckState::Note,
            ManifestCheck::Invalid { .. } | ManifestCheck::Absent { expected: true, .. } => {
                CheckState::Problem
            }
        }
    }
}

/// The last apply of this checkout, as its journal tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum LastApplyCheck {
    /// There is no journal.
    None,
    /// It came to its own end.
    Ended {
        /// Its journal.
        journal: String,
    },
    /// It runs now.
    Running {
        /// The number of its process, as far as it can be read.
        process: String,
    },
    /// It was cut off.
    CutOff {
        /// Its journal.
        journal: String,
        /// How many calls were sent whose end nobody knows.
        open_calls: usize,
    },
    /// Its journal cannot be read.
    Unreadable {
        /// Its journal.
        journal: String,
        /// What is wrong with it.
        why: String,
    },
}

impl LastApplyCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            LastApplyCheck::None | LastApplyCheck::Ended { .. } => CheckState::Fine,
            LastApplyCheck::Running { .. }
            | LastApplyCheck::CutOff { .. }
            | LastApplyCheck::Unreadable { .. } => CheckState::Note,
        }
    }
}
