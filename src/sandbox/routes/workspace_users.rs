//! Grants on a workspace to people: added by address, changed and removed by id.

use serde_json::Value;

use super::invitations;
use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    role::Role,
    rules::InWorkspace,
    settings::{Duplicate, GrantBody, StrangerGrant},
    store::{
        accounts,
        grants::{self, Grant},
        invitations as stored_invitations, members,
    },
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::of(call)?;
    let rows = grants::users(call.conn, &scope.workspace.id, &call.order_by("g"))?;
    Ok(Reply::ok(
        rows.iter().map(Grant::user_json).collect::<Vec<_>>().into(),
    ))
}

pub(super) fn add(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "share it")?;
    let (level, address) = match call.settings.grant_body {
        GrantBody::PermissionAndUserEmail => ("permission", "user_email"),
        GrantBody::PermissionAndEmail => ("permission", "email"),
        GrantBody::RoleAndEmail => ("role", "email"),
    };
    let mut fields = call.fields()?;
    let permission = fields.role(level, None);
    let email = fields.email(address);
    fields.done()?;
    let user_id = grantee(call, &scope, address, &email)?;
    let id = &scope.workspace.id;
    if let Some(grant) = grants::of_user(call.conn, id, &user_id)? {
        if call.settings.duplicate_grant == Duplicate::Refused {
            return Err(ApiError::exists("This person has a grant already"));
        }
        if grant.permission == Role::Owner && permission != Role::Owner {
            scope.keep_an_owner(call, &user_id)?;
        }
    }
    grants::put_user(
        call.conn,
        id,
        &user_id,
        permission,
        Some(&scope.org.caller),
        call.now,
    )?;
    let grant = grants::of_user(call.conn, id, &user_id)?;
    Ok(call.created(grant.map_or(Value::Null, |grant| grant.user_json())))
}

/// The account that a grant is for, which has to be an active member's unless the setting is kinder.
fn grantee(call: &Call<'_>, scope: &InWorkspace, field: &str, email: &str) -> Result<String, ApiError> {
    let user = accounts::by_email(call.conn, email, call.settings.address_case)?;
    if let Some(user) = &user
        && members::role(call.conn, &scope.org.org.id, &user.id)?.is_some()
    {
        return Ok(user.id.clone());
    }
    let make = || match &user {
        Some(user) => Ok(user.id.clone()),
        None => accounts::create(call.conn, email, None, call.now).map(|user| user.id),
    };
    match call.settings.grant_to_stranger {
        StrangerGrant::NotFound => Err(ApiError::not_found("User")),
        StrangerGrant::Invalid => Err(ApiError::field("body", field, "User is no member", "value_error")),
        StrangerGrant::Grants => Ok(make()?),
        StrangerGrant::Invites => {
            if !stored_invitations::is_invited(call.conn, &scope.org.org.id, email, call.now)? {
                invitations::send(call, &scope.org, email, Role::Reader)?;
            }
            Ok(make()?)
        }
    }
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "change permissions")?;
    let user_id = call.id("user_id")?;
    let mut fields = call.fields()?;
    let permission = fields.role("permission", None);
    fields.done()?;
    let grant = find(call, &scope, &user_id)?;
    if grant.permission == Role::Owner && permission != Role::Owner {
        scope.keep_an_owner(call, &user_id)?;
    }
    let by = Some(scope.org.caller.as_str());
    grants::put_user(call.conn, &scope.workspace.id, &user_id, permission, by, call.now)?;
    Ok(Reply::ok(find(call, &scope, &user_id)?.user_json()))
}

pub(super) fn remove(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "change permissions")?;
    let user_id = call.id("user_id")?;
    if find(call, &scope, &user_id)?.permission == Role::Owner {
        scope.keep_an_owner(call, &user_id)?;
    }
    grants::revoke_user(call.conn, &scope.workspace.id, &user_id)?;
    Ok(call.deleted())
}

fn find(call: &Call<'_>, scope: &InWorkspace, user_id: &str) -> Result<Grant, ApiError> {
    grants::of_user(call.conn, &scope.workspace.id, user_id)?.ok_or_else(|| ApiError::not_found("Grant"))
}
