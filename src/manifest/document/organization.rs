//! The section `organization`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::tree::At;
use super::words;

/// The organization itself.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "organization", deny_unknown_fields, example = example())]
pub(crate) struct Organization<'t> {
    /// The organization that this manifest is for, as in its URL. Never written.
    #[schemars(with = "words::OrganizationKey")]
    pub(crate) key: Option<&'t str>,

    /// The display name, 3 to 100 characters. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "words::OrganizationName")]
    pub(crate) name: Option<At<&'t str>>,

    /// What the organization is for, at most 500 characters. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "words::ShortDescription")]
    pub(crate) description: Option<&'t str>,

    /// Settings that the platform's API cannot write: compared, and reported as drift. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "Expectations")]
    pub(crate) expect: Option<Expectations>,
}

/// Settings that can be read and not written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(title = "expected settings", deny_unknown_fields, example = expectations())]
pub(crate) struct Expectations {
    /// Whether people outside may be invited. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "bool", title = "external invitations", example = false)]
    pub(crate) allow_external_invites: Option<At<bool>>,

    /// The number of seats. Left out: not compared.
    #[serde(default)]
    #[schemars(
        with = "u64",
        title = "seats",
        range(min = 1, max = 1_000_000_000),
        example = 500
    )]
    pub(crate) max_members: Option<At<u64>>,
}

fn example() -> serde_json::Value {
    serde_json::json!({ "key": "acme", "name": "Acme Red Team", "description": "Offensive security at Acme" })
}

fn expectations() -> serde_json::Value {
    serde_json::json!({ "allow_external_invites": false, "max_members": 500 })
}
