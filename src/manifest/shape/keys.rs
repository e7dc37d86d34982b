//! Mistakes about which keys and items stand somewhere, rather than what they hold.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::ValidationError;
use serde_json::Value;

use super::super::codes;
use super::super::say::{one_of, quoted};
use super::super::tree::{NodeId, Tree};
use super::check::Checker;
use super::contract;
use super::place::Place;
use crate::model::Diagnostic;

/// Keys that mean nothing where they stand.
pub(super) fn unknown(
    checker: &mut Checker<'_, '_>,
    error: &ValidationError<'_>,
    map: Place,
    keys: &[String],
) {
    let schema = contract::broken_by(error);
    for key in keys {
        let Some(entry) = checker.tree.entry(map.value, key) else {
            continue;
        };
        let message = format!("the key {} means nothing here", quoted(key));
        let mut diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, message, checker.tree.span(entry.key));
        match checker.suggester.nearest(key, contract::known_keys(schema)) {
            Some(meant) => {
                diagnostic = diagnostic.with_help(format!("did you mean {}?", quoted(meant)));
                let known = contract::known_keys(schema).find(|known| *known == meant);
                checker.misspelt.extend(known.map(|known| (map.value, known)));
            }
            None => {
                let known = one_of(contract::known_keys(schema));
                diagnostic = diagnostic.with_help(format!("what can stand here: {known}"));
            }
        }
        checker.tree.mark_bad(entry.key);
        checker.findings.push(diagnostic);
    }
}

/// The keys that a mapping needs and has not.
pub(super) struct Missing {
    map: Place,
    keys: BTreeSet<String>,
    schema: Option<&'static Value>,
}

/// Remembers a key that is needed and not there; all of one mapping are told together.
pub(super) fn miss(checker: &mut Checker<'_, '_>, error: &ValidationError<'_>, map: Place, property: &Value) {
    let key = property.as_str().unwrap_or_default();
    let explained = checker.tree.is_incomplete(map.value)
        || checker.misspelt.iter().any(|(node, meant)| *node == map.value && *meant == key)
        // What makes a root file whole is looked at where the name of the file is known.
        || error.schema_path().as_str().contains("dependentRequired");
    if explained {
        return;
    }
    let missing = checker.missing.entry(map.value).or_insert_with(|| Missing {
        map,
        keys: BTreeSet::new(),
        schema: contract::broken_by(error),
    });
    missing.keys.insert(key.to_owned());
}

/// Tells the keys that one mapping lacks.
pub(super) fn missing(tree: &Tree<'_>, missing: &Missing) -> Diagnostic {
    let Missing { map, keys, schema } = missing;
    let owner = map.key_text(tree).map_or("this entry".to_owned(), quoted);
    let all: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
    let message = format!("{owner} has no {}, which it needs", all.join(" and no "));
    let mut diagnostic = Diagnostic::error(codes::MISSING_KEY, message, map.span(tree));
    for key in keys {
        if let Some(example) = contract::example_of_key(*schema, key) {
            diagnostic = diagnostic.with_help(format!("for example `{key}: {example}`"));
        }
    }
    diagnostic
}

/// A key that is known, and cannot stand beside what else is there.
pub(super) fn out_of_place(checker: &mut Checker<'_, '_>, place: Place) {
    let key = place.key.unwrap_or(place.value);
    let diagnostic = match place.key_text(checker.tree) {
        Some("models") => Diagnostic::error(
            codes::MODELS_OF_OWNER,
            "an owner always has all models",
            checker.tree.span(key),
        )
        .with_help("leave `models` out"),
        _ => {
            let what = quoted(place.key_text(checker.tree).unwrap_or_default());
            let message = format!("a workspace that is to be deleted cannot declare {what}");
            Diagnostic::error(codes::DELETED_WORKSPACE, message, checker.tree.span(key))
                .with_help("leave out everything but `delete: true`, or leave out `delete`")
        }
    };
    checker.tree.mark_bad(key);
    checker.findings.push(diagnostic);
}

/// Items that stand in a list more than once.
pub(super) fn repeated(checker: &mut Checker<'_, '_>, list: Place) {
    let mut first: BTreeMap<String, NodeId> = BTreeMap::new();
    for item in checker.tree.items(list.value).to_vec() {
        let value = checker.tree.to_value(item);
        let Some(earlier) = first.get(&value.to_string()).copied() else {
            first.insert(value.to_string(), item);
            continue;
        };
        if checker.tree.is_bad(item) {
            continue;
        }
        let what = value.as_str().map_or("this item".to_owned(), quoted);
        let message = format!("{what} stands in this list twice");
        let diagnostic = Diagnostic::error(codes::DUPLICATE_ITEM, message, checker.tree.span(item))
            .with_label("again here")
            .with_secondary(checker.tree.span(earlier), "first here")
            .with_help("take one out");
        checker.tree.mark_bad(item);
        checker.findings.push(diagnostic);
    }
}
