//! Which of the routes that orgform reads exist on a platform, and which can be known only by writing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckState, Subject};
use crate::platform::{CallError, PlatformError};

/// The routes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum RoutesCheck {
    /// Each was asked once.
    Asked {
        /// Those that read.
        reads: Vec<RouteReport>,
        /// What no page documents and no reading shows: whether it can be written here is known to whoever writes it.
        known_by_writing_alone: Vec<WriteName>,
    },
    /// None was asked.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

/// One route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RouteReport {
    /// What it lists.
    pub lists: RouteName,
    /// What it did.
    #[serde(flatten)]
    pub answering: Answering,
}

/// A route by what it lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say what they list")]
pub enum RouteName {
    Members,
    Invitations,
    Teams,
    TeamMembers,
    Workspaces,
    WorkspaceUsers,
    WorkspaceTeams,
}

/// What a route did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answering {
    /// It answered.
    Rows,
    /// It does not exist here.
    Missing,
    /// This key may not read it.
    Forbidden,
    /// There is nothing to ask it about: no team, or no workspace.
    NothingToAsk,
    /// Something else came.
    Failed {
        /// What came.
        why: String,
    },
}

/// What is written, where only an attempt shows whether it can be. A later minor version may add some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WriteName {
    /// Creating, changing and deleting teams.
    Teams,
    /// Putting people into teams and taking them out.
    TeamMembers,
    /// Changing and deleting workspaces; creating them is documented.
    WorkspaceChanges,
    /// Revoking grants of people; giving them is documented.
    UserGrantRevocations,
    /// Giving, changing and revoking grants of teams.
    TeamGrants,
}

const BY_WRITING: [WriteName; 5] = [
    WriteName::Teams,
    WriteName::TeamMembers,
    WriteName::WorkspaceChanges,
    WriteName::UserGrantRevocations,
    WriteName::TeamGrants,
];

impl RoutesCheck {
    /// What each route did.
    pub fn of(reads: Vec<RouteReport>) -> RoutesCheck {
        RoutesCheck::Asked {
            reads,
            known_by_writing_alone: BY_WRITING.to_vec(),
        }
    }

    pub(super) fn state(&self) -> CheckState {
        let RoutesCheck::Asked { reads, .. } = self else {
            return CheckState::Unknown;
        };
        let any = |wanted| reads.iter().any(|route| route.state() == wanted);
        if any(CheckState::Problem) {
            CheckState::Problem
        } else if any(CheckState::Note) {
            CheckState::Note
        } else {
            CheckState::Fine
        }
    }
}

impl RouteReport {
    fn state(&self) -> CheckState {
        match (&self.answering, self.lists) {
            (Answering::Rows | Answering::NothingToAsk, _) => CheckState::Fine,
            (Answering::Failed { .. }, _) | (_, RouteName::Members) => CheckState::Problem,
            (Answering::Missing | Answering::Forbidden, _) => CheckState::Note,
        }
    }
}

impl Answering {
    /// What came of asking.
    pub fn of<T>(told: &Result<T, PlatformError>) -> Answering {
        match told {
            Ok(_) => Answering::Rows,
            Err(PlatformError::Call(call)) => Answering::refused(call),
            Err(error) => Answering::failed(error),
        }
    }

    fn refused(call: &CallError) -> Answering {
        if call.is_not_found() || call.is_not_offered() {
            Answering::Missing
        } else if call.is_forbidden() {
            Answering::Forbidden
        } else {
            Answering::failed(call)
        }
    }

    fn failed(error: &dyn std::error::Error) -> Answering {
        Answering::Failed {
            why: error.to_string(),
        }
    }
}
