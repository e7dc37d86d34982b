//! The published schema, as an editor sees it.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use orgform::manifest::schema;
use serde_json::Value;

fn validator() -> Validator {
    jsonschema::draft202012::options().build(&schema()).unwrap()
}

/// Read by another library than the tool's own road.
fn value(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    // Without this, that library takes `no` for a boolean, as YAML 1.1 does.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(&text, options)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let files = entries.map(walkdir::DirEntry::into_path).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.ends_with(".yaml") || name.ends_with(".yml")) && name != "sandbox.seed.yaml"
    });
    files.collect()
}

#[test]
fn every_example_is_valid() {
    let validator = validator();
    for path in yaml_files("examples") {
        let value = value(&path);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

#[test]
fn what_the_tool_accepts_the_schema_accepts() {
    let validator = validator();
    let is_no_manifest = |path: &Path| path.to_string_lossy().contains("folder-with-");
    let fixtures: Vec<PathBuf> = yaml_files("tests/manifests/valid")
        .into_iter()
        .filter(|path| !is_no_manifest(path))
        .collect();
    assert!(fixtures.len() > 20);
    for path in fixtures {
        let value = value(&path);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

/// An editor flags these without knowing the tool.
#[test]
fn what_a_schema_can_say_the_schema_says() {
    let validator = validator();
    let of_shape = [
        "api-version-of-the-future",
        "api-version-missing",
        "organization-missing",
        "organization-without-key",
        "organization-key-in-capitals",
        "organization-name-too-long",
        "key-misspelt",
        "key-unknown",
        "section-misspelt",
        "section-without-value",
        "member-without-value",
        "role-unknown",
        "role-missing",
        "address-without-at-sign",
        "address-not-ascii",
        "models-of-an-owner",
        "model-twice",
        "reinvite-no-date",
        "team-member-twice",
        "team-name-blank",
        "team-description-a-number",
        "workspace-key-with-underscore",
        "workspace-description-too-long",
        "grants-a-list",
        "deleted-workspace-with-grants",
        "approval-of-self-lockout",
        "approval-of-unknown-guard",
        "approval-incomplete",
        "approval-without-objects",
        "prune-word-unknown",
        "ignore-without-reason",
        "ignore-kind-misspelt",
        "limit-over-all",
        "least-owners-zero",
        "domain-with-at-sign",
    ];
    for name in of_shape {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/manifests/invalid/{name}.yaml"));
        assert!(!validator.is_valid(&value(&path)), "{name}");
    }
}

#[test]
fn every_field_has_a_title_a_description_and_an_example() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap();
    let objects = definitions
        .iter()
        .map(|(name, schema)| (name.as_str(), schema))
        .chain([("Manifest", &schema)]);
    let mut lacking = Vec::new();
    for (name, object) in objects {
        for (field, described) in object["properties"].as_object().into_iter().flatten() {
            let target = described["$ref"]
                .as_str()
                .map(|reference| &definitions[reference.trim_start_matches("#/$defs/")]);
            for word in ["title", "description", "examples"] {
                if described.get(word).or_else(|| target?.get(word)).is_none() {
                    lacking.push(format!("{name}.{field}: {word}"));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}
