//! A mapping from names that people choose to what they say about them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::super::tree::At;

/// The entries of a section as they were written. An entry whose value is a mistake keeps its name, so that
/// references to it still resolve.
#[derive(Debug)]
pub(crate) struct Section<'t, T>(pub(crate) Vec<(At<&'t str>, Option<T>)>);

impl<'de: 't, 't, T: Deserialize<'de>> Deserialize<'de> for Section<'t, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Section<'t, T>, D::Error> {
        deserializer.deserialize_map(SectionVisitor(PhantomData))
    }
}

struct SectionVisitor<'t, T>(PhantomData<(&'t str, T)>);

impl<'de: 't, 't, T: Deserialize<'de>> Visitor<'de> for SectionVisitor<'t, T> {
    type Value = Section<'t, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Section<'t, T>, A::Error> {
        let mut section = Vec::with_capacity(entries.size_hint().unwrap_or(0));
        while let Some(entry) = entries.next_entry()? {
            section.push(entry);
        }
        // Of two that are the same, the second is the one that stands further down.
        section.sort_by_key(|(name, _): &(At<&str>, Option<T>)| name.node);
        Ok(Section(section))
    }
}

/// The schema of a section: names of the kind `N`, values of the kind `T`.
pub(crate) struct MapOf<N, T>(PhantomData<(N, T)>);

impl<N: JsonSchema, T: JsonSchema> JsonSchema for MapOf<N, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MapOf{}To{}", N::schema_name(), T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<N>(),
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

/// The schema of a list in which nothing stands twice.
pub(crate) struct SetOf<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for SetOf<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("SetOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "uniqueItems": true,
            "items": generator.subschema_for::<T>(),
        })
    }
}
