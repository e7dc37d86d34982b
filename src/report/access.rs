//! What a plan means for people.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Email, Role, TeamName};
use crate::plan::{AccessChange, AccessPath, AccessSummary, Plan};

/// A person whose access to a workspace, or a path to it, changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessReport {
    /// The person.
    pub person: String,
    /// The workspace.
    pub workspace: String,
    /// Whether it is somebody's private default workspace.
    pub private: bool,
    /// The best permission before; null for none.
    pub before: Option<Role>,
    /// The best permission after; null for none.
    pub after: Option<Role>,
    /// Every path before.
    pub paths_before: Vec<PathReport>,
    /// Every path after.
    pub paths_after: Vec<PathReport>,
}

/// One way in which somebody has access.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "via", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are what the variant names")]
pub enum PathReport {
    /// A direct grant.
    Direct { role: Role },
    /// A team's grant.
    Team { team: String, role: Role },
    /// The implicit right of the organization's owners.
    OrganizationOwner { role: Role },
}

impl PathReport {
    /// The permission that the path gives.
    pub fn role(&self) -> Role {
        match self {
            PathReport::Direct { role }
            | PathReport::Team { role, .. }
            | PathReport::OrganizationOwner { role } => *role,
        }
    }
}

/// People by what the plan means for them; robots are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PeopleReport {
    /// Who has no access to anything any more, or leaves the organization.
    pub lose_all: Vec<String>,
    /// Who may do less somewhere, and still has something.
    pub lose_some: Vec<String>,
    /// Who becomes owner of the organization or of a workspace.
    pub gain_owner: Vec<String>,
    /// Who may do more somewhere, without becoming owner.
    pub gain: Vec<String>,
    /// How many people nothing changes for.
    pub unaffected: usize,
    /// Shared workspaces whose grants, or whose teams' people, are not known, so that what is said about access to
    /// them is not complete.
    pub unknown_workspaces: Vec<String>,
}

impl AccessReport {
    pub(super) fn of(change: &AccessChange, plan: &Plan) -> AccessReport {
        let workspace = plan.before.workspaces.get(&change.workspace);
        AccessReport {
            person: change.person.to_string(),
            workspace: change.workspace.to_string(),
            private: workspace.is_some_and(|workspace| workspace.default),
            before: change.before(),
            after: change.after(),
            paths_before: paths(&change.paths_before),
            paths_after: paths(&change.paths_after),
        }
    }
}

pub(super) fn paths(paths: &BTreeSet<AccessPath>) -> Vec<PathReport> {
    paths.iter().map(PathReport::from).collect()
}

impl From<&AccessPath> for PathReport {
    fn from(path: &AccessPath) -> PathReport {
        let role = path.role();
        match path {
            AccessPath::Direct(_) => PathReport::Direct { role },
            AccessPath::Team(team, _) => PathReport::Team {
                team: team.to_string(),
                role,
            },
            AccessPath::OrganizationOwner => PathReport::OrganizationOwner { role },
        }
    }
}

impl PeopleReport {
    pub(super) fn of(summary: &AccessSummary, plan: &Plan) -> PeopleReport {
        PeopleReport {
            lose_all: people(&summary.lose_all),
            lose_some: people(&summary.lose_some),
            gain_owner: people(&summary.gain_owner),
            gain: people(&summary.gain),
            unaffected: summary.unaffected,
            unknown_workspaces: unknown_workspaces(plan),
        }
    }
}

fn people(people: &BTreeSet<Email>) -> Vec<String> {
    people.iter().map(ToString::to_string).collect()
}

/// Those whose own grants are not known, and those granted to a team of which the people are not.
pub(super) fn unknown_workspaces(plan: &Plan) -> Vec<String> {
    let before = &plan.before;
    let is_known = |team: &TeamName| before.teams.get(team).is_none_or(|team| team.members.is_some());
    let workspaces = before
        .workspaces
        .iter()
        .filter(|(_, workspace)| !workspace.default);
    workspaces
        .filter(|(_, workspace)| match (&workspace.users, &workspace.teams) {
            (Some(_), Some(teams)) => !teams.keys().all(is_known),
            _ => true,
        })
        .map(|(key, _)| key.to_string())
        .collect()
}
