//! A limit of a guard.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model;

/// A limit by number and by share; what is left out has its default.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "limit", deny_unknown_fields, example = example())]
pub(crate) struct Limit {
    /// At most so many. Default: 10.
    #[serde(default)]
    #[schemars(
        with = "u32",
        title = "number",
        range(max = 1_000_000),
        example = 10,
        extend("default" = model::Limit::DEFAULT.count)
    )]
    pub(crate) count: Option<u32>,

    /// At most this share of the whole, in percent. Default: 25.
    #[serde(default)]
    #[schemars(
        with = "u32",
        title = "share",
        range(max = 100),
        example = 25,
        extend("default" = model::Limit::DEFAULT.percent)
    )]
    pub(crate) percent: Option<u32>,
}

fn example() -> serde_json::Value {
    serde_json::json!({ "count": 10, "percent": 25 })
}
