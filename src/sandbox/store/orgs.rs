//! Organizations.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, any, count, one, run},
    role::Role,
    settings::Settings,
};

/// An organization.
#[derive(Debug, Clone)]
pub(crate) struct Org {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) active: bool,
    pub(crate) allow_external_invites: bool,
    pub(crate) max_members: i64,
    pub(crate) plan: Option<String>,
    avatar_revision: Option<String>,
    created_at: i64,
    updated_at: i64,
}

/// What is known of an organization before it has an id.
#[derive(Debug)]
pub(crate) struct NewOrg<'a> {
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) active: bool,
    pub(crate) allow_external_invites: bool,
    pub(crate) max_members: i64,
    pub(crate) plan: Option<&'a str>,
}

const ORG: &str =
    "SELECT o.id, o.key, o.name, o.description, o.active, o.allow_external_invites, o.max_members,
                   o.plan, o.avatar_revision, o.created_at, o.updated_at FROM orgs o";

pub(crate) fn by_key(conn: &Connection, key: &str) -> rusqlite::Result<Option<Org>> {
    one(conn, &format!("{ORG} WHERE o.key = ?1"), [key], read)
}

pub(crate) fn by_id(conn: &Connection, id: &str) -> rusqlite::Result<Option<Org>> {
    one(conn, &format!("{ORG} WHERE o.id = ?1"), [id], read)
}

/// The organizations that somebody is an active member of, with their role.
pub(crate) fn of_user(conn: &Connection, user_id: &str) -> rusqlite::Result<Vec<(Org, Role)>> {
    let sql = ORG.replace("FROM orgs o", ", m.role FROM orgs o");
    let sql = format!(
        "{sql} JOIN members m ON m.org_id = o.id WHERE m.user_id = ?1 AND m.active = 1 ORDER BY o.seq"
    );
    all(conn, &sql, [user_id], |row| Ok((read(row)?, row.get(11)?)))
}

pub(crate) fn create(conn: &Connection, new: &NewOrg<'_>, now: Timestamp) -> rusqlite::Result<Org> {
    let id = ids::mint(conn, "organization", new.key)?;
    let now = now.as_millisecond();
    run(
        conn,
        "INSERT INTO orgs (id, key, name, description, active, allow_external_invites, max_members, plan,
                           created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
        params![
            id,
            new.key,
            new.name,
            new.description,
            new.active,
            new.allow_external_invites,
            new.max_members,
            new.plan,
            now
        ],
    )?;
    Ok(Org {
        id,
        key: new.key.to_owned(),
        name: new.name.to_owned(),
        description: new.description.map(str::to_owned),
        active: new.active,
        allow_external_invites: new.allow_external_invites,
        max_members: new.max_members,
        plan: new.plan.map(str::to_owned),
        avatar_revision: None,
        created_at: now,
        updated_at: now,
    })
}

pub(crate) fn update(
    conn: &Connection,
    id: &str,
    name: &str,
    description: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE orgs SET name = ?2, description = ?3, updated_at = ?4 WHERE id = ?1";
    run(conn, sql, params![id, name, description, now.as_millisecond()])
}

pub(crate) fn set_avatar(
    conn: &Connection,
    id: &str,
    revision: &str,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE orgs SET avatar_revision = ?2, updated_at = ?3 WHERE id = ?1";
    run(conn, sql, params![id, revision, now.as_millisecond()])
}

pub(crate) fn key_taken(conn: &Connection, key: &str) -> rusqlite::Result<bool> {
    any(conn, "SELECT 1 FROM orgs WHERE key = ?1", [key])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Org> {
    Ok(Org {
        id: row.get(0)?,
        key: row.get(1)?,
        name: row.get(2)?,
        description: row.get(3)?,
        active: row.get(4)?,
        allow_external_invites: row.get(5)?,
        max_members: row.get(6)?,
        plan: row.get(7)?,
        avatar_revision: row.get(8)?,
        created_at: row.get(9)?,
        updated_at: row.get(10)?,
    })
}

impl Org {
    /// The plan that is reported and checked.
    pub(crate) fn plan<'a>(&'a self, settings: &'a Settings) -> Option<&'a str> {
        if settings.plan_type.is_empty() {
            self.plan.as_deref()
        } else {
            Some(&settings.plan_type)
        }
    }

    /// `OrganizationResponse`, as a member of this role sees it.
    pub(crate) fn json(&self, conn: &Connection, settings: &Settings, role: Role) -> rusqlite::Result<Value> {
        let members = count(conn, "SELECT count(*) FROM members WHERE org_id = ?1", [&self.id])?;
        let sql = "SELECT u.id, u.email, u.full_name FROM members m JOIN users u ON u.id = m.user_id
                   WHERE m.org_id = ?1 AND m.role = 'owner' ORDER BY m.seq";
        let owners = all(conn, sql, [&self.id], |row| {
            Ok(json!({
                "user_id": row.get::<_, String>(0)?, "email": row.get::<_, String>(1)?,
                "name": row.get::<_, Option<String>>(2)?,
            }))
        })?;
        let manage = role == Role::Owner;
        Ok(json!({
            "id": self.id, "key": self.key, "name": self.name, "description": self.description,
            "is_active": self.active, "allow_external_invites": self.allow_external_invites,
            "max_members": self.max_members, "member_count": members, "can_manage_members": manage,
            "permissions": { "create_workspace": role >= Role::Contributor, "manage_members": manage },
            "plan_type": self.plan(settings), "owners": owners,
            "avatar_preset": "slate", "avatar_source": avatar_source(self.avatar_revision.as_deref()),
            "avatar_image_available": self.avatar_revision.is_some(),
            "avatar_image_revision": self.avatar_revision,
            "max_sandbox_runtime_seconds": null, "effective_max_sandbox_runtime_seconds": 86_400,
            "max_sandbox_runtime_source_level": "l1_platform_max",
            "default_sandbox_runtime_seconds": null, "effective_default_sandbox_runtime_seconds": 3_600,
            "default_sandbox_runtime_source_level": "l1_platform_default",
            "platform_max_sandbox_runtime_seconds": 86_400, "platform_default_sandbox_runtime_seconds": 3_600,
            "created_at": stamp(self.created_at), "updated_at": stamp(self.updated_at),
        }))
    }
}

fn avatar_source(revision: Option<&str>) -> &'static str {
    if revision.is_some() { "image" } else { "preset" }
}
