//! An entry of `teams`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::section::SetOf;
use super::{List, words};

/// A team.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "team", deny_unknown_fields, example = example())]
pub(crate) struct Team<'t> {
    /// What the team is for, at most 500 characters. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "words::ShortDescription")]
    pub(crate) description: Option<&'t str>,

    /// Names under which this team may still be live: a rename, not a removal. Left out: none.
    #[serde(default)]
    #[schemars(with = "SetOf<words::TeamName>", title = "former names", example = words::list("redteam"))]
    pub(crate) previously: Option<List<&'t str>>,

    /// The people in it. `[]` says nobody; left out: not looked after.
    #[serde(default)]
    #[schemars(with = "SetOf<words::EmailAddress>", title = "members of the team", example = words::list("ada@acme.example"))]
    pub(crate) members: Option<List<&'t str>>,
}

fn example() -> serde_json::Value {
    serde_json::json!({ "description": "Operators", "members": ["ada@acme.example", "bob@acme.example"] })
}
