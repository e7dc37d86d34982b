//! Teams and who is in them.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use super::deletion::remove;
use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, any, one, run},
    settings::Settings,
};

/// A team.
#[derive(Debug, Clone)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) active: bool,
    pub(crate) is_default: bool,
    members: i64,
    org_id: String,
    org_name: String,
    created_at: i64,
    updated_at: i64,
}

/// What is known of a team before it has an id.
#[derive(Debug)]
pub(crate) struct NewTeam<'a> {
    pub(crate) org_id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) active: bool,
    pub(crate) is_default: bool,
    pub(crate) created: Timestamp,
}

/// A person's place in a team.
#[derive(Debug, Clone)]
pub(crate) struct TeamMember {
    id: String,
    team_id: String,
    user_id: String,
    email: String,
    name: Option<String>,
    role: String,
}

const TEAM: &str = "SELECT t.id, t.name, t.description, t.active, t.is_default,
                    (SELECT count(*) FROM team_members tm WHERE tm.team_id = t.id), t.org_id, o.name,
                    t.created_at, t.updated_at FROM teams t JOIN orgs o ON o.id = t.org_id";

const TEAM_MEMBER: &str = "SELECT tm.id, tm.team_id, tm.user_id, u.email, u.full_name, tm.role
                           FROM team_members tm JOIN users u ON u.id = tm.user_id";

pub(crate) fn list(conn: &Connection, org_id: &str, order_by: &str) -> rusqlite::Result<Vec<Team>> {
    all(
        conn,
        &format!("{TEAM} WHERE t.org_id = ?1 {order_by}"),
        [org_id],
        read,
    )
}

pub(crate) fn get(conn: &Connection, org_id: &str, id: &str) -> rusqlite::Result<Option<Team>> {
    one(
        conn,
        &format!("{TEAM} WHERE t.org_id = ?1 AND t.id = ?2"),
        [org_id, id],
        read,
    )
}

/// Whether another team than `except` has this name.
pub(crate) fn name_taken(
    conn: &Connection,
    org_id: &str,
    name: &str,
    except: &str,
) -> rusqlite::Result<bool> {
    any(
        conn,
        "SELECT 1 FROM teams WHERE org_id = ?1 AND name = ?2 AND id <> ?3",
        [org_id, name, except],
    )
}

pub(crate) fn create(conn: &Connection, new: &NewTeam<'_>) -> rusqlite::Result<String> {
    let id = ids::mint(conn, "team", &format!("{} {}", new.org_id, new.name))?;
    run(
        conn,
        "INSERT INTO teams (id, org_id, name, description, active, is_default, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        params![
            id,
            new.org_id,
            new.name,
            new.description,
            new.active,
            new.is_default,
            new.created.as_millisecond()
        ],
    )?;
    Ok(id)
}

pub(crate) fn update(
    conn: &Connection,
    id: &str,
    name: &str,
    description: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE teams SET name = ?2, description = ?3, updated_at = ?4 WHERE id = ?1";
    run(conn, sql, params![id, name, description, now.as_millisecond()])
}

/// Deletes a team with its members and its grants; where deletion is soft, the row stays inactive.
pub(crate) fn delete(
    conn: &Connection,
    settings: &Settings,
    id: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    run(conn, "DELETE FROM team_members WHERE team_id = ?1", [id])?;
    run(conn, "DELETE FROM team_grants WHERE team_id = ?1", [id])?;
    remove(conn, settings, "teams", id, now)
}

pub(crate) fn members(conn: &Connection, team_id: &str, order_by: &str) -> rusqlite::Result<Vec<TeamMember>> {
    all(
        conn,
        &format!("{TEAM_MEMBER} WHERE tm.team_id = ?1 {order_by}"),
        [team_id],
        read_member,
    )
}

pub(crate) fn member(
    conn: &Connection,
    team_id: &str,
    user_id: &str,
) -> rusqlite::Result<Option<TeamMember>> {
    let sql = format!("{TEAM_MEMBER} WHERE tm.team_id = ?1 AND tm.user_id = ?2");
    one(conn, &sql, [team_id, user_id], read_member)
}

/// Puts somebody into a team; who is there already gets the role.
pub(crate) fn put_member(
    conn: &Connection,
    team_id: &str,
    user_id: &str,
    role: &str,
) -> rusqlite::Result<usize> {
    let id = ids::mint(conn, "team-member", &format!("{team_id} {user_id}"))?;
    let sql = "INSERT INTO team_members (id, team_id, user_id, role) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (team_id, user_id) DO UPDATE SET role = excluded.role";
    run(conn, sql, params![id, team_id, user_id, role])
}

/// Takes somebody out of a team; false when they were not in it.
pub(crate) fn remove_member(conn: &Connection, team_id: &str, user_id: &str) -> rusqlite::Result<bool> {
    Ok(run(
        conn,
        "DELETE FROM team_members WHERE team_id = ?1 AND user_id = ?2",
        [team_id, user_id],
    )? > 0)
}

/// Puts a new member into the organization's default teams.
pub(crate) fn join_defaults(conn: &Connection, org_id: &str, user_id: &str) -> rusqlite::Result<()> {
    let sql = "SELECT id FROM teams WHERE org_id = ?1 AND is_default = 1 AND active = 1 ORDER BY seq";
    for team in all(conn, sql, [org_id], |row| row.get::<_, String>(0))? {
        put_member(conn, &team, user_id, "member")?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Team> {
    Ok(Team {
        id: row.get(0)?,
        name: row.get(1)?,
        description: row.get(2)?,
        active: row.get(3)?,
        is_default: row.get(4)?,
        members: row.get(5)?,
        org_id: row.get(6)?,
        org_name: row.get(7)?,
        created_at: row.get(8)?,
        updated_at: row.get(9)?,
    })
}

fn read_member(row: &Row<'_>) -> rusqlite::Result<TeamMember> {
    Ok(TeamMember {
        id: row.get(0)?,
        team_id: row.get(1)?,
        user_id: row.get(2)?,
        email: row.get(3)?,
        name: row.get(4)?,
        role: row.get(5)?,
    })
}

impl Team {
    /// `TeamResponse`.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id, "name": self.name, "description": self.description, "is_active": self.active,
            "is_default": self.is_default, "member_count": self.members,
            "org_id": self.org_id, "org_name": self.org_name,
            "created_at": stamp(self.created_at), "updated_at": stamp(self.updated_at),
        })
    }
}

impl TeamMember {
    /// `TeamMemberResponse`.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id, "team_id": self.team_id, "user_id": self.user_id, "user_email": self.email,
            "user_name": self.name, "role": self.role,
        })
    }
}
