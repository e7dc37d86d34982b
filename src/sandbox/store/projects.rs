//! Projects, of which the tool needs little: each workspace has a default one.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, one, run},
};

/// A project.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) id: String,
    workspace_id: String,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) is_default: bool,
    created_at: i64,
    updated_at: i64,
}

const PROJECT: &str = "SELECT p.id, p.workspace_id, p.key, p.name, p.description, p.is_default, p.created_at,
                       p.updated_at FROM projects p";

const INSERT: &str = "INSERT INTO projects (id, workspace_id, key, name, description, is_default, created_at,
                      updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)";

pub(crate) fn list(conn: &Connection, workspace_id: &str, order_by: &str) -> rusqlite::Result<Vec<Project>> {
    all(
        conn,
        &format!("{PROJECT} WHERE p.workspace_id = ?1 {order_by}"),
        [workspace_id],
        read,
    )
}

pub(crate) fn get(conn: &Connection, workspace_id: &str, key: &str) -> rusqlite::Result<Option<Project>> {
    one(
        conn,
        &format!("{PROJECT} WHERE p.workspace_id = ?1 AND p.key = ?2"),
        [workspace_id, key],
        read,
    )
}

pub(crate) fn create_default(
    conn: &Connection,
    workspace_id: &str,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let id = ids::mint(conn, "project", &format!("{workspace_id} default"))?;
    let no_text: Option<&str> = None;
    run(
        conn,
        INSERT,
        params![
            id,
            workspace_id,
            "default",
            "Default",
            no_text,
            true,
            now.as_millisecond()
        ],
    )
}

pub(crate) fn create(
    conn: &Connection,
    workspace_id: &str,
    key: &str,
    name: &str,
    description: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let id = ids::mint(conn, "project", &format!("{workspace_id} {key}"))?;
    run(
        conn,
        INSERT,
        params![
            id,
            workspace_id,
            key,
            name,
            description,
            false,
            now.as_millisecond()
        ],
    )
}

pub(crate) fn update(
    conn: &Connection,
    id: &str,
    key: &str,
    name: &str,
    description: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE projects SET key = ?2, name = ?3, description = ?4, updated_at = ?5 WHERE id = ?1";
    run(
        conn,
        sql,
        params![id, key, name, description, now.as_millisecond()],
    )
}

pub(crate) fn delete(conn: &Connection, id: &str) -> rusqlite::Result<usize> {
    run(conn, "DELETE FROM projects WHERE id = ?1", [id])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Project> {
    Ok(Project {
        id: row.get(0)?,
        workspace_id: row.get(1)?,
        key: row.get(2)?,
        name: row.get(3)?,
        description: row.get(4)?,
        is_default: row.get(5)?,
        created_at: row.get(6)?,
        updated_at: row.get(7)?,
    })
}

impl Project {
    /// `ProjectResponse`.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id, "workspace_id": self.workspace_id, "key": self.key, "name": self.name,
            "description": self.description, "is_default": self.is_default, "runtime_count": 0,
            "resource_counts": { "sessions": 0, "sandboxes": 0, "evaluations": 0, "airt_assessments": 0 },
            "created_at": stamp(self.created_at), "updated_at": stamp(self.updated_at),
        })
    }
}
