//! The formatter over every fixture: the meaning stays, and the second time changes nothing.

use std::fs;
use std::path::Path;

use orgform::manifest::{Loaded, format, load_files};
use orgform::model::{Diagnostic, Fingerprint, SourceFile};

fn file(text: &str) -> SourceFile {
    SourceFile {
        name: "orgform.yaml".into(),
        text: text.into(),
    }
}

/// What is told but for the places, and what is meant.
fn meaning(text: &str) -> (Vec<&'static str>, Option<Fingerprint>) {
    let Loaded {
        desired, diagnostics, ..
    } = load_files("", &[file(text)]);
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    let mut codes: Vec<&str> = errors.map(|diagnostic: &Diagnostic| diagnostic.code.0).collect();
    codes.sort_unstable();
    (codes, desired.map(|desired| desired.digest()))
}

#[test]
fn every_fixture_means_the_same_when_it_is_formatted() {
    let mut formatted = 0;
    for group in ["valid", "invalid"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/manifests")
            .join(group);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let Ok(once) = format(&file(&text)) else {
                assert_ne!(group, "valid", "{}", path.display());
                continue;
            };
            assert_eq!(meaning(&once), meaning(&text), "{}", path.display());
            assert_eq!(format(&file(&once)).unwrap(), once, "{}", path.display());
            formatted += 1;
        }
    }
    assert!(formatted > 100, "only {formatted}");
}
