//! The page.

use std::collections::BTreeSet;
use std::fmt::Write;

use orgform::manifest::{CODES, explain, load_files, schema};
use orgform::model::SourceFile;
use serde_json::Value;

use super::keys::tables;
use super::values::values;
use crate::docs::blocks::blocks;
use crate::docs::pages::{pages, text};
use crate::manifest::schema::NOT_FOR_A_SCHEMA;
use crate::support::blessed::{assert_blessed, with_section};

const PAGE: &str = "docs/manifest.md";

/// Mistakes that an editor tells by the schema alone. What is told here is in the tables already.
const SAID_BY_THE_SCHEMA: &[&str] = &[
    "bad-address",
    "bad-domain",
    "bad-email",
    "bad-key",
    "bad-name",
    "deleted-workspace",
    "duplicate-item",
    "empty-value",
    "missing-key",
    "models-of-owner",
    "non-ascii-email",
    "not-approvable",
    "out-of-range",
    "too-few",
    "too-long",
    "too-short",
    "unknown-guard",
    "unknown-key",
    "unknown-role",
    "unknown-version",
    "unknown-word",
    "wrong-type",
];

#[test]
fn the_reference_is_what_the_schema_says() {
    let schema = schema();
    let page = with_section(&text(PAGE), "keys", &tables(&schema));
    let page = with_section(&page, "values", &values(&schema));
    assert_blessed(PAGE, &with_section(&page, "rules", &rules()));
}

/// What no schema can say, by the code of the mistake.
fn rules() -> String {
    let mut table = String::from("| code | rule |\n| --- | --- |\n");
    for (code, _) in CODES {
        if !SAID_BY_THE_SCHEMA.contains(&code.0) {
            let page = explain(code.0).unwrap();
            let rule = page.split("\n\n").nth(1).unwrap();
            let rule = rule.replace('\n', " ").replace('|', "\\|");
            writeln!(table, "| `{code}` | {rule} |").unwrap();
        }
    }
    table
}

#[test]
fn a_mistake_is_told_by_the_schema_or_is_a_rule() {
    let codes: BTreeSet<&str> = CODES.iter().map(|(code, _)| code.0).collect();
    for code in SAID_BY_THE_SCHEMA {
        assert!(codes.contains(code), "{code}");
        assert!(!NOT_FOR_A_SCHEMA.contains(code), "{code}");
    }
}

/// The first manifest of the page has every key that there is.
#[test]
fn the_example_has_every_key() {
    let page = text(PAGE);
    let example = blocks(&page).find(|block| block.language == "yaml").unwrap();
    let example = example.lines.join("\n");
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().values();
    let objects = definitions.chain([&schema]);
    let keys = objects.flat_map(|object| object["properties"].as_object().into_iter().flatten());
    let missing: Vec<&String> = keys
        .map(|(key, _)| key)
        .filter(|key| !example.contains(&format!("{key}:")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Whatever looks like a manifest, or a part of one, is one. What every root file needs is added.
#[test]
fn every_manifest_in_the_pages_is_valid() {
    let schema = schema();
    let sections: BTreeSet<&String> = schema["properties"].as_object().unwrap().keys().collect();
    let mut checked = 0;
    for page in pages() {
        let page_text = text(&page);
        for block in blocks(&page_text).filter(|block| block.language == "yaml") {
            let written = block.lines.join("\n") + "\n";
            let value: Value = serde_saphyr::from_str(&written).unwrap_or_default();
            let keys = value.as_object().into_iter().flatten().map(|(key, _)| key);
            let keys: BTreeSet<&String> = keys.collect();
            if keys.is_empty() || !keys.is_subset(&sections) {
                continue;
            }
            let head = if keys.iter().any(|key| *key == "apiVersion") {
                ""
            } else {
                "apiVersion: orgform/v1\norganization: { key: acme }\n"
            };
            let file = SourceFile {
                name: "orgform.yaml".into(),
                text: format!("{head}{written}").into(),
            };
            let loaded = load_files("", &[file]);
            assert!(
                loaded.desired.is_some(),
                "{page}:\n{written}{:#?}",
                loaded.diagnostics
            );
            checked += 1;
        }
    }
    assert!(checked > 5, "only {checked}");
}
