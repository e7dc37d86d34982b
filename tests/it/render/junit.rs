//! JUnit XML, read by an XML parser, and by the schema of those who show it where `xmllint` is there.

use std::io::Write;
use std::process::{Command, Stdio};

use orgform::manifest::load;
use orgform::render::junit;
use orgform::report::DiagnosticsReport;

use crate::support::blessed::assert_blessed;
use crate::support::drifts::{clean, eventful, hostile};

/// Reads it, and holds what it says of itself against what is in it.
#[track_caller]
fn assert_sound(xml: &str) -> usize {
    let document = roxmltree::Document::parse(xml).unwrap();
    let root = document.root_element();
    let count = |node: roxmltree::Node<'_, '_>, tag: &str| {
        node.descendants().filter(|node| node.has_tag_name(tag)).count()
    };
    let said = |node: roxmltree::Node<'_, '_>, name: &str| -> usize {
        node.attribute(name).unwrap().parse().unwrap()
    };
    let suites = root.children().filter(|node| node.has_tag_name("testsuite"));
    for suite in suites.clone() {
        assert_eq!(said(suite, "skipped"), count(suite, "skipped"));
    }
    for node in suites.chain([root]) {
        assert_eq!(said(node, "tests"), count(node, "testcase"));
        assert_eq!(said(node, "failures"), count(node, "failure"));
    }
    for case in root.descendants().filter(|node| node.has_tag_name("testcase")) {
        assert!(case.has_attribute("name") && case.has_attribute("classname"));
    }
    assert_fits_the_schema(xml);
    count(root, "failure")
}

/// Where there is an `xmllint`; a machine without one has the checks above.
#[track_caller]
fn assert_fits_the_schema(xml: &str) {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");
    let started = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema", schema, "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut xmllint) = started else {
        return;
    };
    xmllint.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let output = xmllint.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_counts_fails_and_the_rest_passes() {
    let xml = junit::drift(&eventful());
    assert_blessed("tests/goldens/junit/eventful.xml", &xml);
    assert_eq!(assert_sound(&xml), 4);
    assert_eq!(assert_sound(&junit::drift(&clean())), 0);
}

#[test]
fn names_stay_text() {
    let xml = junit::drift(&hostile());
    assert_blessed("tests/goldens/junit/hostile.xml", &xml);
    assert_eq!(assert_sound(&xml), 4);
}

#[test]
fn mistakes_in_a_manifest() {
    let mistakes = |path: &str| {
        let loaded = load(path.as_ref());
        junit::diagnostics(&DiagnosticsReport::from(loaded.diagnostics.as_slice()))
    };
    let xml = mistakes("tests/scenarios/a_manifest_with_mistakes");
    assert_blessed("tests/goldens/junit/mistakes.xml", &xml);
    assert_eq!(assert_sound(&xml), 5);
    assert_eq!(assert_sound(&mistakes("examples/acme")), 0);
}
