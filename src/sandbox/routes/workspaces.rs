//! Workspaces.

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    role::Role,
    rules::{InOrg, InWorkspace},
    settings::GrantedBy,
    store::{
        grants,
        workspaces::{self, NewWorkspace, Workspace},
    },
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    let page = call.page()?;
    let viewer = scope.viewer(call);
    let total = workspaces::total(call.conn, &viewer)?;
    let (limit, offset) = page.window();
    let rows = workspaces::list(call.conn, &viewer, &call.order_by("w"), limit, offset)?;
    Ok(page.reply("workspaces", total, rows.iter().map(Workspace::json).collect()))
}

pub(super) fn create(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    scope.need(Role::Contributor, "create workspaces")?;
    scope.check_plan(call)?;
    let mut fields = call.fields()?;
    let key = fields.text("key", 3..=255);
    let name = fields.text("name", 3..=255);
    let description = fields.nullable_text("description", 0..=1000).value();
    fields.done()?;
    check_key(&key)?;
    if workspaces::key_taken(call.conn, call.settings, &scope.org.id, &key)? {
        return Err(ApiError::exists("A workspace of this key exists"));
    }
    let new = NewWorkspace {
        org_id: &scope.org.id,
        key: &key,
        name: &name,
        description: description.as_deref(),
        active: true,
        default_of: None,
        created_by: Some(&scope.caller),
        created: call.now,
    };
    let id = workspaces::create(call.conn, &new)?;
    let by = match call.settings.creator_granted_by {
        GrantedBy::Caller => Some(scope.caller.as_str()),
        GrantedBy::Null => None,
    };
    grants::put_user(call.conn, &id, &scope.caller, Role::Owner, by, call.now)?;
    Ok(call.created(find(call, &scope, &key)?.json()))
}

pub(super) fn get(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(InWorkspace::of(call)?.workspace.json()))
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "change it")?;
    scope.org.check_plan(call)?;
    let mut fields = call.fields()?;
    let name = fields.nullable_text("name", 3..=255);
    let description = fields.nullable_text("description", 0..=1000);
    fields.done()?;
    let InWorkspace { org, workspace, .. } = scope;
    let name = name.value().unwrap_or(workspace.name);
    let description = description.or_keep(workspace.description);
    workspaces::update(call.conn, &workspace.id, &name, description.as_deref(), call.now)?;
    Ok(Reply::ok(find(call, &org, &workspace.key)?.json()))
}

pub(super) fn delete(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "delete it")?;
    if scope.workspace.default_of.is_some() {
        let status = call.settings.default_refusal;
        return Err(ApiError::new(
            status,
            "forbidden_error",
            "A default workspace cannot be deleted",
        ));
    }
    workspaces::delete(call.conn, call.settings, &scope.workspace.id, call.now)?;
    Ok(call.deleted())
}

fn find(call: &Call<'_>, scope: &InOrg, key: &str) -> Result<Workspace, ApiError> {
    workspaces::by_key(call.conn, &scope.org.id, key)?.ok_or_else(|| ApiError::not_found("Workspace"))
}

/// Keys are what the platform's own software accepts as keys.
pub(super) fn check_key(key: &str) -> Result<(), ApiError> {
    if key.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        return Ok(());
    }
    Err(ApiError::field(
        "body",
        "key",
        "String should match pattern '^[a-z0-9-]+$'",
        "string_pattern_mismatch",
    ))
}
