//! People and their keys.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use crate::sandbox::{
    ids,
    query::{all, any, one, run},
    settings::AddressCase,
};

/// Who sent a request, and what their key is limited to.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) user_id: String,
    pub(crate) email: String,
    pub(crate) only_org: Option<String>,
    pub(crate) only_workspace: Option<String>,
}

/// A person with an account on the platform, member of an organization or not.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) username: String,
    first_name: Option<String>,
    last_name: Option<String>,
    pub(crate) full_name: Option<String>,
    pub(crate) onboarded: bool,
    email_opt_in: bool,
}

const USER: &str =
    "SELECT id, email, username, first_name, last_name, full_name, onboarded, email_opt_in FROM users";

/// Addresses that fold alike are one person where case is ignored.
pub(crate) fn fold(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whose key this is. Suspension revokes keys: whoever is inactive in an organization has none.
pub(crate) fn authenticate(conn: &Connection, key: &str) -> rusqlite::Result<Option<Account>> {
    let sql = "SELECT u.id, u.email, k.org_id, k.workspace_id FROM api_keys k JOIN users u ON u.id = k.user_id
               WHERE k.key = ?1 AND NOT EXISTS (SELECT 1 FROM members m WHERE m.user_id = u.id AND m.active = 0)";
    one(conn, sql, [key], |row| {
        Ok(Account {
            user_id: row.get(0)?,
            email: row.get(1)?,
            only_org: row.get(2)?,
            only_workspace: row.get(3)?,
        })
    })
}

/// The first key that was made for somebody.
pub(crate) fn key_of(conn: &Connection, user_id: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT key FROM api_keys WHERE user_id = ?1 ORDER BY created_at, key LIMIT 1";
    one(conn, sql, [user_id], |row| row.get(0))
}

pub(crate) fn by_id(conn: &Connection, id: &str) -> rusqlite::Result<Option<User>> {
    one(conn, &format!("{USER} WHERE id = ?1"), [id], read)
}

/// The account of an address, written exactly so or, where case is ignored, alike.
pub(crate) fn by_email(conn: &Connection, email: &str, case: AddressCase) -> rusqlite::Result<Option<User>> {
    let exact = one(conn, &format!("{USER} WHERE email = ?1"), [email.trim()], read)?;
    if exact.is_some() || case == AddressCase::Significant {
        return Ok(exact);
    }
    one(
        conn,
        &format!("{USER} WHERE folded = ?1 ORDER BY email LIMIT 1"),
        [fold(email)],
        read,
    )
}

/// A new account, with a key. Its username comes from the address, its key from the username: both are public and
/// the same in every run.
pub(crate) fn create(
    conn: &Connection,
    email: &str,
    name: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<User> {
    let email = email.trim();
    let id = ids::mint(conn, "user", email)?;
    let username = free_username(conn, email)?;
    let (first, last) = match name.map(|name| name.split_once(' ').unwrap_or((name, ""))) {
        Some((first, "")) => (Some(first), None),
        Some((first, last)) => (Some(first), Some(last)),
        None => (None, None),
    };
    run(
        conn,
        "INSERT INTO users (id, email, folded, username, first_name, last_name, full_name)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, email, fold(email), username, first, last, name],
    )?;
    let key = format!("dn_sandbox_{username}");
    let sql = "INSERT INTO api_keys (key, id, user_id, name, created_at) VALUES (?1, ?2, ?3, 'sandbox', ?4)";
    run(
        conn,
        sql,
        params![key, ids::mint(conn, "key", &key)?, id, now.as_millisecond()],
    )?;
    Ok(User {
        id,
        email: email.to_owned(),
        username,
        first_name: first.map(str::to_owned),
        last_name: last.map(str::to_owned),
        full_name: name.map(str::to_owned),
        onboarded: true,
        email_opt_in: false,
    })
}

pub(crate) fn username_taken(conn: &Connection, username: &str) -> rusqlite::Result<bool> {
    any(conn, "SELECT 1 FROM users WHERE username = ?1", [username])
}

pub(crate) fn onboard(conn: &Connection, id: &str, username: &str, opt_in: bool) -> rusqlite::Result<usize> {
    let sql = "UPDATE users SET username = ?2, email_opt_in = ?3, onboarded = 1 WHERE id = ?1";
    run(conn, sql, params![id, username, opt_in])
}

/// Turns any text into a slug of `[a-z0-9-]`.
pub(crate) fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let kept = lower.chars().filter_map(|c| match c {
        'a'..='z' | '0'..='9' | '-' => Some(c),
        ' ' | '_' | '.' | '+' => Some('-'),
        _ => None,
    });
    let slug: String = kept.take(60).collect();
    if slug.is_empty() { "user".to_owned() } else { slug }
}

fn free_username(conn: &Connection, email: &str) -> rusqlite::Result<String> {
    let slug = slug(email.rsplit_once('@').map_or(email, |(local, _)| local));
    let sql = "INSERT INTO minted (name, times) VALUES (?1, 1)
               ON CONFLICT (name) DO UPDATE SET times = times + 1 RETURNING times";
    loop {
        let times: i64 = one(conn, sql, [format!("username {slug}")], |row| row.get(0))?.unwrap_or(1);
        let username = if times == 1 {
            slug.clone()
        } else {
            format!("{slug}-{times}")
        };
        if !username_taken(conn, &username)? {
            return Ok(username);
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: row.get(0)?,
        email: row.get(1)?,
        username: row.get(2)?,
        first_name: row.get(3)?,
        last_name: row.get(4)?,
        full_name: row.get(5)?,
        onboarded: row.get(6)?,
        email_opt_in: row.get(7)?,
    })
}

impl User {
    /// `UserResponse`.
    pub(crate) fn json(&self, conn: &Connection) -> rusqlite::Result<Value> {
        let sql = "SELECT t.id, t.name, t.org_id, o.name, tm.role, tm.id FROM team_members tm
                   JOIN teams t ON t.id = tm.team_id JOIN orgs o ON o.id = t.org_id
                   WHERE tm.user_id = ?1 ORDER BY t.seq";
        let teams = all(conn, sql, [&self.id], |row| {
            let role: String = row.get(4)?;
            Ok(json!({
                "team_id": row.get::<_, String>(0)?, "team_name": row.get::<_, String>(1)?,
                "org_id": row.get::<_, String>(2)?, "org_name": row.get::<_, String>(3)?,
                "role": role, "member_id": row.get::<_, String>(5)?,
                "is_admin": role == "owner", "is_owner": role == "owner",
            }))
        })?;
        Ok(json!({
            "id": self.id, "email_address": self.email, "username": self.username,
            "first_name": self.first_name, "last_name": self.last_name, "full_name": self.full_name,
            "onboarding_complete": self.onboarded, "email_opt_in": self.email_opt_in,
            "is_platform_admin": false, "features": [], "groups": [], "teams": teams, "limits": null,
        }))
    }
}
