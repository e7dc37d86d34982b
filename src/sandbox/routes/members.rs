//! Members of the organization.

use serde_json::json;

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    fields::Given,
    role::Role,
    rules::InOrg,
    settings::{LeftOut, OwnerModels, RemovalBody, RoleChangeGrants},
    store::{
        grants,
        members::{self, Member},
    },
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    let page = call.page()?;
    let total = members::total(call.conn, &scope.org.id)?;
    let (limit, offset) = page.window();
    let rows = members::list(call.conn, &scope.org.id, &call.order_by("m"), limit, offset)?;
    let rows = rows.iter().map(|row| row.json(call.settings)).collect();
    Ok(page.reply("members", total, rows))
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "change roles")?;
    let user_id = call.id("user_id")?;
    let mut fields = call.fields()?;
    let role = fields.role("role", None);
    let given = fields.words("allowed_model_ids");
    fields.done()?;
    let member = find(call, &scope, &user_id)?;
    if member.role == Role::Owner && member.active && role != Role::Owner {
        scope.keep_an_owner(call, &user_id)?;
    }
    let models = match call.settings.left_out_models {
        LeftOut::Clears => given.value(),
        LeftOut::Keeps => given.or_keep(member.models),
    };
    members::update(call.conn, &member.id, role, models.as_deref())?;
    if call.settings.role_change_grants == RoleChangeGrants::Lowered {
        grants::lower(call.conn, &scope.org.id, &user_id, role)?;
    }
    Ok(Reply::ok(find(call, &scope, &user_id)?.json(call.settings)))
}

pub(super) fn update_models(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "change model access")?;
    let user_id = call.id("user_id")?;
    let mut fields = call.fields()?;
    let given = fields.words("allowed_model_ids");
    if given == Given::Absent {
        fields.missing("allowed_model_ids");
    }
    fields.done()?;
    let member = find(call, &scope, &user_id)?;
    if member.role == Role::Owner || user_id == scope.caller {
        return match call.settings.owner_models {
            OwnerModels::Refused => Err(ApiError::forbidden("Owners have access to all models")),
            OwnerModels::Ignored => Ok(Reply::ok(member.json(call.settings))),
        };
    }
    members::update(call.conn, &member.id, member.role, given.value().as_deref())?;
    Ok(Reply::ok(find(call, &scope, &user_id)?.json(call.settings)))
}

pub(super) fn remove(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "remove members")?;
    let user_id = call.id("user_id")?;
    let member = find(call, &scope, &user_id)?;
    if member.role == Role::Owner && member.active {
        scope.keep_an_owner(call, &user_id)?;
    }
    members::remove(call.conn, call.settings, &scope.org.id, &user_id, call.now)?;
    Ok(match call.settings.removal_body {
        RemovalBody::Nothing => call.deleted(),
        RemovalBody::UserDeleted => Reply::ok(json!({ "user_deleted": false })),
    })
}

fn find(call: &Call<'_>, scope: &InOrg, user_id: &str) -> Result<Member, ApiError> {
    members::get(call.conn, &scope.org.id, user_id)?.ok_or_else(|| ApiError::not_found("Member"))
}
