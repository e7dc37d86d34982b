//! What a line of a report is about, by its plain names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Address;

/// An address taken apart, its names not percent-escaped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are the names in the address")]
pub enum TargetReport {
    /// The organization itself.
    Organization,
    /// A person in the organization.
    Member { person: String },
    /// A person on the way in.
    Invitation { person: String },
    /// A team.
    Team { team: String },
    /// A person in a team.
    TeamMember { team: String, person: String },
    /// A workspace.
    Workspace { workspace: String },
    /// A team's grant on a workspace.
    TeamGrant { workspace: String, team: String },
    /// A person's direct grant on a workspace.
    UserGrant { workspace: String, person: String },
}

impl From<&Address> for TargetReport {
    fn from(address: &Address) -> TargetReport {
        match address {
            Address::Organization => TargetReport::Organization,
            Address::Member(person) => TargetReport::Member {
                person: person.to_string(),
            },
            Address::Invitation(person) => TargetReport::Invitation {
                person: person.to_string(),
            },
            Address::Team(team) => TargetReport::Team {
                team: team.to_string(),
            },
            Address::TeamMember(team, person) => TargetReport::TeamMember {
                team: team.to_string(),
                person: person.to_string(),
            },
            Address::Workspace(workspace) => TargetReport::Workspace {
                workspace: workspace.to_string(),
            },
            Address::TeamGrant(workspace, team) => TargetReport::TeamGrant {
                workspace: workspace.to_string(),
                team: team.to_string(),
            },
            Address::UserGrant(workspace, person) => TargetReport::UserGrant {
                workspace: workspace.to_string(),
                person: person.to_string(),
            },
        }
    }
}

impl TargetReport {
    /// The person that this names.
    pub fn person(&self) -> Option<&str> {
        match self {
            TargetReport::Member { person }
            | TargetReport::Invitation { person }
            | TargetReport::TeamMember { person, .. }
            | TargetReport::UserGrant { person, .. } => Some(person),
            _ => None,
        }
    }
}
