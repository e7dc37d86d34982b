//! An entry of `workspaces`.

use schemars::{JsonSchema, Schema};
use serde::Deserialize;

use super::super::tree::At;
use super::section::MapOf;
use super::{Section, words};

/// A shared workspace.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "workspace", deny_unknown_fields, transform = deleted_is_all, example = example())]
pub(crate) struct Workspace<'t> {
    /// `true` has the workspace deleted, once an approval lifts the guard. The only way to delete one.
    #[serde(default)]
    #[schemars(with = "bool", title = "deletion", example = true, extend("default" = false))]
    pub(crate) delete: Option<bool>,

    /// The display name, 3 to 255 characters. Left out: not compared; a new workspace is named by its key.
    #[serde(default)]
    #[schemars(with = "words::WorkspaceName")]
    pub(crate) name: Option<At<&'t str>>,

    /// What the workspace is for, at most 1,000 characters. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "words::LongDescription")]
    pub(crate) description: Option<&'t str>,

    /// What each team may do in it. `{}` says none; left out: not looked after.
    #[serde(default)]
    #[schemars(with = "MapOf<words::TeamName, words::RoleWord>", title = "grants of teams", example = team_grants())]
    pub(crate) teams: Option<Section<'t, &'t str>>,

    /// What each person may do in it directly. `{}` says none; left out: not looked after.
    #[serde(default)]
    #[schemars(with = "MapOf<words::EmailAddress, words::RoleWord>", title = "grants of people", example = user_grants())]
    pub(crate) users: Option<Section<'t, &'t str>>,
}

/// Beside `delete: true` nothing but a name can stand.
fn deleted_is_all(schema: &mut Schema) {
    schema.insert(
        "if".into(),
        serde_json::json!({ "properties": { "delete": { "const": true } }, "required": ["delete"] }),
    );
    schema.insert(
        "then".into(),
        serde_json::json!({ "properties": { "description": false, "teams": false, "users": false } }),
    );
}

fn example() -> serde_json::Value {
    serde_json::json!({ "name": "Client engagements", "teams": team_grants(), "users": user_grants() })
}

fn team_grants() -> serde_json::Value {
    serde_json::json!({ "red-team": "contributor" })
}

fn user_grants() -> serde_json::Value {
    serde_json::json!({ "cyd@partner.example": "reader" })
}
