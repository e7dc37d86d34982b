//! The caller's own account and keys.

use serde_json::{Value, json};

use crate::sandbox::{
    call::{Answer, Call, Reply},
    clock::stamp,
    error::ApiError,
    ids,
    query::{count, run},
    role::Role,
    store::{
        accounts::{self, User, slug},
        members, orgs, people,
    },
};

pub(super) fn get(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(me(call)?.json(call.conn)?))
}

pub(super) fn organizations(call: &Call<'_>) -> Answer {
    let caller = call.caller()?;
    let mut rows = Vec::new();
    for (org, role) in orgs::of_user(call.conn, &caller.user_id)? {
        if caller.only_org.as_ref().is_none_or(|only| *only == org.id) {
            rows.push(org.json(call.conn, call.settings, role)?);
        }
    }
    Ok(Reply::ok(Value::Array(rows)))
}

pub(super) fn check_availability(call: &Call<'_>) -> Answer {
    call.caller()?;
    let (username, username_error) = match call.query("username") {
        None => (None, None),
        Some(name) if !is_key(name) => (Some(false), Some("Use lower-case letters, digits and hyphens")),
        Some(name) => (Some(!accounts::username_taken(call.conn, name)?), None),
    };
    let (org_key, org_key_error) = match call.query("org_key") {
        None => (None, None),
        Some("beta") => (Some(false), Some("This key is reserved")),
        Some(key) if !is_key(key) => (Some(false), Some("Use lower-case letters, digits and hyphens")),
        Some(key) => (Some(!orgs::key_taken(call.conn, key)?), None),
    };
    Ok(Reply::ok(json!({
        "username_available": username, "username_error": username_error,
        "org_key_available": org_key, "org_key_error": org_key_error,
    })))
}

pub(super) fn onboard(call: &Call<'_>) -> Answer {
    let me = me(call)?;
    let mut fields = call.fields()?;
    let username = fields.text("username", 1..=100);
    let org_name = fields.nullable_text("org_name", 3..=100).value();
    let opt_in = fields.flag("email_opt_in", Some(false));
    fields.done()?;
    if !is_key(&username) {
        return Err(ApiError::new(
            422,
            "invalid_username_error",
            "Use lower-case letters, digits and hyphens",
        ));
    }
    if username != me.username && accounts::username_taken(call.conn, &username)? {
        return Err(ApiError::exists("This username is taken"));
    }
    if let Some(name) = org_name {
        found(call, &me, &name)?;
    }
    accounts::onboard(call.conn, &me.id, &username, opt_in)?;
    get(call)
}

/// Makes an organization, with the caller as its owner.
fn found(call: &Call<'_>, me: &User, name: &str) -> Result<(), ApiError> {
    let key = slug(name);
    if key == "beta" || orgs::key_taken(call.conn, &key)? {
        return Err(ApiError::exists("An organization of this key exists"));
    }
    let new = orgs::NewOrg {
        key: &key,
        name,
        description: None,
        active: true,
        allow_external_invites: true,
        max_members: 500,
        plan: None,
    };
    let org = orgs::create(call.conn, &new, call.now)?;
    let owner = members::NewMember {
        org_id: &org.id,
        user_id: &me.id,
        role: Role::Owner,
        active: true,
        invited_by: None,
        joined: call.now,
        models: None,
    };
    people::join(call.conn, &owner, me)?;
    Ok(())
}

pub(super) fn create_key(call: &Call<'_>) -> Answer {
    let caller = call.caller()?;
    let mut fields = call.fields()?;
    let name = fields.nullable_text("name", 0..=255).value();
    let self_revoke = fields.flag("allow_self_revoke", Some(false));
    let scopes = fields.words("allowed_scopes").value();
    let org = fields.id("org_id").value();
    let workspace = fields.id("workspace_id").value();
    fields.done()?;
    let had = count(
        call.conn,
        "SELECT count(*) FROM api_keys WHERE user_id = ?1",
        [&caller.user_id],
    )?;
    let id = ids::mint(call.conn, "key", &format!("{} {had}", caller.user_id))?;
    let key = format!("dn_sandbox_{}", id.replace('-', ""));
    run(
        call.conn,
        "INSERT INTO api_keys (key, id, user_id, name, allow_self_revoke, allowed_scopes, org_id, workspace_id,
                               created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        rusqlite::params![
            key,
            id,
            caller.user_id,
            name,
            self_revoke,
            scopes.as_ref().map(|scopes| json!(scopes).to_string()),
            org,
            workspace,
            call.now.as_millisecond()
        ],
    )?;
    Ok(call.created(json!({
        "id": id, "key": key, "masked_key": format!("dn_sandbox_...{}", &key[key.len() - 4..]), "name": name,
        "allow_self_revoke": self_revoke, "allowed_scopes": scopes, "org_id": org, "workspace_id": workspace,
        "created_at": stamp(call.now.as_millisecond()),
    })))
}

pub(super) fn revoke_key(call: &Call<'_>) -> Answer {
    call.caller()?;
    let sql = "DELETE FROM api_keys WHERE key = ?1 AND allow_self_revoke = 1";
    if run(call.conn, sql, [call.key])? == 0 {
        return Err(ApiError::forbidden("This API key may not revoke itself"));
    }
    Ok(call.deleted())
}

fn me(call: &Call<'_>) -> Result<User, ApiError> {
    accounts::by_id(call.conn, &call.caller()?.user_id)?.ok_or_else(ApiError::unauthenticated)
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
}
