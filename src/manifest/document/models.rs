//! The models that a member may use.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::section::SetOf;
use super::{List, words};

/// The word for every model.
pub(crate) const ALL: &str = "all";

/// `all`, or a list.
#[derive(Debug)]
pub(crate) enum Models<'t> {
    All,
    Only(List<&'t str>),
}

impl<'de: 't, 't> Deserialize<'de> for Models<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Models<'t>, D::Error> {
        deserializer.deserialize_any(ModelsVisitor)
    }
}

struct ModelsVisitor;

impl<'de> Visitor<'de> for ModelsVisitor {
    type Value = Models<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`all` or a list of models")
    }

    fn visit_str<E>(self, _: &str) -> Result<Models<'de>, E> {
        Ok(Models::All)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Models<'de>, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(items)).map(Models::Only)
    }
}

impl JsonSchema for Models<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Models".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "models",
            "description": "The models that the member may use: `all`, `[]` for none, or a list. Left out: not compared.",
            "examples": ["all", [], ["dn/large"]],
            "anyOf": [
                { "type": "string", "const": ALL, "description": "Every model of the platform." },
                generator.subschema_for::<SetOf<words::Model>>(),
            ],
        })
    }
}
