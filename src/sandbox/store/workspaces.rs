//! Workspaces, and who can see them.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use super::deletion::remove;
use super::projects;
use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, any, count, one, run},
    role::Role,
    settings::{OwnersSee, Settings},
};

/// A workspace.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    org_id: String,
    org_name: String,
    pub(crate) active: bool,
    /// Whose default workspace it is.
    pub(crate) default_of: Option<String>,
    projects: i64,
    created_by: Option<String>,
    created_at: i64,
    updated_at: i64,
}

/// What is known of a workspace before it has an id.
#[derive(Debug)]
pub(crate) struct NewWorkspace<'a> {
    pub(crate) org_id: &'a str,
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) active: bool,
    pub(crate) default_of: Option<&'a str>,
    pub(crate) created_by: Option<&'a str>,
    pub(crate) created: Timestamp,
}

/// Somebody looking at the workspaces of an organization.
#[derive(Debug)]
pub(crate) struct Viewer<'a> {
    pub(crate) org_id: &'a str,
    pub(crate) user_id: &'a str,
    pub(crate) role: Role,
    pub(crate) sees: OwnersSee,
}

const WORKSPACE: &str = "SELECT w.id, w.key, w.name, w.description, w.org_id, o.name, w.active, w.default_of,
                         (SELECT count(*) FROM projects p WHERE p.workspace_id = w.id), w.created_by,
                         w.created_at, w.updated_at FROM workspaces w JOIN orgs o ON o.id = w.org_id";

/// Parameters: the organization, the viewer, and how far ownership of the organization sees (0, 1, 2).
const VISIBLE: &str = "WHERE w.org_id = ?1
    AND (?3 = 2 OR (?3 = 1 AND (w.default_of IS NULL OR w.default_of = ?2))
         OR w.id IN (SELECT workspace_id FROM user_grants WHERE user_id = ?2)
         OR w.id IN (SELECT g.workspace_id FROM team_members tm JOIN teams t ON t.id = tm.team_id AND t.active = 1
                     JOIN team_grants g ON g.team_id = tm.team_id WHERE tm.user_id = ?2))
    AND w.id NOT IN (SELECT workspace_id FROM hidden WHERE user_id = ?2)";

pub(crate) fn by_key(conn: &Connection, org_id: &str, key: &str) -> rusqlite::Result<Option<Workspace>> {
    // A reused key may stand on an inactive row too: the active one answers.
    let sql =
        format!("{WORKSPACE} WHERE w.org_id = ?1 AND w.key = ?2 ORDER BY w.active DESC, w.seq DESC LIMIT 1");
    one(conn, &sql, [org_id, key], read)
}

/// A stretch of the workspaces that the viewer sees.
pub(crate) fn list(
    conn: &Connection,
    viewer: &Viewer<'_>,
    order_by: &str,
    limit: i64,
    offset: i64,
) -> rusqlite::Result<Vec<Workspace>> {
    // The page first, then what costs something per row.
    let page = format!("SELECT w.seq FROM workspaces w {VISIBLE} {order_by} LIMIT ?4 OFFSET ?5");
    let sql = format!("{WORKSPACE} WHERE w.seq IN ({page}) {order_by}");
    all(
        conn,
        &sql,
        params![viewer.org_id, viewer.user_id, viewer.reach(), limit, offset],
        read,
    )
}

pub(crate) fn total(conn: &Connection, viewer: &Viewer<'_>) -> rusqlite::Result<i64> {
    let sql = format!("SELECT count(*) FROM workspaces w {VISIBLE}");
    count(conn, &sql, params![viewer.org_id, viewer.user_id, viewer.reach()])
}

/// What the viewer may do in a workspace: the highest of the direct grant, the teams' grants and what ownership of the
/// organization implies (question 25 of the contract: the highest wins). `None`: it is not visible.
pub(crate) fn permission(
    conn: &Connection,
    viewer: &Viewer<'_>,
    workspace: &Workspace,
) -> rusqlite::Result<Option<Role>> {
    let both = [workspace.id.as_str(), viewer.user_id];
    if any(
        conn,
        "SELECT 1 FROM hidden WHERE workspace_id = ?1 AND user_id = ?2",
        both,
    )? {
        return Ok(None);
    }
    let implied = match viewer.reach() {
        2 => true,
        1 => workspace
            .default_of
            .as_deref()
            .is_none_or(|of| of == viewer.user_id),
        _ => false,
    };
    if implied {
        return Ok(Some(Role::Owner));
    }
    let direct = "SELECT permission FROM user_grants WHERE workspace_id = ?1 AND user_id = ?2";
    let teams = "SELECT g.permission FROM team_grants g JOIN team_members tm ON tm.team_id = g.team_id
                 JOIN teams t ON t.id = g.team_id AND t.active = 1 WHERE g.workspace_id = ?1 AND tm.user_id = ?2";
    let mut levels = all(conn, teams, both, |row| row.get(0))?;
    levels.extend(one(conn, direct, both, |row| row.get::<_, Role>(0))?);
    Ok(levels.into_iter().max())
}

/// Whether a key cannot be given to a new workspace.
pub(crate) fn key_taken(
    conn: &Connection,
    settings: &Settings,
    org_id: &str,
    key: &str,
) -> rusqlite::Result<bool> {
    let both = [org_id, key];
    if any(
        conn,
        "SELECT 1 FROM workspaces WHERE org_id = ?1 AND key = ?2 AND active = 1",
        both,
    )? {
        return Ok(true);
    }
    if settings.deleted_keys_reusable {
        return Ok(false);
    }
    let retired = "SELECT 1 FROM retired_keys WHERE org_id = ?1 AND key = ?2";
    let inactive = "SELECT 1 FROM workspaces WHERE org_id = ?1 AND key = ?2";
    Ok(any(conn, retired, both)? || any(conn, inactive, both)?)
}

/// Adds a workspace with its default project.
pub(crate) fn create(conn: &Connection, new: &NewWorkspace<'_>) -> rusqlite::Result<String> {
    let id = ids::mint(conn, "workspace", &format!("{} {}", new.org_id, new.key))?;
    run(
        conn,
        "INSERT INTO workspaces (id, org_id, key, name, description, active, default_of, created_by,
                                 created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
        params![
            id,
            new.org_id,
            new.key,
            new.name,
            new.description,
            new.active,
            new.default_of,
            new.created_by,
            new.created.as_millisecond()
        ],
    )?;
    projects::create_default(conn, &id, new.created)?;
    Ok(id)
}

pub(crate) fn update(
    conn: &Connection,
    id: &str,
    name: &str,
    description: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE workspaces SET name = ?2, description = ?3, updated_at = ?4 WHERE id = ?1";
    run(conn, sql, params![id, name, description, now.as_millisecond()])
}

/// Deletes a workspace with its projects and grants; where deletion is soft, the row stays inactive.
pub(crate) fn delete(
    conn: &Connection,
    settings: &Settings,
    id: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let retire =
        "INSERT OR IGNORE INTO retired_keys (org_id, key) SELECT org_id, key FROM workspaces WHERE id = ?1";
    run(conn, retire, [id])?;
    for table in ["projects", "user_grants", "team_grants", "hidden"] {
        run(
            conn,
            &format!("DELETE FROM {table} WHERE workspace_id = ?1"),
            [id],
        )?;
    }
    remove(conn, settings, "workspaces", id, now)
}

/// The active workspaces of which this person is the only direct owner.
pub(crate) fn owned_alone(conn: &Connection, org_id: &str, user_id: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT w.id FROM user_grants g JOIN workspaces w ON w.id = g.workspace_id
               WHERE g.user_id = ?2 AND g.permission = 'owner' AND w.org_id = ?1 AND w.active = 1
               AND NOT EXISTS (SELECT 1 FROM user_grants other WHERE other.workspace_id = w.id
                               AND other.permission = 'owner' AND other.user_id <> ?2)
               ORDER BY w.seq";
    all(conn, sql, [org_id, user_id], |row| row.get(0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Workspace> {
    Ok(Workspace {
        id: row.get(0)?,
        key: row.get(1)?,
        name: row.get(2)?,
        description: row.get(3)?,
        org_id: row.get(4)?,
        org_name: row.get(5)?,
        active: row.get(6)?,
        default_of: row.get(7)?,
        projects: row.get(8)?,
        created_by: row.get(9)?,
        created_at: row.get(10)?,
        updated_at: row.get(11)?,
    })
}

impl Viewer<'_> {
    fn reach(&self) -> i64 {
        match (self.role, self.sees) {
            (Role::Owner, OwnersSee::All) => 2,
            (Role::Owner, OwnersSee::Shared) => 1,
            _ => 0,
        }
    }
}

impl Workspace {
    /// `WorkspaceResponse`.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id, "key": self.key, "name": self.name, "description": self.description,
            "org_id": self.org_id, "org_name": self.org_name, "is_active": self.active,
            "is_default": self.default_of.is_some(), "project_count": self.projects,
            "created_by": self.created_by,
            "created_at": stamp(self.created_at), "updated_at": stamp(self.updated_at),
        })
    }
}
