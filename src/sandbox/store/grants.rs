//! Grants on workspaces, to people and to teams.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, any, one, run},
    role::Role,
};

/// A grant, and whom it is for.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    id: String,
    workspace_id: String,
    grantee: String,
    /// The address of a person, the name of a team.
    label: String,
    name: Option<String>,
    pub(crate) permission: Role,
    granted_by: Option<String>,
    granted_at: i64,
}

const USER_GRANT: &str =
    "SELECT g.id, g.workspace_id, g.user_id, u.email, u.full_name, g.permission, g.granted_by,
                          g.granted_at FROM user_grants g JOIN users u ON u.id = g.user_id";

const TEAM_GRANT: &str = "SELECT g.id, g.workspace_id, g.team_id, t.name, NULL, g.permission, g.granted_by,
                          g.granted_at FROM team_grants g JOIN teams t ON t.id = g.team_id";

pub(crate) fn users(conn: &Connection, workspace_id: &str, order_by: &str) -> rusqlite::Result<Vec<Grant>> {
    all(
        conn,
        &format!("{USER_GRANT} WHERE g.workspace_id = ?1 {order_by}"),
        [workspace_id],
        read,
    )
}

pub(crate) fn teams(conn: &Connection, workspace_id: &str, order_by: &str) -> rusqlite::Result<Vec<Grant>> {
    all(
        conn,
        &format!("{TEAM_GRANT} WHERE g.workspace_id = ?1 {order_by}"),
        [workspace_id],
        read,
    )
}

pub(crate) fn of_user(
    conn: &Connection,
    workspace_id: &str,
    user_id: &str,
) -> rusqlite::Result<Option<Grant>> {
    let sql = format!("{USER_GRANT} WHERE g.workspace_id = ?1 AND g.user_id = ?2");
    one(conn, &sql, [workspace_id, user_id], read)
}

pub(crate) fn of_team(
    conn: &Connection,
    workspace_id: &str,
    team_id: &str,
) -> rusqlite::Result<Option<Grant>> {
    let sql = format!("{TEAM_GRANT} WHERE g.workspace_id = ?1 AND g.team_id = ?2");
    one(conn, &sql, [workspace_id, team_id], read)
}

/// Grants a level to a person, or changes the level that they have.
pub(crate) fn put_user(
    conn: &Connection,
    workspace_id: &str,
    user_id: &str,
    permission: Role,
    by: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let id = ids::mint(conn, "user-grant", &format!("{workspace_id} {user_id}"))?;
    let sql = "INSERT INTO user_grants (id, workspace_id, user_id, permission, granted_by, granted_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (workspace_id, user_id) DO UPDATE SET permission = excluded.permission";
    run(
        conn,
        sql,
        params![id, workspace_id, user_id, permission, by, now.as_millisecond()],
    )
}

/// Grants a level to a team, or changes the level that it has.
pub(crate) fn put_team(
    conn: &Connection,
    workspace_id: &str,
    team_id: &str,
    permission: Role,
    by: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let id = ids::mint(conn, "team-grant", &format!("{workspace_id} {team_id}"))?;
    let sql = "INSERT INTO team_grants (id, workspace_id, team_id, permission, granted_by, granted_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (workspace_id, team_id) DO UPDATE SET permission = excluded.permission";
    run(
        conn,
        sql,
        params![id, workspace_id, team_id, permission, by, now.as_millisecond()],
    )
}

/// Takes a person's grant back; false when there was none.
pub(crate) fn revoke_user(conn: &Connection, workspace_id: &str, user_id: &str) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM user_grants WHERE workspace_id = ?1 AND user_id = ?2";
    Ok(run(conn, sql, [workspace_id, user_id])? > 0)
}

/// Takes a team's grant back; false when there was none.
pub(crate) fn revoke_team(conn: &Connection, workspace_id: &str, team_id: &str) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM team_grants WHERE workspace_id = ?1 AND team_id = ?2";
    Ok(run(conn, sql, [workspace_id, team_id])? > 0)
}

/// Brings a person's grants down to a level, save in default workspaces and where nobody else is owner.
pub(crate) fn lower(conn: &Connection, org_id: &str, user_id: &str, to: Role) -> rusqlite::Result<()> {
    for above in Role::ALL.into_iter().filter(|role| *role > to) {
        let sql = "UPDATE user_grants AS g SET permission = ?3 WHERE user_id = ?2 AND permission = ?4
                   AND workspace_id IN (SELECT id FROM workspaces WHERE org_id = ?1 AND default_of IS NULL)
                   AND (permission <> 'owner' OR EXISTS (SELECT 1 FROM user_grants other WHERE other.permission = 'owner'
                        AND other.workspace_id = g.workspace_id AND other.user_id <> ?2))";
        run(conn, sql, params![org_id, user_id, to, above])?;
    }
    Ok(())
}

/// Whether a workspace has a direct owner who is an active member, `except` not counted.
pub(crate) fn has_owner(conn: &Connection, workspace_id: &str, except: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM user_grants g JOIN workspaces w ON w.id = g.workspace_id
               JOIN members m ON m.org_id = w.org_id AND m.user_id = g.user_id AND m.active = 1
               WHERE g.workspace_id = ?1 AND g.permission = 'owner' AND g.user_id <> ?2";
    any(conn, sql, [workspace_id, except])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Grant> {
    Ok(Grant {
        id: row.get(0)?,
        workspace_id: row.get(1)?,
        grantee: row.get(2)?,
        label: row.get(3)?,
        name: row.get(4)?,
        permission: row.get(5)?,
        granted_by: row.get(6)?,
        granted_at: row.get(7)?,
    })
}

impl Grant {
    /// `WorkspaceUserPermissionResponse`.
    pub(crate) fn user_json(&self) -> Value {
        json!({
            "id": self.id, "workspace_id": self.workspace_id, "user_id": self.grantee, "user_email": self.label,
            "user_name": self.name, "permission": self.permission, "granted_by": self.granted_by,
            "granted_at": stamp(self.granted_at),
        })
    }

    /// `WorkspaceTeamPermissionResponse`.
    pub(crate) fn team_json(&self) -> Value {
        json!({
            "id": self.id, "workspace_id": self.workspace_id, "team_id": self.grantee, "team_name": self.label,
            "permission": self.permission, "granted_by": self.granted_by,
            "granted_at": stamp(self.granted_at),
        })
    }
}
