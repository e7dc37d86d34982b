//! The section `guards`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::section::SetOf;
use super::{Limit, List, words};
use crate::model::GuardSettings;

/// The limits that a plan is held to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "guards", deny_unknown_fields, example = example())]
pub(crate) struct Guards<'t> {
    /// So many active, accepted owners stay, operators not counted. Default: 1.
    #[serde(default)]
    #[schemars(
        with = "u32",
        title = "least owners",
        range(min = 1, max = 1_000),
        example = 2,
        extend("default" = GuardSettings::default().min_owners)
    )]
    pub(crate) min_owners: Option<u32>,

    /// People who stay declared, live and owners. Left out: nobody.
    #[serde(default)]
    #[schemars(with = "SetOf<words::EmailAddress>", title = "break-glass people", example = words::list("root@acme.example"))]
    pub(crate) break_glass: Option<List<&'t str>>,

    /// Only addresses of these domains are invited. Left out: all are.
    #[serde(default)]
    #[schemars(with = "SetOf<words::Domain>", title = "domains", example = words::list("acme.example"))]
    pub(crate) email_domains: Option<List<&'t str>>,

    /// The removals that one plan may hold, in any one collection. Left out: 10, and 25 percent.
    #[serde(default)]
    #[schemars(with = "Limit")]
    pub(crate) max_removals: Option<Limit>,

    /// The people who may lose access, or be lowered in it, by one plan. Left out: 10, and 25 percent.
    #[serde(default)]
    #[schemars(with = "Limit")]
    pub(crate) max_access_loss: Option<Limit>,

    /// New invitations in one run. Default: 25.
    #[serde(default)]
    #[schemars(
        with = "u32",
        title = "most invitations",
        range(max = 100_000),
        example = 25,
        extend("default" = GuardSettings::default().max_invitations)
    )]
    pub(crate) max_invitations: Option<u32>,
}

fn example() -> serde_json::Value {
    serde_json::json!({ "min_owners": 2, "break_glass": ["root@acme.example"] })
}
