//! SARIF, held against its official schema and against what code scanning asks for besides.

use orgform::manifest::{explain, load};
use orgform::render::sarif;
use orgform::report::DiagnosticsReport;
use serde_json::Value;

use crate::support::blessed::assert_blessed;
use crate::support::drifts::{clean, eventful, hostile};

const SCHEMA: &str = include_str!("../../schemas/sarif-2.1.0.schema.json");

#[track_caller]
fn assert_valid(log: &str) -> Value {
    // A bracket too many makes a pattern of the published schema no pattern at all.
    let mended = SCHEMA.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&mended).unwrap();
    let log: Value = serde_json::from_str(log).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());

    let run = &log["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| &rule["id"])
        .collect();
    for result in run["results"].as_array().unwrap() {
        assert!(rules.contains(&&result["ruleId"]), "{result}");
        assert!(result["partialFingerprints"]["orgform/v1"].is_string());
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let uri = uri.as_str().unwrap();
        assert!(
            !uri.contains([' ', ':', '<', '"']) && !uri.starts_with('/'),
            "{uri}"
        );
    }
    log
}

#[test]
fn drift_with_a_bit_of_everything() {
    let text = sarif::drift(&eventful(), "orgform.yaml");
    assert_blessed("tests/goldens/sarif/eventful.sarif", &text);
    let log = assert_valid(&text);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(
        results.len(),
        eventful().items.len(),
        "also what stands in no line"
    );
    assert_valid(&sarif::drift(&clean(), "orgform.yaml"));
}

#[test]
fn names_stay_text() {
    let text = sarif::drift(&hostile(), "orgform.yaml");
    assert_blessed("tests/goldens/sarif/hostile.sarif", &text);
    let log = assert_valid(&text);
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let message = result["message"]["text"].as_str().unwrap();
        assert!(!message.contains("]("), "no name is a link: {message}");
    }
}

#[test]
fn mistakes_in_a_manifest() {
    let loaded = load("tests/scenarios/a_manifest_with_mistakes".as_ref());
    let report = DiagnosticsReport::from(loaded.diagnostics.as_slice());
    let text = sarif::diagnostics(&report, &explain);
    assert_blessed("tests/goldens/sarif/mistakes.sarif", &text);
    let log = assert_valid(&text);
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 5);
}

#[test]
fn a_mistake_is_the_same_one_on_another_line() {
    let prints = |text: &str| {
        let files = [orgform::model::SourceFile {
            name: "orgform.yaml".into(),
            text: text.into(),
        }];
        let loaded = orgform::manifest::load_files("", &files);
        let report = DiagnosticsReport::from(loaded.diagnostics.as_slice());
        let log: Value = serde_json::from_str(&sarif::diagnostics(&report, &explain)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let prints = results
            .iter()
            .map(|result| result["partialFingerprints"].to_string());
        prints.collect::<Vec<_>>()
    };
    let before = prints(
        "apiVersion: orgform/v1\norganization: { key: acme }\nmembers: { a@b.example: king, c@b.example: king }\n",
    );
    let after = prints(
        "apiVersion: orgform/v1\n# one line more\norganization: { key: acme }\nmembers: { a@b.example: king, c@b.example: king }\n",
    );
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1], "two alike are told apart");
    assert_eq!(before, after);
}
