//! The organization itself.

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    ids,
    rules::InOrg,
    settings::LeftOut,
    store::orgs,
};

pub(super) fn get(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    Ok(Reply::ok(scope.org.json(call.conn, call.settings, scope.role)?))
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "change the organization")?;
    let mut fields = call.fields()?;
    let name = fields.text("name", 3..=100);
    let given = fields.nullable_text("description", 0..=500);
    fields.done()?;
    let description = match call.settings.left_out_description {
        LeftOut::Clears => given.value(),
        LeftOut::Keeps => given.or_keep(scope.org.description),
    };
    orgs::update(call.conn, &scope.org.id, &name, description.as_deref(), call.now)?;
    get(call)
}

pub(super) fn upload_avatar(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "change the organization")?;
    let multipart = call.content_type.starts_with("multipart/form-data");
    let named = b"name=\"file\"";
    if !multipart || !call.body.windows(named.len()).any(|window| window == named) {
        return Err(ApiError::field("body", "file", "Field required", "missing"));
    }
    let revision = ids::mint(call.conn, "avatar", &scope.org.id)?;
    orgs::set_avatar(call.conn, &scope.org.id, &revision, call.now)?;
    get(call)
}
