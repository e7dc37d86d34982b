//! A table for each mapping of the manifest.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::kind::{kind, target};
use crate::docs::links::anchor;

/// In the order in which a manifest is written.
const ROOT: &[&str] = &[
    "apiVersion",
    "organization",
    "manage",
    "guards",
    "members",
    "teams",
    "workspaces",
    "approvals",
];

/// A mapping with keys of its own.
struct Table<'s> {
    /// Where it stands, such as `members.EMAIL`.
    places: Vec<String>,
    definition: &'s Value,
}

/// The tables, in the order of a manifest.
pub(super) fn tables(schema: &Value) -> String {
    let properties = properties(schema);
    let mut known: Vec<&str> = properties.keys().map(String::as_str).collect();
    known.sort_by_key(|key| {
        ROOT.iter()
            .position(|listed| listed == key)
            .expect("keys.rs lists it")
    });
    assert_eq!(known, ROOT);
    let mut found = vec![Table {
        places: vec![String::new()],
        definition: schema,
    }];
    for key in ROOT {
        find(schema, &properties[*key], key, &mut found);
    }
    let mut text = String::new();
    for table in &found {
        write(schema, table, &mut text);
    }
    text
}

/// Adds the mapping that stands at a place, and those below it.
fn find<'s>(schema: &'s Value, at: &'s Value, place: &str, found: &mut Vec<Table<'s>>) {
    let definition = target(schema, at);
    if let Some(known) = found
        .iter_mut()
        .find(|table| std::ptr::eq(table.definition, definition))
    {
        known.places.push(place.to_owned());
        return;
    }
    if definition.get("properties").is_some() {
        found.push(Table {
            places: vec![place.to_owned()],
            definition,
        });
        for (key, below) in properties(definition) {
            find(schema, below, &format!("{place}.{key}"), found);
        }
    }
    if let Some(items) = definition.get("items") {
        find(schema, items, &format!("{place}[]"), found);
    }
    if let Some(values) = definition
        .get("additionalProperties")
        .filter(|values| values.is_object())
    {
        find(schema, values, &format!("{place}.{}", entry(place)), found);
    }
    for alternative in definition["anyOf"].as_array().into_iter().flatten() {
        find(schema, alternative, place, found);
    }
}

/// What an entry of a mapping by name is called in a place.
fn entry(place: &str) -> &'static str {
    match place {
        "members" => "EMAIL",
        "workspaces" => "KEY",
        _ => "NAME",
    }
}

fn properties(definition: &Value) -> &Map<String, Value> {
    definition["properties"].as_object().unwrap()
}

fn write(schema: &Value, table: &Table<'_>, text: &mut String) {
    let heading = match table.places.as_slice() {
        [root] if root.is_empty() => "The root file".to_owned(),
        places => places
            .iter()
            .map(|place| format!("`{place}`"))
            .collect::<Vec<_>>()
            .join(" and "),
    };
    let says = table.definition["description"]
        .as_str()
        .unwrap()
        .replace('\n', " ");
    writeln!(text, "### {heading}\n\n{says}\n").unwrap();
    writeln!(
        text,
        "| key | what it takes | left out | what it says | example |\n| --- | --- | --- | --- | --- |"
    )
    .unwrap();
    let mut keys: Vec<(&String, &Value)> = properties(table.definition).iter().collect();
    let needed = |key: &str| {
        let required = table.definition["required"].as_array().into_iter().flatten();
        required.filter_map(Value::as_str).any(|required| required == key)
    };
    keys.sort_by_key(|(key, _)| (order(key), !needed(key)));
    for (key, property) in keys {
        let definition = target(schema, property);
        let word = |word: &str| property.get(word).or_else(|| definition.get(word));
        let described = word("description").and_then(Value::as_str).unwrap();
        let (says, left_out) = taken_apart(described);
        let left_out = match word("default") {
            _ if needed(key) || says.contains("Needed") => "a mistake (`missing-key`)".to_owned(),
            Some(default) => format!("`{default}`"),
            None => {
                left_out.unwrap_or_else(|| panic!("{heading}: nothing says what leaving out `{key}` means"))
            }
        };
        let example = &word("examples").unwrap()[0];
        writeln!(
            text,
            "| {} | {} | {left_out} | {says} | `{example}` |",
            linked(key, table, definition),
            kind(schema, property)
        )
        .unwrap();
    }
    text.push('\n');
}

/// The sections of the root file in their order, anything else by name.
fn order(key: &str) -> usize {
    ROOT.iter().position(|listed| *listed == key).unwrap_or_default()
}

/// A key, which leads to its table if it has one.
fn linked(key: &str, table: &Table<'_>, definition: &Value) -> String {
    let place = match table.places[0].as_str() {
        "" => key.to_owned(),
        above => format!("{above}.{key}"),
    };
    let below = match key {
        "members" | "teams" | "workspaces" if table.places[0].is_empty() => format!("{key}.{}", entry(key)),
        "approvals" | "ignore" => format!("{place}[]"),
        _ if definition.get("properties").is_some() => place,
        _ => return format!("`{key}`"),
    };
    let heading = match below.as_str() {
        "guards.max_removals" | "guards.max_access_loss" => "guards.max_access_loss and guards.max_removals",
        below => below,
    };
    format!("[`{key}`](#{})", anchor(heading))
}

/// What a description says, and what it says of leaving the key out.
fn taken_apart(described: &str) -> (String, Option<String>) {
    let described = described.replace('\n', " ");
    let lower = described.to_lowercase();
    let found = ["left out everywhere: ", "left out: ", "default: "]
        .iter()
        .find_map(|marker| Some((lower.find(marker)?, marker.len())));
    let Some((start, length)) = found else {
        return (described, None);
    };
    let rest = &described[start + length..];
    let (out, after) = rest.split_once(". ").unwrap_or((rest.trim_end_matches('.'), ""));
    let before = described[..start].trim_end().trim_end_matches(';');
    let dot = if before.ends_with('.') { "" } else { "." };
    (
        format!("{before}{dot} {after}").trim().to_owned(),
        Some(out.to_owned()),
    )
}

#[test]
fn what_is_left_out_is_told_apart() {
    let (says, out) = taken_apart("The people in it. `[]` says nobody; left out: not looked after.");
    assert_eq!(says, "The people in it. `[]` says nobody.");
    assert_eq!(out.unwrap(), "not looked after");
}
