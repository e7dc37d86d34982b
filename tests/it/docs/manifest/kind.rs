//! What a key takes, in words.

use serde_json::Value;

use crate::docs::links::anchor;

/// What a schema refers to, or itself.
pub(super) fn target<'s>(schema: &'s Value, at: &'s Value) -> &'s Value {
    match at["$ref"].as_str() {
        Some(reference) => &schema["$defs"][reference.trim_start_matches("#/$defs/")],
        None => at,
    }
}

/// A link to the kind of value, or the mapping, or the list of them, in words.
pub(super) fn kind(schema: &Value, at: &Value) -> String {
    let definition = target(schema, at);
    if is_value(definition) && at.get("$ref").is_some() {
        let title = definition["title"].as_str().unwrap();
        let all = schema["$defs"].as_object().unwrap().values();
        let is_only_one = all.filter(|other| other["title"] == title).count() == 1;
        let words = if is_only_one {
            title.to_owned()
        } else {
            limits(definition)
        };
        return format!("[{words}](#{})", anchor(title));
    }
    if let Some(alternatives) = definition["anyOf"].as_array() {
        let kinds: Vec<String> = alternatives.iter().map(|one| kind(schema, one)).collect();
        return kinds.join(", or ");
    }
    match definition["type"].as_str() {
        Some("array") => {
            let least = match definition["minItems"].as_u64() {
                Some(least) => format!(", at least {least}"),
                None => String::new(),
            };
            let items = target(schema, &definition["items"]);
            let items = match is_value(items) {
                true => kind(schema, &definition["items"]),
                false => "mappings".to_owned(),
            };
            format!("list of {items}, none twice{least}")
        }
        Some("object") => match definition.get("propertyNames") {
            Some(names) => {
                let values = &definition["additionalProperties"];
                format!("mapping: {} to {}", kind(schema, names), kind(schema, values))
            }
            None => "mapping".to_owned(),
        },
        _ => limits(definition),
    }
}

/// Whether it is a single value: a text, a word, a number.
pub(super) fn is_value(definition: &Value) -> bool {
    matches!(
        definition["type"].as_str(),
        Some("string" | "integer" | "boolean")
    )
}

/// The values that are allowed.
pub(super) fn limits(definition: &Value) -> String {
    if let Some(words) = definition["enum"].as_array() {
        let words: Vec<String> = words
            .iter()
            .map(|word| format!("`{}`", word.as_str().unwrap()))
            .collect();
        return words.join(", ");
    }
    if let Some(only) = definition["const"].as_str() {
        return format!("`{only}`");
    }
    let number = |word: &str| definition[word].as_u64();
    match definition["type"].as_str().unwrap() {
        "boolean" => "`true` or `false`".to_owned(),
        "integer" => format!(
            "number, {} to {}",
            number("minimum").unwrap(),
            number("maximum").unwrap()
        ),
        _ => match (number("minLength"), number("maxLength")) {
            (Some(least), Some(most)) => format!("text, {least} to {most} characters"),
            (None, Some(most)) => format!("text, at most {most} characters"),
            _ => "text".to_owned(),
        },
    }
}
