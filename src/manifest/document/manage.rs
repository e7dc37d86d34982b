//! The section `manage`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::tree::At;
use super::section::SetOf;
use super::{List, words};

/// What is looked after, and how far.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "management", deny_unknown_fields, example = example())]
pub(crate) struct Manage<'t> {
    /// The collections from which what is not declared is removed. `[]` says none. Left out: nothing is
    /// removed.
    #[serde(default)]
    #[schemars(with = "SetOf<words::PruneWord>", title = "prune", example = words::list("members grants"))]
    pub(crate) prune: Option<List<&'t str>>,

    /// Robots: not people, never owners that count, and never changed. Left out: none but the calling account, where it
    /// is not declared as a member.
    #[serde(default)]
    #[schemars(with = "SetOf<words::EmailAddress>", title = "operators", example = words::list("ci@acme.example"))]
    pub(crate) operators: Option<List<&'t str>>,

    /// What is left to others, each with a reason. Left out: nothing.
    #[serde(default)]
    #[schemars(with = "SetOf<Ignore<'t>>", title = "ignored things", example = ignored_things())]
    pub(crate) ignore: Option<List<Ignore<'t>>>,

    /// Collections that this platform cannot read or write: compared where possible, never planned. Left out: none.
    #[serde(default)]
    #[schemars(with = "SetOf<words::CollectionWord>", title = "unsupported collections", example = words::list("team-grants"))]
    pub(crate) unsupported: Option<List<&'t str>>,
}

/// Something that is left to others, with everything below it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(title = "ignored thing", deny_unknown_fields, example = ignored())]
pub(crate) struct Ignore<'t> {
    /// What is left to others.
    #[schemars(with = "words::Object")]
    pub(crate) address: Option<At<&'t str>>,

    /// Why.
    #[schemars(with = "words::Reason")]
    pub(crate) reason: Option<&'t str>,
}

fn example() -> serde_json::Value {
    serde_json::json!({ "prune": ["members", "grants"], "operators": ["ci@acme.example"] })
}

fn ignored() -> serde_json::Value {
    serde_json::json!({ "address": "workspace/legal", "reason": "run by the legal team's own manifest" })
}

fn ignored_things() -> Vec<serde_json::Value> {
    vec![ignored()]
}
