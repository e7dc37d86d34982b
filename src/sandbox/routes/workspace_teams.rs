//! Grants on a workspace to teams. None of these routes is documented; they mirror the grants to people.

use serde_json::Value;

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    role::Role,
    rules::InWorkspace,
    settings::Duplicate,
    store::{
        grants::{self, Grant},
        teams,
    },
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::of(call)?;
    let rows = grants::teams(call.conn, &scope.workspace.id, &call.order_by("g"))?;
    Ok(Reply::ok(
        rows.iter().map(Grant::team_json).collect::<Vec<_>>().into(),
    ))
}

pub(super) fn add(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "share it")?;
    let mut fields = call.fields()?;
    let permission = fields.role("permission", None);
    let team_id = fields.required_id("team_id");
    fields.done()?;
    let team = teams::get(call.conn, &scope.org.org.id, &team_id)?.filter(|team| team.active);
    if team.is_none() {
        return Err(ApiError::not_found("Team"));
    }
    let id = &scope.workspace.id;
    let duplicate = grants::of_team(call.conn, id, &team_id)?.is_some();
    if duplicate && call.settings.duplicate_grant == Duplicate::Refused {
        return Err(ApiError::exists("This team has a grant already"));
    }
    grants::put_team(
        call.conn,
        id,
        &team_id,
        permission,
        Some(&scope.org.caller),
        call.now,
    )?;
    let grant = grants::of_team(call.conn, id, &team_id)?;
    Ok(call.created(grant.map_or(Value::Null, |grant| grant.team_json())))
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "change permissions")?;
    let team_id = call.id("team_id")?;
    let mut fields = call.fields()?;
    let permission = fields.role("permission", None);
    fields.done()?;
    find(call, &scope, &team_id)?;
    let by = Some(scope.org.caller.as_str());
    grants::put_team(call.conn, &scope.workspace.id, &team_id, permission, by, call.now)?;
    Ok(Reply::ok(find(call, &scope, &team_id)?.team_json()))
}

pub(super) fn remove(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "change permissions")?;
    let team_id = call.id("team_id")?;
    if !grants::revoke_team(call.conn, &scope.workspace.id, &team_id)? {
        return Err(ApiError::not_found("Grant"));
    }
    Ok(call.deleted())
}

fn find(call: &Call<'_>, scope: &InWorkspace, team_id: &str) -> Result<Grant, ApiError> {
    grants::of_team(call.conn, &scope.workspace.id, team_id)?.ok_or_else(|| ApiError::not_found("Grant"))
}
