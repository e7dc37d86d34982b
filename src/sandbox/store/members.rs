//! Memberships.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use super::workspaces;
use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, any, count, one, run},
    role::Role,
    settings::{Settings, Suspension},
};

/// A person's membership of an organization.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) email: String,
    name: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    org_id: String,
    org_name: String,
    pub(crate) role: Role,
    pub(crate) active: bool,
    invited_by: Option<String>,
    joined_at: i64,
    /// `None`: all models.
    pub(crate) models: Option<Vec<String>>,
}

/// What is known of a membership before it has an id.
#[derive(Debug)]
pub(crate) struct NewMember<'a> {
    pub(crate) org_id: &'a str,
    pub(crate) user_id: &'a str,
    pub(crate) role: Role,
    pub(crate) active: bool,
    pub(crate) invited_by: Option<&'a str>,
    pub(crate) joined: Timestamp,
    pub(crate) models: Option<&'a [String]>,
}

const MEMBER: &str =
    "SELECT m.id, m.user_id, u.email, u.full_name, u.first_name, u.last_name, m.org_id, o.name, m.role,
                      m.active, m.invited_by, m.joined_at, m.models
                      FROM members m JOIN users u ON u.id = m.user_id JOIN orgs o ON o.id = m.org_id";

pub(crate) fn get(conn: &Connection, org_id: &str, user_id: &str) -> rusqlite::Result<Option<Member>> {
    one(
        conn,
        &format!("{MEMBER} WHERE m.org_id = ?1 AND m.user_id = ?2"),
        [org_id, user_id],
        read,
    )
}

/// A stretch of an organization's members; `order_by` is an SQL clause of ours.
pub(crate) fn list(
    conn: &Connection,
    org_id: &str,
    order_by: &str,
    limit: i64,
    offset: i64,
) -> rusqlite::Result<Vec<Member>> {
    let sql = format!("{MEMBER} WHERE m.org_id = ?1 {order_by} LIMIT ?2 OFFSET ?3");
    all(conn, &sql, params![org_id, limit, offset], read)
}

pub(crate) fn total(conn: &Connection, org_id: &str) -> rusqlite::Result<i64> {
    count(conn, "SELECT count(*) FROM members WHERE org_id = ?1", [org_id])
}

pub(crate) fn role(conn: &Connection, org_id: &str, user_id: &str) -> rusqlite::Result<Option<Role>> {
    let sql = "SELECT role FROM members WHERE org_id = ?1 AND user_id = ?2 AND active = 1";
    one(conn, sql, [org_id, user_id], |row| row.get(0))
}

/// Whether an active owner is left when `except` is not counted.
pub(crate) fn has_owner(conn: &Connection, org_id: &str, except: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM members WHERE org_id = ?1 AND role = 'owner' AND active = 1 AND user_id <> ?2";
    any(conn, sql, [org_id, except])
}

/// Adds a membership. The default workspace is the caller's business.
pub(crate) fn create(conn: &Connection, new: &NewMember<'_>) -> rusqlite::Result<String> {
    let id = ids::mint(conn, "member", &format!("{} {}", new.org_id, new.user_id))?;
    let models = new.models.map(|models| json!(models).to_string());
    run(
        conn,
        "INSERT INTO members (id, org_id, user_id, role, active, invited_by, joined_at, models)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            new.org_id,
            new.user_id,
            new.role,
            new.active,
            new.invited_by,
            new.joined.as_millisecond(),
            models
        ],
    )?;
    Ok(id)
}

pub(crate) fn update(
    conn: &Connection,
    id: &str,
    role: Role,
    models: Option<&[String]>,
) -> rusqlite::Result<usize> {
    let models = models.map(|models| json!(models).to_string());
    run(
        conn,
        "UPDATE members SET role = ?2, models = ?3 WHERE id = ?1",
        params![id, role, models],
    )
}

/// Ends a membership as documented: the workspaces that the person alone owns go, then all their grants and team
/// memberships, then the membership. The account stays.
pub(crate) fn remove(
    conn: &Connection,
    settings: &Settings,
    org_id: &str,
    user_id: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    for workspace in workspaces::owned_alone(conn, org_id, user_id)? {
        workspaces::delete(conn, settings, &workspace, now)?;
    }
    let both = [org_id, user_id];
    let grants = "DELETE FROM user_grants WHERE user_id = ?2
                  AND workspace_id IN (SELECT id FROM workspaces WHERE org_id = ?1)";
    let teams =
        "DELETE FROM team_members WHERE user_id = ?2 AND team_id IN (SELECT id FROM teams WHERE org_id = ?1)";
    run(conn, grants, both)?;
    run(conn, teams, both)?;
    run(
        conn,
        "DELETE FROM members WHERE org_id = ?1 AND user_id = ?2",
        both,
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Member> {
    let models: Option<String> = row.get(12)?;
    Ok(Member {
        id: row.get(0)?,
        user_id: row.get(1)?,
        email: row.get(2)?,
        name: row.get(3)?,
        first_name: row.get(4)?,
        last_name: row.get(5)?,
        org_id: row.get(6)?,
        org_name: row.get(7)?,
        role: row.get(8)?,
        active: row.get(9)?,
        invited_by: row.get(10)?,
        joined_at: row.get(11)?,
        models: models.and_then(|models| serde_json::from_str(&models).ok()),
    })
}

impl Member {
    /// `OrganizationMemberResponse`. Owners always have all models.
    pub(crate) fn json(&self, settings: &Settings) -> Value {
        let models = if self.role == Role::Owner {
            None
        } else {
            self.models.as_ref()
        };
        let mut json = json!({
            "id": self.id, "user_id": self.user_id, "user_email": self.email, "user_name": self.name,
            "first_name": self.first_name, "last_name": self.last_name,
            "org_id": self.org_id, "org_name": self.org_name, "role": self.role, "is_active": self.active,
            "invited_by": self.invited_by, "joined_at": stamp(self.joined_at), "allowed_model_ids": models,
        });
        if settings.suspension == Suspension::Status {
            json["is_active"] = true.into();
            json["status"] = if self.active { "active" } else { "suspended" }.into();
        }
        json
    }
}
