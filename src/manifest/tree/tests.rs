use std::sync::Arc;

use serde_json::{Value, json};

use super::super::findings::Findings;
use super::{Tree, parse};

/// The value of a text and what was told about it, as `code line:column`.
fn read(text: &str) -> (Option<Value>, Vec<String>) {
    let mut findings = Findings::default();
    let file: Arc<str> = "f.yaml".into();
    let tree = parse(&file, text, &mut findings);
    let value = tree.and_then(|tree: Tree<'_>| tree.root().map(|root| tree.to_value(root)));
    let told = findings.into_sorted().into_iter().map(|diagnostic| {
        let start = diagnostic.primary.as_ref().unwrap().span.start;
        format!("{} {}:{}", diagnostic.code, start.line, start.column)
    });
    (value, told.collect())
}

fn told(text: &str) -> Vec<String> {
    read(text).1
}

#[test]
fn values_follow_the_core_schema() {
    let (value, told) =
        read("a: no\nb: 1\nc: 1e3\nd: '1'\ne: true\nf: [x, {y: z}]\ng: 2026-12-31\nh: !!str 5\n");
    let expected = json!({
        "a": "no", "b": 1, "c": 1000.0, "d": "1", "e": true, "f": ["x", {"y": "z"}], "g": "2026-12-31", "h": "5",
    });
    assert_eq!((value, told), (Some(expected), vec![]));
}

#[test]
fn aliases_repeat_a_value_and_places_count_characters() {
    let (value, told) = read("ä: &x [1]\nb: *x\nb: *x\n");
    assert_eq!(value, Some(json!({ "ä": [1], "b": [1] })));
    assert_eq!(told, ["duplicate-key 3:1"]);
}

#[test]
fn mistakes_of_keys_are_told_at_the_key() {
    assert_eq!(
        told("a: 1\nb: 2\na: 3\na: 4\n"),
        ["duplicate-key 3:1", "duplicate-key 4:1"]
    );
    assert_eq!(told("x: &d {a: 1}\ny:\n  <<: *d\n"), ["merge-key 3:3"]);
    assert_eq!(told("404: x\ntrue: x\n[a]: x\n{}: x\n~: x\n").len(), 5);
    assert_eq!(told("'<<': x\n'404': x\n"), [""; 0]);
}

#[test]
fn nothing_is_no_value() {
    assert_eq!(
        told("a:\nb: ~\nc: null\nd: ''\n"),
        ["empty-value 1:1", "empty-value 2:1", "empty-value 3:1"]
    );
    assert_eq!(
        told("a:\n  - x\n  -\n  - null\n"),
        ["empty-value 3:4", "empty-value 4:5"]
    );
}

#[test]
fn aliases_are_bounded() {
    assert_eq!(told("a: &a [*a]\n"), ["alias-loop 1:8"]);
    assert_eq!(
        told("a: *b\nc: *d\n"),
        ["unknown-anchor 1:4", "unknown-anchor 2:4"]
    );
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    assert_eq!(told(&bomb).len(), 1);
    assert!(
        told(&bomb)[0].starts_with("too-many-aliases"),
        "{:?}",
        told(&bomb)
    );
}

#[test]
fn chains_of_aliases_are_as_deep_as_what_they_repeat() {
    let mut chain = "a0: &a0 [x]\n".to_owned();
    for level in 1..100 {
        chain.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert!(told(&chain)[0].starts_with("too-deep"), "{:?}", told(&chain));
}

#[test]
fn a_long_text_is_not_multiplied_by_aliases() {
    let mut text = format!("a: &a \"{}\"\nb:\n", "x".repeat(1 << 20));
    text.push_str(&"  - *a\n".repeat(1000));
    assert!(
        told(&text)[0].starts_with("too-many-aliases"),
        "{:?}",
        told(&text)
    );
}

#[test]
fn one_document_is_read() {
    let (value, told) = read("a: 1\n---\nb: [\n");
    assert_eq!(
        (value, told),
        (Some(json!({ "a": 1 })), vec!["several-documents 2:1".to_owned()])
    );
    assert_eq!(read("---\na: 1\n...\n").1, [""; 0]);
    assert_eq!(read("# nothing\n"), (None, vec![]));
}

#[test]
fn what_is_no_yaml_is_told_where_it_is() {
    assert_eq!(told("a: 1\n\tb: 2\n"), ["syntax 2:1"]);
    assert_eq!(told("a: 'x\n"), ["syntax 1:4"]);
    assert_eq!(told("a: b: c\n"), ["syntax 1:5"]);
    assert_eq!(told("%YAML 1.1\n---\na: 1\n"), ["directive 1:1"]);
    assert_eq!(told("a: !foo x\nb: !!binary aGk=\n"), ["tag 1:9", "tag 2:13"]);
    assert_eq!(told("a: .inf\n"), ["wrong-type 1:4"]);
}

#[test]
fn nesting_is_bounded() {
    for deep in [
        "[".repeat(100_000),
        "- ".repeat(100_000),
        "{a: ".repeat(100_000),
        "? ".repeat(100_000),
    ] {
        assert!(told(&deep)[0].starts_with("too-deep"), "{:?}", told(&deep));
    }
}

#[test]
fn line_ends_may_be_those_of_windows() {
    let (value, told) = read("a: 1\r\nb:\r\n  - x\r\nb: 2\r\n");
    assert_eq!(value, Some(json!({ "a": 1, "b": ["x"] })));
    assert_eq!(told, ["duplicate-key 4:1"]);
}
