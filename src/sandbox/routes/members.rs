//! Members of the organization.

use serde_json::json;

use super::super::call::Page;
use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    role::Role,
    rules::InOrg,
    settings::{LeftOut, OwnerModels, RemovalBody},
    store::members::{self, Member},
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    let page = call.page()?;
    let total = members::total(call.conn, &scope.org.id)?;
    let size = i64::from(page.size);
    let rows = members::list(call.conn, &scope.org.id, &call.order_by("m"), size, page.offset())?;
    let rows: Vec<_> = rows.iter().map(|row| row.json(call.settings)).collect();
    Ok(paged("members", &page, total, rows.into()))
}

/// The envelope of the two lists that page.
pub(super) fn paged(name: &str, page: &Page, total: i64, rows: serde_json::Value) -> Reply {
    let (number, size) = (i64::from(page.number), i64::from(page.size));
    let pages = total.div_euclid(size) + i64::from(total.rem_euclid(size) > 0);
    let mut body = json!({
        "page": number, "limit": size, "total": total, "total_pages": pages,
        "has_next": number < pages, "has_previous": number > 1,
    });
    body[name] = rows;
    Reply::ok(body)
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
    Ok(Reply::ok(find(call, &scope, &user_id)?.json(call.settings)))
}

pub(super) fn update_models(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "change model access")?;
    let user_id = call.id("user_id")?;
    let mut fields = call.fields()?;
    let given = fields.words("allowed_model_ids");
    if given == crate::sandbox::fields::Given::Absent {
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
