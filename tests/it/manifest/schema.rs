//! The published schema, as an editor sees it.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use orgform::manifest::{load, schema};
use serde_json::Value;

use super::fixtures::{expected, fixtures};

fn validator() -> Validator {
    jsonschema::draft202012::options().build(&schema()).unwrap()
}

/// Read by another library than the tool's own road; none where that library says that it is no JSON.
fn read_value(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).unwrap();
    // Without this, that library takes `no` for a boolean, as YAML 1.1 does.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(&text, options)
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn value(path: &Path) -> Value {
    read_value(path).unwrap()
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

/// The files that are read as the manifest of a root file's folder.
fn manifest_of(root: &Path) -> Vec<PathBuf> {
    let loaded = load(root.parent().unwrap());
    let files = loaded.sources.iter().map(|(name, _)| PathBuf::from(name));
    files.collect()
}

#[test]
fn every_example_is_valid() {
    let validator = validator();
    // Beside manifests stand seeds, and files for pipelines and clusters.
    let roots = yaml_files("examples")
        .into_iter()
        .filter(|path| path.ends_with("orgform.yaml"));
    for path in roots.flat_map(|root| manifest_of(&root)) {
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

/// What no schema can say of a file: whether it is YAML at all, what other lines and other files hold, the calendar.
pub(crate) const NOT_FOR_A_SCHEMA: &[&str] = &[
    "alias-loop",
    "bad-date",
    "control-character",
    "directive",
    "duplicate-key",
    "duplicate-member",
    "duplicate-team",
    "duplicate-workspace",
    "empty-file",
    "invalid-utf8",
    "key-not-text",
    "merge-key",
    "models-of-operator",
    "no-manifest",
    "previously-declared",
    "previously-twice",
    "section-not-here",
    "several-documents",
    "syntax",
    "tag",
    "too-deep",
    "unknown-anchor",
    "unknown-member",
    "unknown-team",
];

/// Fixtures of codes that a schema mostly can say, and why it cannot say it here.
const NOT_HERE: &[(&str, &str)] = &[
    (
        "operator-twice-by-case",
        "the two are equal only once they are lower-cased",
    ),
    (
        "organization-name-too-short-when-trimmed",
        "blanks count until they are trimmed",
    ),
    (
        "team-member-twice-by-case",
        "the two are equal only once they are lower-cased",
    ),
];

/// An editor flags whatever it can without knowing the tool.
#[test]
fn what_a_schema_can_say_the_schema_says() {
    let validator = validator();
    let mut wrong = Vec::new();
    let mut said = 0;
    for fixture in fixtures("invalid")
        .into_iter()
        .filter(|fixture| fixture.is_file())
    {
        let name = fixture.file_stem().unwrap().to_str().unwrap().to_owned();
        let told = expected(&fixture);
        let codes = told.iter().filter_map(|line| line.split(' ').next_back());
        let sayable: Vec<&str> = codes.filter(|code| !NOT_FOR_A_SCHEMA.contains(code)).collect();
        let is_excused = NOT_HERE.iter().any(|(excused, _)| *excused == name);
        if sayable.is_empty() {
            continue;
        }
        let Ok(value) = read_value(&fixture) else { continue };
        let is_flagged = !validator.is_valid(&value);
        said += usize::from(is_flagged);
        if is_flagged == is_excused {
            wrong.push(format!("{name}: {sayable:?}, flagged: {is_flagged}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(said > 80, "only {said}");
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
