//! What is shown and shipped beside the workflows.

use std::path::Path;

use orgform::manifest::load;
use orgform::render::markdown::{self, MarkdownOptions};
use serde_json::Value;
use walkdir::WalkDir;

use crate::support::blessed::assert_blessed;
use crate::support::situations::large;

/// As much as GitHub takes, with what was cut named and the way to the whole.
#[test]
fn a_comment_that_was_cut() {
    let options = MarkdownOptions {
        full_plan: Some("https://forge.example/acme/org/actions/runs/7".to_owned()),
        ..MarkdownOptions::default()
    };
    let text = markdown::plan(&large(1_000).report(), &options);
    assert!(text.contains("> Left out to fit: "), "{}", text.len());
    assert!(text.encode_utf16().count() <= 65_536);
    assert_blessed("examples/reports/pull-request-comment-cut.md", &text);
}

#[test]
fn the_manifest_of_the_cluster_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kubernetes/overlays/acme");
    assert_eq!(load(&folder.join("orgform.yaml")).diagnostics, []);
}

/// What a stranger chose reaches a shell by the environment only.
#[test]
fn no_expression_stands_in_a_shell() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["examples/ci/github", ".github"].map(|folder| WalkDir::new(root.join(folder)));
    let mut steps = 0;
    for entry in folders.into_iter().flatten() {
        let file = entry.unwrap().into_path();
        if file.extension().is_none_or(|ending| ending != "yml") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let value: Value = serde_saphyr::from_str(&text).unwrap();
        each_run(&value, &mut |run| {
            steps += 1;
            assert!(!run.contains("${{"), "{}: {run}", file.display());
        });
    }
    assert!(steps >= 9, "{steps}");
}

fn each_run(value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                match value.as_str() {
                    Some(run) if name == "run" => see(run),
                    _ => each_run(value, see),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| each_run(value, see)),
        _ => {}
    }
}
