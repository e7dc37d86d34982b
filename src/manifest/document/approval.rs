//! An entry of `approvals`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::tree::At;
use super::section::SetOf;
use super::{List, words};

/// Lifts one guard for exact objects and for a time.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "approval", deny_unknown_fields, example = example())]
pub(crate) struct Approval<'t> {
    /// The guard that is lifted.
    #[schemars(with = "words::GuardWord")]
    pub(crate) guard: Option<&'t str>,

    /// The objects for which it is lifted; nothing else is.
    #[schemars(with = "SetOf<words::Object>", title = "objects", length(min = 1), example = words::list("member/eve@acme.example"))]
    pub(crate) objects: Option<List<&'t str>>,

    /// The last day on which it holds, UTC.
    #[schemars(with = "words::Day")]
    pub(crate) until: Option<At<&'t str>>,

    /// Why, for whoever reads this later.
    #[schemars(with = "words::Reason")]
    pub(crate) reason: Option<&'t str>,
}

pub(super) fn example() -> serde_json::Value {
    serde_json::json!({
        "guard": "removal-limit",
        "objects": ["member/eve@acme.example"],
        "until": "2026-12-31",
        "reason": "Team Blue moved to the other organization (#118)",
    })
}
