//! An entry of `members`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::super::tree::At;
use super::section::SetOf;
use super::{List, Models, words};

/// A person: a role, or a role and more.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 't"))]
#[schemars(rename = "MemberDetails", title = "member with details", deny_unknown_fields, transform = owners_have_all_models, example = example())]
struct Details<'t> {
    /// The role in the organization.
    #[schemars(with = "words::RoleWord")]
    role: Option<&'t str>,

    /// The models that the member may use: `all`, `[]` for none, or a list. Owners always have all, and are given none
    /// here. Left out: not compared.
    #[serde(default)]
    #[schemars(with = "Models<'t>")]
    models: Option<At<Models<'t>>>,

    /// Addresses under which this person may still be a member: a change of address, not a removal. Left out:
    /// none.
    #[serde(default)]
    #[schemars(with = "SetOf<words::EmailAddress>", title = "former addresses", example = words::list("cyd.old@partner.example"))]
    previously: Option<List<&'t str>>,

    /// From this day on, who declined or let the invitation expire is invited once more. Left out: an
    /// expired invitation is repeated twice, a declined one never.
    #[serde(default)]
    #[schemars(with = "words::Day")]
    reinvite: Option<At<&'t str>>,
}

/// An entry of `members`.
#[derive(Debug, Default)]
pub(crate) struct Member<'t> {
    pub(crate) role: Option<&'t str>,
    pub(crate) models: Option<At<Models<'t>>>,
    pub(crate) previously: Option<List<&'t str>>,
    pub(crate) reinvite: Option<At<&'t str>>,
}

impl<'de: 't, 't> Deserialize<'de> for Member<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Member<'t>, D::Error> {
        deserializer.deserialize_any(MemberVisitor)
    }
}

struct MemberVisitor;

impl<'de> Visitor<'de> for MemberVisitor {
    type Value = Member<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a role, or a mapping with a role")
    }

    fn visit_borrowed_str<E>(self, role: &'de str) -> Result<Member<'de>, E> {
        Ok(Member {
            role: Some(role),
            ..Member::default()
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Member<'de>, A::Error> {
        let details = Details::deserialize(MapAccessDeserializer::new(entries))?;
        Ok(Member {
            role: details.role,
            models: details.models,
            previously: details.previously,
            reinvite: details.reinvite,
        })
    }
}

impl JsonSchema for Member<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Member".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "member",
            "description": "A person in the organization: a role, or a mapping with a role and more.",
            "examples": ["contributor", example()],
            "anyOf": [generator.subschema_for::<words::RoleWord>(), generator.subschema_for::<Details<'_>>()],
        })
    }
}

/// Owners always have all models (DOCUMENTED).
fn owners_have_all_models(schema: &mut Schema) {
    schema.insert(
        "if".into(),
        serde_json::json!({ "properties": { "role": { "const": "owner" } }, "required": ["role"] }),
    );
    schema.insert(
        "then".into(),
        serde_json::json!({ "properties": { "models": false } }),
    );
}

fn example() -> serde_json::Value {
    serde_json::json!({ "role": "contributor", "models": ["dn/large"] })
}
