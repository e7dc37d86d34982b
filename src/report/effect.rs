//! What happens because of a change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Effect, Role};

/// A consequence of a change; told, never sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are what the variant names")]
pub enum EffectReport {
    /// The person leaves the team.
    LeavesTeam { team: String },
    /// The person's direct grant goes.
    LosesGrant { workspace: String, role: Role },
    /// The team's grant goes.
    TeamLosesGrant { workspace: String, role: Role },
    /// The workspace is deleted by the platform, because nobody else owns it.
    WorkspaceDies { workspace: String },
    /// The person's private default workspace is deleted with the membership.
    DefaultWorkspaceDies { workspace: String },
    /// Who owns the workspace cannot be read, so it may be deleted.
    WorkspaceMayDie { workspace: String },
}

impl From<&Effect> for EffectReport {
    fn from(effect: &Effect) -> EffectReport {
        match effect {
            Effect::LeavesTeam(team) => EffectReport::LeavesTeam {
                team: team.to_string(),
            },
            Effect::LosesGrant(workspace, role) => EffectReport::LosesGrant {
                workspace: workspace.to_string(),
                role: *role,
            },
            Effect::TeamLosesGrant(workspace, role) => EffectReport::TeamLosesGrant {
                workspace: workspace.to_string(),
                role: *role,
            },
            Effect::WorkspaceDies(workspace) => EffectReport::WorkspaceDies {
                workspace: workspace.to_string(),
            },
            Effect::DefaultWorkspaceDies(workspace) => EffectReport::DefaultWorkspaceDies {
                workspace: workspace.to_string(),
            },
            Effect::WorkspaceMayDie(workspace) => EffectReport::WorkspaceMayDie {
                workspace: workspace.to_string(),
            },
        }
    }
}
