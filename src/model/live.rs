//! What the platform says now: rows as they were read, nothing matched or judged yet.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    LiveInvitation, ModelAccess, OrganizationId, Role, TeamId, Text, UserId, WorkspaceId, WorkspaceKey,
};

/// One organization, read completely. Rows stand in the order of their ids or keys, never in the
/// platform's, which promises none.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// The platform's root address, for saying which one was read.
    pub server: String,
    /// The account that the key belongs to.
    pub caller: Caller,
    /// The organization itself.
    pub organization: LiveOrganization,
    /// Everybody in it.
    pub members: Vec<LiveMember>,
    /// Every invitation, open and closed.
    pub invitations: Reading<Vec<LiveInvitation>>,
    /// Every team.
    pub teams: Reading<Vec<LiveTeam>>,
    /// Every workspace that the caller may see.
    pub workspaces: Reading<Vec<LiveWorkspace>>,
}

/// What became of reading a collection. Only `Read` says anything about what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// Complete.
    Read(T),
    /// Refused for this object (403 or 404 on one of many), with the platform's words.
    Unreadable(String),
    /// This platform has no such route.
    Unsupported,
    /// The manifest does not look after it, so nobody asked.
    NotAsked,
}

impl<T> Reading<T> {
    /// What was read, if it was.
    pub fn known(&self) -> Option<&T> {
        match self {
            Reading::Read(value) => Some(value),
            _ => None,
        }
    }
}

/// The account whose key is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub user_id: UserId,
    /// Its address as the platform writes it.
    pub email: String,
}

/// The organization's own row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveOrganization {
    /// Its id: what a saved plan is bound to.
    pub id: OrganizationId,
    /// Its key.
    pub key: String,
    /// The display name.
    pub name: Text,
    /// The description.
    pub description: Text,
    /// False where the platform suspended it.
    pub is_active: bool,
    /// Whether people outside may be invited; what "outside" means is UNKNOWN.
    pub allow_external_invites: Option<bool>,
    /// The number of seats.
    pub max_members: Option<u64>,
    /// The number of members, as the platform counts.
    pub member_count: Option<u64>,
    /// Whether the caller may manage members; `None` where the platform does not tell.
    pub may_manage_members: Option<bool>,
    /// Whether the caller may create workspaces; `None` where the platform does not tell.
    pub may_create_workspaces: Option<bool>,
}

/// A member's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveMember {
    /// The account.
    pub user_id: UserId,
    /// The address as the platform writes it.
    pub email: String,
    /// The name to show, if the account has one.
    pub name: Option<String>,
    /// The role in the organization.
    pub role: Role,
    /// False for an account that the platform suspended.
    pub is_active: bool,
    /// Who brought them in, as the platform names them.
    pub invited_by: Option<String>,
    /// Since when.
    pub joined_at: Timestamp,
    /// Which models; `None` where the platform does not tell.
    pub models: Option<ModelAccess>,
}

/// A team's row, with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveTeam {
    /// Its id, the only thing that stays when it is renamed.
    pub id: TeamId,
    /// Its name as the platform writes it.
    pub name: String,
    /// The description.
    pub description: Text,
    /// False counts as absent.
    pub is_active: bool,
    /// The platform's own team: never planned.
    pub is_default: bool,
    /// The people in it.
    pub members: Reading<Vec<LiveTeamMember>>,
}

/// A person in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveTeamMember {
    /// The account.
    pub user_id: UserId,
    /// The address, where the row tells it.
    pub email: Option<String>,
}

/// A workspace's row, with its grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveWorkspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its key.
    pub key: WorkspaceKey,
    /// The display name.
    pub name: Text,
    /// The description.
    pub description: Text,
    /// False counts as absent, with the key taken.
    pub is_active: bool,
    /// Somebody's private workspace, which the platform made on joining: never planned.
    pub is_default: bool,
    /// Who made it.
    pub created_by: Option<UserId>,
    /// Direct grants of people.
    pub users: Reading<Vec<LiveUserGrant>>,
    /// Grants of teams.
    pub teams: Reading<Vec<LiveTeamGrant>>,
}

/// A person's direct grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveUserGrant {
    /// The account.
    pub user_id: UserId,
    /// The address as the platform writes it.
    pub email: String,
    /// The permission.
    pub role: Role,
    /// Who granted it, as the platform names them.
    pub granted_by: Option<String>,
    /// Since when.
    pub granted_at: Option<Timestamp>,
}

/// A team's grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveTeamGrant {
    /// The team.
    pub team_id: TeamId,
    /// The permission.
    pub role: Role,
    /// Who granted it, as the platform names them.
    pub granted_by: Option<String>,
    /// Since when.
    pub granted_at: Option<Timestamp>,
}

impl Live {
    /// What reads of these scopes would have brought of it, as far as it was read.
    #[must_use]
    pub fn within(&self, scopes: &[&ReadScope]) -> Live {
        let mut live = self.clone();
        if !scopes.iter().any(|scope| scope.teams) {
            live.teams = Reading::NotAsked;
        }
        if scopes
            .iter()
            .all(|scope| scope.workspaces == WorkspaceScope::None)
        {
            live.workspaces = Reading::NotAsked;
        }
        if let Reading::Read(workspaces) = &mut live.workspaces {
            for workspace in workspaces {
                let (key, is_default) = (&workspace.key, workspace.is_default);
                if !scopes.iter().any(|scope| scope.workspaces.opens(key, is_default)) {
                    workspace.users = Reading::NotAsked;
                    workspace.teams = Reading::NotAsked;
                }
            }
        }
        live
    }
}

/// What a read has to bring. The organization, its members and its invitations are always read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadScope {
    /// Teams and the people in them.
    pub teams: bool,
    /// The workspaces whose grants are opened (the list itself is read unless this is `None`).
    pub workspaces: WorkspaceScope,
}

/// Which workspaces are opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceScope {
    /// Not even the list is read.
    None,
    /// The list, and the grants of these.
    Named(BTreeMap<WorkspaceKey, Presence>),
    /// The list, and the grants of all but people's private default workspaces.
    Shared,
    /// The list, and the grants of all.
    All,
}

/// Whether a workspace is there, as far as it can be told before the list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Very likely, so that its grants need not wait for the list.
    Expected,
    /// Perhaps not, so that nothing is asked about it before it is listed.
    Doubtful,
}

impl ReadScope {
    /// Everything that there is.
    pub const EVERYTHING: ReadScope = ReadScope {
        teams: true,
        workspaces: WorkspaceScope::All,
    };

    /// What this scope and another bring, if there is another.
    #[must_use]
    pub fn and(self, other: Option<ReadScope>) -> ReadScope {
        let Some(other) = other else {
            return self;
        };
        ReadScope {
            teams: self.teams || other.teams,
            workspaces: self.workspaces.and(other.workspaces),
        }
    }
}

impl WorkspaceScope {
    /// What either opens.
    fn and(self, other: WorkspaceScope) -> WorkspaceScope {
        use WorkspaceScope::{All, Named, None, Shared};
        match (self, other) {
            (None, scope) | (scope, None) => scope,
            (Named(mut keys), Named(others)) => {
                for (key, presence) in others {
                    let doubtful = presence == Presence::Doubtful;
                    keys.entry(key)
                        .and_modify(|known| {
                            if doubtful {
                                *known = presence;
                            }
                        })
                        .or_insert(presence);
                }
                Named(keys)
            }
            (All, _) | (_, All) => All,
            // A declared private workspace is only reported, never looked into.
            (Shared, _) | (_, Shared) => Shared,
        }
    }

    /// Whether the grants of this workspace are to be read.
    pub fn opens(&self, key: &WorkspaceKey, is_default: bool) -> bool {
        match self {
            WorkspaceScope::None => false,
            WorkspaceScope::Named(keys) => keys.contains_key(key),
            WorkspaceScope::Shared => !is_default,
            WorkspaceScope::All => true,
        }
    }
}
