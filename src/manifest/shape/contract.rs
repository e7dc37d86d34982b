//! What the schema says at the place of an error: known keys, examples, titles.

use jsonschema::ValidationError;
use serde_json::Value;

use super::super::schema::SCHEMA;

/// The schema that was broken by an error.
pub(super) fn broken_by(error: &ValidationError<'_>) -> Option<&'static Value> {
    let path = error.schema_path().as_str();
    let (schema, _keyword) = path.rsplit_once('/')?;
    SCHEMA.pointer(schema)
}

/// The keys that a mapping may have.
pub(super) fn known_keys(schema: Option<&'static Value>) -> impl Iterator<Item = &'static str> {
    let properties = schema
        .and_then(|schema| schema.get("properties"))
        .and_then(Value::as_object);
    properties
        .into_iter()
        .flat_map(|properties| properties.keys().map(String::as_str))
}

/// The schema's first example, written as YAML's flow style allows.
pub(super) fn example(schema: Option<&'static Value>) -> Option<String> {
    let example = resolve(schema?).get("examples")?.get(0)?;
    Some(match example.as_str() {
        Some(text) => text.to_owned(),
        None => flow(example),
    })
}

/// A value in YAML's flow style.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", flow(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// Whether an example needs no quotes.
fn is_plain(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "@._/ -".contains(c))
}

/// An example of what a key of a mapping takes.
pub(super) fn example_of_key(schema: Option<&'static Value>, key: &str) -> Option<String> {
    example(schema?.get("properties")?.get(key))
}

/// The schema's title.
pub(super) fn title(schema: Option<&'static Value>) -> &'static str {
    schema
        .and_then(|schema| resolve(schema).get("title"))
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// Follows a reference; a schema with words of its own speaks for itself.
fn resolve(schema: &'static Value) -> &'static Value {
    if schema.get("examples").is_some() {
        return schema;
    }
    let reference = schema.get("$ref").and_then(Value::as_str);
    let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
    pointer
        .and_then(|pointer| SCHEMA.pointer(pointer))
        .unwrap_or(schema)
}
