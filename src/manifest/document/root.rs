//! One file.

use schemars::{JsonSchema, Schema};
use serde::Deserialize;

use super::super::tree::At;
use super::section::{MapOf, SetOf};
use super::{Approval, Guards, List, Manage, Member, Organization, Section, Team, Workspace, words};

/// An organization on the Dreadnode platform, declared: the root file `orgform.yaml`, or one of the files
/// beside it (`members*.yaml`, `teams/**/*.yaml`, `workspaces/**/*.yaml`), which are read as one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(
    rename = "Manifest",
    title = "orgform manifest",
    deny_unknown_fields,
    transform = root_file_is_whole,
    example = example()
)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Document<'t> {
    /// The version of the format. Needed, in the root file only.
    #[serde(default)]
    #[schemars(with = "words::ApiVersion")]
    #[expect(dead_code, reason = "only the schema looks at it: there is one version")]
    pub(crate) api_version: Option<&'t str>,

    /// The organization itself. Needed, in the root file only.
    #[serde(default)]
    #[schemars(with = "Organization<'t>")]
    pub(crate) organization: Option<Organization<'t>>,

    /// What is looked after, and how far. In the root file only. Left out: nothing is ever removed.
    #[serde(default)]
    #[schemars(with = "Manage<'t>")]
    pub(crate) manage: Option<Manage<'t>>,

    /// The limits that a plan is held to. In the root file only. Left out: every guard has its default.
    #[serde(default)]
    #[schemars(with = "Guards<'t>")]
    pub(crate) guards: Option<Guards<'t>>,

    /// What lifts a guard for exact objects and for a time. In the root file only. Left out: nothing does.
    #[serde(default)]
    #[schemars(with = "SetOf<Approval<'t>>", title = "approvals", example = approvals())]
    pub(crate) approvals: Option<List<Approval<'t>>>,

    /// People, by e-mail address, each with a role. In the root file or in `members*.yaml`. Left out everywhere:
    /// members are not looked after.
    #[serde(default)]
    #[schemars(with = "MapOf<words::EmailAddress, Member<'t>>", title = "members", example = members())]
    pub(crate) members: Option<At<Section<'t, Member<'t>>>>,

    /// Teams, by name. In the root file or under `teams/`. Left out everywhere: teams are not looked after.
    #[serde(default)]
    #[schemars(with = "MapOf<words::TeamName, Team<'t>>", title = "teams", example = teams())]
    pub(crate) teams: Option<At<Section<'t, Team<'t>>>>,

    /// Workspaces, by key. In the root file or under `workspaces/`. Left out everywhere: workspaces are not
    /// looked after.
    #[serde(default)]
    #[schemars(with = "MapOf<words::WorkspaceKey, Workspace<'t>>", title = "workspaces", example = workspaces())]
    pub(crate) workspaces: Option<At<Section<'t, Workspace<'t>>>>,
}

/// What only a root file may hold makes a file a root file, and that needs a version and an organization.
/// (A schema does not see the name of the file; `load` does, and words it better.)
fn root_file_is_whole(schema: &mut Schema) {
    let both = serde_json::json!(["apiVersion", "organization"]);
    schema.insert(
        "dependentRequired".into(),
        serde_json::json!({
            "apiVersion": ["organization"],
            "organization": ["apiVersion"],
            "manage": both,
            "guards": both,
            "approvals": both,
        }),
    );
}

fn example() -> serde_json::Value {
    serde_json::json!({
        "apiVersion": "orgform/v1",
        "organization": { "key": "acme" },
        "members": members(),
        "teams": teams(),
        "workspaces": workspaces(),
    })
}

fn approvals() -> Vec<serde_json::Value> {
    vec![super::approval::example()]
}

fn members() -> serde_json::Value {
    serde_json::json!({ "ada@acme.example": "owner", "bob@acme.example": { "role": "contributor" } })
}

fn teams() -> serde_json::Value {
    serde_json::json!({ "red-team": { "members": ["ada@acme.example"] } })
}

fn workspaces() -> serde_json::Value {
    serde_json::json!({ "engagements": { "teams": { "red-team": "contributor" } } })
}
