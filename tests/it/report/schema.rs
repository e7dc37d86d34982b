//! The published schemas are the types', and what is written keeps to them.

use orgform::report::{Document, plan_schema};

use crate::support::blessed::assert_blessed;
use crate::support::situations::eventful;

#[test]
fn the_published_plan_schema_is_current() {
    let schema = serde_json::to_string_pretty(&plan_schema()).unwrap();
    assert_blessed("schemas/plan.schema.json", &format!("{schema}\n"));
}

#[test]
fn a_plan_keeps_to_its_schema() {
    let schema = serde_json::to_value(plan_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let json = eventful().report().to_json().unwrap();
    let written: serde_json::Value = serde_json::from_str(&json).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&written)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());

    let mut broken = written;
    broken["changes"][0]["verb"] = "explode".into();
    assert!(!validator.is_valid(&broken), "the schema must be able to refuse");
}
