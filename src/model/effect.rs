//! What happens because of a change, without being sent.

use super::{Role, TeamName, WorkspaceKey};

/// A consequence of a change. Shown with it, counted by the guards, never sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The person leaves the team.
    LeavesTeam(TeamName),
    /// The person's direct grant goes.
    LosesGrant(WorkspaceKey, Role),
    /// The team's grant goes.
    TeamLosesGrant(WorkspaceKey, Role),
    /// The workspace dies, because nobody else owns it (DOCUMENTED).
    WorkspaceDies(WorkspaceKey),
    /// The person's private default workspace dies with the membership.
    DefaultWorkspaceDies(WorkspaceKey),
    /// Who owns the workspace cannot be read: it may die.
    WorkspaceMayDie(WorkspaceKey),
}
