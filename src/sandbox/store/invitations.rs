//! Invitations.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use super::accounts::fold;
use crate::sandbox::clock::stamp;
use crate::sandbox::{
    ids,
    query::{all, any, count, one, run},
    role::Role,
    settings::AddressCase,
};

/// An invitation, open or not.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) accepted: Option<bool>,
    pub(crate) pending_verification: bool,
    created_at: i64,
    expires_at: i64,
    pub(crate) invited_by: String,
    invited_by_name: Option<String>,
    pub(crate) org_id: String,
    org_key: String,
    org_name: String,
}

/// What is known of an invitation before it has an id.
#[derive(Debug)]
pub(crate) struct NewInvitation<'a> {
    pub(crate) org_id: &'a str,
    pub(crate) email: &'a str,
    pub(crate) role: Role,
    pub(crate) accepted: Option<bool>,
    pub(crate) pending_verification: bool,
    pub(crate) invited_by: &'a str,
    pub(crate) created: Timestamp,
    pub(crate) expires: Timestamp,
}

const INVITATION: &str = "SELECT i.id, i.email, i.role, i.accepted, i.pending_verification, i.created_at, i.expires_at,
                          i.invited_by, u.full_name, i.org_id, o.key, o.name
                          FROM invitations i JOIN orgs o ON o.id = i.org_id LEFT JOIN users u ON u.id = i.invited_by";

pub(crate) fn by_id(conn: &Connection, id: &str) -> rusqlite::Result<Option<Invitation>> {
    one(conn, &format!("{INVITATION} WHERE i.id = ?1"), [id], read)
}

/// The invitations of an organization: the open ones, or those that are closed too.
pub(crate) fn list(
    conn: &Connection,
    org_id: &str,
    closed_too: bool,
    order_by: &str,
    now: Timestamp,
) -> rusqlite::Result<Vec<Invitation>> {
    let sql = if closed_too {
        format!("{INVITATION} WHERE i.org_id = ?1 AND ?2 = ?2 {order_by}")
    } else {
        format!("{INVITATION} WHERE i.org_id = ?1 AND i.accepted IS NULL AND i.expires_at > ?2 {order_by}")
    };
    all(conn, &sql, params![org_id, now.as_millisecond()], read)
}

/// The open invitations of an address in every organization, the newest first.
pub(crate) fn open_for(
    conn: &Connection,
    email: &str,
    case: AddressCase,
    now: Timestamp,
) -> rusqlite::Result<Vec<Invitation>> {
    let sql = format!(
        "{INVITATION} WHERE i.folded = ?1 AND (?2 OR i.email = ?3) AND i.accepted IS NULL AND i.expires_at > ?4
         ORDER BY i.created_at DESC, i.seq DESC"
    );
    let ignored = case == AddressCase::Ignored;
    all(
        conn,
        &sql,
        params![fold(email), ignored, email.trim(), now.as_millisecond()],
        read,
    )
}

/// How many invitations of an organization are open.
pub(crate) fn open_total(conn: &Connection, org_id: &str, now: Timestamp) -> rusqlite::Result<i64> {
    let sql = "SELECT count(*) FROM invitations WHERE org_id = ?1 AND accepted IS NULL AND expires_at > ?2";
    count(conn, sql, params![org_id, now.as_millisecond()])
}

pub(crate) fn is_invited(
    conn: &Connection,
    org_id: &str,
    email: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM invitations WHERE folded = ?1 AND org_id = ?2 AND accepted IS NULL AND expires_at > ?3";
    any(conn, sql, params![fold(email), org_id, now.as_millisecond()])
}

pub(crate) fn create(conn: &Connection, new: &NewInvitation<'_>) -> rusqlite::Result<String> {
    let id = ids::mint(conn, "invitation", &format!("{} {}", new.org_id, fold(new.email)))?;
    run(
        conn,
        "INSERT INTO invitations (id, org_id, email, folded, role, accepted, pending_verification, invited_by,
                                  created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id,
            new.org_id,
            new.email.trim(),
            fold(new.email),
            new.role,
            new.accepted,
            new.pending_verification,
            new.invited_by,
            new.created.as_millisecond(),
            new.expires.as_millisecond()
        ],
    )?;
    Ok(id)
}

pub(crate) fn answer(conn: &Connection, id: &str, accepted: bool) -> rusqlite::Result<usize> {
    let sql = "UPDATE invitations SET accepted = ?2, pending_verification = 0 WHERE id = ?1";
    run(conn, sql, params![id, accepted])
}

pub(crate) fn delete(conn: &Connection, id: &str) -> rusqlite::Result<usize> {
    run(conn, "DELETE FROM invitations WHERE id = ?1", [id])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    Ok(Invitation {
        id: row.get(0)?,
        email: row.get(1)?,
        role: row.get(2)?,
        accepted: row.get(3)?,
        pending_verification: row.get(4)?,
        created_at: row.get(5)?,
        expires_at: row.get(6)?,
        invited_by: row.get(7)?,
        invited_by_name: row.get(8)?,
        org_id: row.get(9)?,
        org_key: row.get(10)?,
        org_name: row.get(11)?,
    })
}

impl Invitation {
    pub(crate) fn expired(&self, now: Timestamp) -> bool {
        self.expires_at <= now.as_millisecond()
    }

    /// Whether it can still be answered.
    pub(crate) fn open(&self, now: Timestamp) -> bool {
        self.accepted.is_none() && !self.expired(now)
    }

    /// `OrganizationInvitationResponse`.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id, "email": self.email, "role": self.role, "accepted": self.accepted,
            "pending_verification": self.pending_verification,
            "created_at": stamp(self.created_at), "expires_at": stamp(self.expires_at),
            "invited_by": self.invited_by, "invited_by_name": self.invited_by_name,
            "org_id": self.org_id, "org_key": self.org_key, "org_name": self.org_name,
        })
    }
}
