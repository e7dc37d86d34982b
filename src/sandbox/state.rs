//! The whole world in a form that can be compared: by names, without ids and times.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{clock::stamp, query::all, role::Role};

/// The world, sorted. Two worlds are the same when their states are equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The organizations by key.
    pub organizations: BTreeMap<String, OrganizationState>,
}

/// An organization with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationState {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Members by address.
    pub members: BTreeMap<String, MemberState>,
    /// Invitations, by address and then by age.
    pub invitations: Vec<InvitationState>,
    /// Teams, by name and then by age.
    pub teams: Vec<TeamState>,
    /// Workspaces by key, the default ones too; of two rows of one key the newer.
    pub workspaces: BTreeMap<String, WorkspaceState>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberState {
    /// The role.
    pub role: Role,
    /// False for a suspended account.
    pub active: bool,
    /// The models, or `None` for all.
    pub models: Option<Vec<String>>,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationState {
    /// Whom.
    pub email: String,
    /// As what.
    pub role: Role,
    /// `open`, `verifying`, `expired`, `accepted` or `declined`.
    pub state: String,
    /// When it ends.
    pub expires: String,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamState {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// False for a deleted one.
    pub active: bool,
    /// Whether new members are put into it.
    pub default: bool,
    /// Addresses.
    pub members: Vec<String>,
}

/// A workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceState {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// False for a deleted one.
    pub active: bool,
    /// The address of the person whose default workspace it is.
    pub default_of: Option<String>,
    /// Grants to people, by address.
    pub users: BTreeMap<String, Role>,
    /// Grants to teams, by name.
    pub teams: BTreeMap<String, Role>,
}

impl State {
    /// Reads everything; `now` tells which invitations have expired.
    pub(crate) fn read(conn: &Connection, now: Timestamp) -> rusqlite::Result<Self> {
        let rows = all(
            conn,
            "SELECT id, key, name, description FROM orgs ORDER BY key",
            [],
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get(2)?,
                    row.get(3)?,
                ))
            },
        )?;
        let mut organizations = BTreeMap::new();
        for (id, key, name, description) in rows {
            let state = OrganizationState {
                name,
                description,
                members: members(conn, &id)?,
                invitations: invitations(conn, &id, now)?,
                teams: teams(conn, &id)?,
                workspaces: workspaces(conn, &id)?,
            };
            organizations.insert(key, state);
        }
        Ok(Self { organizations })
    }

    /// The organization that the seed made, when it is the only one.
    #[must_use]
    pub fn organization(&self) -> Option<&OrganizationState> {
        self.organizations
            .values()
            .next()
            .filter(|_| self.organizations.len() == 1)
    }
}

fn members(conn: &Connection, org: &str) -> rusqlite::Result<BTreeMap<String, MemberState>> {
    let sql = "SELECT u.email, m.role, m.active, m.models FROM members m JOIN users u ON u.id = m.user_id
               WHERE m.org_id = ?1";
    let rows = all(conn, sql, [org], |row| {
        let models: Option<String> = row.get(3)?;
        let models = models.and_then(|models| serde_json::from_str(&models).ok());
        Ok((
            row.get(0)?,
            MemberState {
                role: row.get(1)?,
                active: row.get(2)?,
                models,
            },
        ))
    })?;
    Ok(rows.into_iter().collect())
}

fn invitations(conn: &Connection, org: &str, now: Timestamp) -> rusqlite::Result<Vec<InvitationState>> {
    let sql = "SELECT email, role, accepted, pending_verification, expires_at FROM invitations
               WHERE org_id = ?1 ORDER BY email, created_at, seq";
    all(conn, sql, [org], |row| {
        let expires: i64 = row.get(4)?;
        let state = match (row.get(2)?, row.get(3)?) {
            (Some(true), _) => "accepted",
            (Some(false), _) => "declined",
            (None, _) if expires <= now.as_millisecond() => "expired",
            (None, true) => "verifying",
            (None, false) => "open",
        };
        Ok(InvitationState {
            email: row.get(0)?,
            role: row.get(1)?,
            state: state.to_owned(),
            expires: stamp(expires),
        })
    })
}

fn teams(conn: &Connection, org: &str) -> rusqlite::Result<Vec<TeamState>> {
    let sql = "SELECT tm.team_id, u.email FROM team_members tm JOIN teams t ON t.id = tm.team_id
               JOIN users u ON u.id = tm.user_id WHERE t.org_id = ?1 ORDER BY u.email";
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (team, email) in all(conn, sql, [org], |row| Ok((row.get(0)?, row.get(1)?)))? {
        members.entry(team).or_default().push(email);
    }
    let sql =
        "SELECT id, name, description, active, is_default FROM teams WHERE org_id = ?1 ORDER BY name, seq";
    all(conn, sql, [org], |row| {
        Ok(TeamState {
            members: members.remove(&row.get::<_, String>(0)?).unwrap_or_default(),
            name: row.get(1)?,
            description: row.get(2)?,
            active: row.get(3)?,
            default: row.get(4)?,
        })
    })
}

fn workspaces(conn: &Connection, org: &str) -> rusqlite::Result<BTreeMap<String, WorkspaceState>> {
    let users =
        "SELECT g.workspace_id, u.email, g.permission FROM user_grants g JOIN users u ON u.id = g.user_id
                 JOIN workspaces w ON w.id = g.workspace_id WHERE w.org_id = ?1";
    let teams =
        "SELECT g.workspace_id, t.name, g.permission FROM team_grants g JOIN teams t ON t.id = g.team_id
                 JOIN workspaces w ON w.id = g.workspace_id WHERE w.org_id = ?1 ORDER BY g.seq DESC";
    let mut users = grants(conn, users, org)?;
    let mut teams = grants(conn, teams, org)?;
    let sql = "SELECT w.id, w.key, w.name, w.description, w.active, u.email FROM workspaces w
               LEFT JOIN users u ON u.id = w.default_of WHERE w.org_id = ?1 ORDER BY w.seq";
    let rows = all(conn, sql, [org], |row| {
        let id: String = row.get(0)?;
        let state = WorkspaceState {
            name: row.get(2)?,
            description: row.get(3)?,
            active: row.get(4)?,
            default_of: row.get(5)?,
            users: users.remove(&id).unwrap_or_default(),
            teams: teams.remove(&id).unwrap_or_default(),
        };
        Ok((row.get(1)?, state))
    })?;
    Ok(rows.into_iter().collect())
}

type Grants = BTreeMap<String, BTreeMap<String, Role>>;

fn grants(conn: &Connection, sql: &str, org: &str) -> rusqlite::Result<Grants> {
    let mut grants = Grants::new();
    for (workspace, name, role) in all(conn, sql, [org], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })? {
        grants.entry(workspace).or_default().insert(name, role);
    }
    Ok(grants)
}
