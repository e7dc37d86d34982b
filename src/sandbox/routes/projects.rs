//! Projects of a workspace.

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    fields::Given,
    role::Role,
    rules::InWorkspace,
    store::projects::{self, Project},
};

use super::workspaces::check_key;

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::of(call)?;
    let rows = projects::list(call.conn, &scope.workspace.id, &call.order_by("p"))?;
    Ok(Reply::ok(
        rows.iter().map(Project::json).collect::<Vec<_>>().into(),
    ))
}

pub(super) fn create(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Contributor, "create projects")?;
    let mut fields = call.fields()?;
    let key = fields.text("key", 1..=255);
    let name = fields.text("name", 3..=100);
    let description = fields.nullable_text("description", 0..=1000).value();
    fields.id("org_id");
    fields.id("workspace_id");
    fields.done()?;
    check_key(&key)?;
    let workspace_id = &scope.workspace.id;
    check_free(call, workspace_id, &key)?;
    projects::create(
        call.conn,
        workspace_id,
        &key,
        &name,
        description.as_deref(),
        call.now,
    )?;
    Ok(call.created(find(call, workspace_id, &key)?.json()))
}

pub(super) fn get(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::of(call)?;
    Ok(Reply::ok(
        find(call, &scope.workspace.id, call.segment("project"))?.json(),
    ))
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Contributor, "change projects")?;
    let workspace_id = &scope.workspace.id;
    let project = changeable(call, workspace_id)?;
    let mut fields = call.fields()?;
    let key = fields.nullable_text("key", 1..=255);
    let name = fields.nullable_text("name", 3..=100);
    let description = fields.nullable_text("description", 0..=1000);
    fields.done()?;
    let key = match key {
        Given::Value(key) if key != project.key => {
            check_key(&key)?;
            check_free(call, workspace_id, &key)?;
            key
        }
        _ => project.key,
    };
    let name = name.value().unwrap_or(project.name);
    let description = description.or_keep(project.description);
    projects::update(
        call.conn,
        &project.id,
        &key,
        &name,
        description.as_deref(),
        call.now,
    )?;
    Ok(Reply::ok(find(call, workspace_id, &key)?.json()))
}

pub(super) fn delete(call: &Call<'_>) -> Answer {
    let scope = InWorkspace::writable(call, Role::Owner, "delete projects")?;
    let project = changeable(call, &scope.workspace.id)?;
    projects::delete(call.conn, &project.id)?;
    Ok(call.deleted())
}

/// The project of the path, unless it is the default one, which stays as it is.
fn changeable(call: &Call<'_>, workspace_id: &str) -> Result<Project, ApiError> {
    let project = find(call, workspace_id, call.segment("project"))?;
    if project.is_default {
        let status = call.settings.default_refusal;
        return Err(ApiError::new(
            status,
            "forbidden_error",
            "The default project cannot be changed",
        ));
    }
    Ok(project)
}

fn check_free(call: &Call<'_>, workspace_id: &str, key: &str) -> Result<(), ApiError> {
    match projects::get(call.conn, workspace_id, key)? {
        Some(_) => Err(ApiError::exists("A project of this key exists")),
        None => Ok(()),
    }
}

fn find(call: &Call<'_>, workspace_id: &str, key: &str) -> Result<Project, ApiError> {
    projects::get(call.conn, workspace_id, key)?.ok_or_else(|| ApiError::not_found("Project"))
}
