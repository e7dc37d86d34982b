//! The page: its table is made from the contract, the client, the sandbox and the names of tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use super::driven::{Driven, methods_in_source};
use super::shown::{NOT_NEEDED, SHOWN_BY};
use crate::sandbox::contract::document::{Contract, Operation};
use crate::support::blessed::{assert_blessed, with_section};

const PAGE: &str = "docs/platform.md";

#[tokio::test]
async fn the_table_is_what_the_code_says() {
    let contract = Contract::read();
    let driven = Driven::through_everything().await;
    let sources = methods_in_source();
    let methods: BTreeSet<_> = sources.keys().map(String::as_str).collect();
    let called: BTreeSet<_> = driven.methods.iter().copied().collect();
    assert_eq!(called, methods, "driven.rs calls every method of the client");

    let unsent: BTreeMap<_, _> = NOT_NEEDED.iter().copied().collect();
    let mut table = String::from(
        "| operation | evidence | client (`src/platform/`) | sandbox | shown by |\n| --- | --- | --- | --- | --- |\n",
    );
    for operation in contract.operations() {
        let client = match (driven.sent_by.get(operation.id), unsent.get(operation.id)) {
            (Some(method), None) => format!("`{method}` ({})", sources[*method]),
            (None, Some(reason)) => format!("not needed: {reason}"),
            (sent, _) => panic!(
                "{}: sent by {sent:?}, but also named as not needed?",
                operation.id
            ),
        };
        writeln!(
            table,
            "| `{} {}`<br>{} | {} | {client} | `{}` | {} |",
            operation.method,
            operation.path,
            operation.id,
            operation.evidence(),
            answered_by(&operation),
            shown_by(&operation, driven.sent_by.get(operation.id).copied())
        )
        .unwrap();
    }
    let page = fs::read_to_string(format!("{}/{PAGE}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_blessed(PAGE, &with_section(&page, "operations", &table));
}

fn answered_by(operation: &Operation<'_>) -> &'static str {
    let mut routes = orgform::sandbox::operations();
    routes.find(|route| route.id == operation.id).unwrap().answered_by
}

/// The tests that are about it, each of which must exist and speak of it.
fn shown_by(operation: &Operation<'_>, method: Option<&str>) -> String {
    let (_, tests) = SHOWN_BY
        .iter()
        .find(|(id, _)| *id == operation.id)
        .unwrap_or_else(|| panic!("shown.rs says nothing of {}", operation.id));
    for test in *tests {
        let body = body_of(test);
        let calls = method.is_some_and(|method| body.contains(&format!(".{method}(")));
        let noun = operation
            .path
            .rsplit('/')
            .find(|segment| !segment.starts_with('{'));
        let names = noun.is_some_and(|noun| body.contains(&format!("/{noun}")));
        assert!(calls || names, "{test} says nothing of {}", operation.id);
    }
    let told: Vec<_> = tests.iter().map(|test| format!("`{test}`")).collect();
    told.join("<br>")
}

/// The text of a test of this binary.
fn body_of(test: &str) -> String {
    let (module, name) = test.rsplit_once("::").unwrap();
    let file = format!(
        "{}/tests/it/{}.rs",
        env!("CARGO_MANIFEST_DIR"),
        module.replace("::", "/")
    );
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let start = text
        .find(&format!("fn {name}("))
        .unwrap_or_else(|| panic!("there is no test {test}"));
    let is_test = text[..start]
        .trim_end()
        .lines()
        .last()
        .is_some_and(|line| line.starts_with("#["))
        || text[..start].trim_end().ends_with("async");
    assert!(is_test, "{test} is no test");
    let (body, _) = text[start..].split_once("\n}\n").unwrap();
    body.to_owned()
}
