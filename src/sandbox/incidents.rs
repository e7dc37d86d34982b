//! What the sandbox itself sees go wrong: the world is looked at before and after each write.

use rusqlite::Connection;
use serde_json::Value;

use super::{
    call::{Call, Reply},
    query::{all, count},
    role::Role,
    store::{accounts::fold, grants, members, orgs, workspaces},
};

/// The part of the world that a write can hurt, as it was before.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// The organization, when it had an active owner.
    organization: Option<String>,
    /// The workspaces at stake that had an active owner.
    workspaces: Vec<String>,
    /// The caller, when they owned the organization.
    owner: Option<String>,
}

impl Watch {
    /// Looks before the write.
    pub(crate) fn before(call: &Call<'_>) -> rusqlite::Result<Self> {
        let conn = call.conn;
        let Some(org) = orgs::by_key(conn, call.segment("org"))? else {
            return Ok(Self::default());
        };
        let owned = members::has_owner(conn, &org.id, "")?;
        let mut at_stake = Vec::new();
        if let Some(workspace) = workspaces::by_key(conn, &org.id, call.segment("workspace"))? {
            at_stake.push(workspace.id);
        } else if let Ok(user_id) = call.id("user_id") {
            let sql = "SELECT workspace_id FROM user_grants WHERE user_id = ?1 AND permission = 'owner'";
            at_stake = all(conn, sql, [user_id], |row| row.get(0))?;
        }
        let mut workspaces = Vec::new();
        for id in at_stake {
            if grants::has_owner(conn, &id, "")? {
                workspaces.push(id);
            }
        }
        let caller = call
            .account
            .as_ref()
            .map(|account| account.user_id.clone())
            .unwrap_or_default();
        let owns = members::role(conn, &org.id, &caller)? == Some(Role::Owner);
        Ok(Self {
            organization: owned.then_some(org.id),
            workspaces,
            owner: owns.then_some(caller),
        })
    }

    /// Looks after the write, and tells what is worse.
    pub(crate) fn after(&self, call: &Call<'_>, reply: &Reply) -> rusqlite::Result<Vec<String>> {
        let mut incidents = Vec::new();
        if let Some(org) = &self.organization {
            if !members::has_owner(call.conn, org, "")? {
                incidents.push("the organization is left without an active owner".to_owned());
            }
            if let Some(owner) = &self.owner
                && members::role(call.conn, org, owner)? != Some(Role::Owner)
            {
                incidents.push("the caller is no longer an owner".to_owned());
            }
            incidents.extend(invited_twice(call, org, reply)?);
        }
        for id in &self.workspaces {
            if let Some(key) = active_key(call.conn, id)?
                && !grants::has_owner(call.conn, id, "")?
            {
                incidents.push(format!("workspace {key} is left without an active owner"));
            }
        }
        Ok(incidents)
    }
}

fn active_key(conn: &Connection, workspace_id: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT key FROM workspaces WHERE id = ?1 AND active = 1";
    super::query::one(conn, sql, [workspace_id], |row| row.get(0))
}

fn invited_twice(call: &Call<'_>, org: &str, reply: &Reply) -> rusqlite::Result<Option<String>> {
    let body = reply.body.as_ref();
    // Of all answers to a write, only that to an invitation says when it ends.
    let invited = body
        .filter(|body| body.get("expires_at").is_some())
        .and_then(|body| body.get("email"));
    let Some(email) = invited.and_then(Value::as_str).map(fold) else {
        return Ok(None);
    };
    let sql = "SELECT count(*) FROM invitations WHERE folded = ?1 AND org_id = ?2 AND accepted IS NULL
               AND expires_at > ?3";
    let open = count(
        call.conn,
        sql,
        rusqlite::params![email, org, call.now.as_millisecond()],
    )?;
    Ok((open > 1).then(|| format!("{email} was invited while an invitation was open")))
}
