//! Every example against the published schema, read by a YAML reader that is not ours.

use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;

use super::folders;

fn validator() -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/manifest.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_file_is_valid() {
    let validator = validator();
    for file in folders::ALL.iter().flat_map(|name| folders::files(name)) {
        let text = std::fs::read_to_string(&file).unwrap();
        let value: Value = serde_saphyr::from_str(&text).unwrap();
        let mistakes: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(mistakes, [] as [String; 0], "{}", file.display());
    }
}

#[test]
fn the_schema_would_find_a_mistake() {
    let wrong: Value = serde_saphyr::from_str("teams:\n  red-team: { member: [] }\n").unwrap();
    assert!(!validator().is_valid(&wrong));
}

#[test]
fn every_file_tells_editors_where_the_schema_is() {
    for file in folders::ALL.iter().flat_map(|name| folders::files(name)) {
        let text = std::fs::read_to_string(&file).unwrap();
        let schema = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let found = file.parent().unwrap().join(schema.unwrap_or_default());
        assert!(
            found.ends_with("schemas/manifest.schema.json") && found.is_file(),
            "{}",
            file.display()
        );
    }
}

#[test]
fn every_manifest_loads_without_a_remark() {
    for name in folders::ALL {
        folders::desired(name);
    }
}
