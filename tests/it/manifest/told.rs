//! What a manifest is told, in a form that tests can compare.

use std::path::Path;

use orgform::manifest::{Loaded, load, load_files};
use orgform::model::{Diagnostic, SourceFile};

/// Reads a manifest from memory; names are paths below the root folder.
pub(crate) fn read(files: &[(&str, &str)]) -> Loaded {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(name, text)| SourceFile {
            name: (*name).into(),
            text: (*text).into(),
        })
        .collect();
    load_files("", &files)
}

/// `FILE:LINE:COLUMN code` for each diagnostic, in order; only `code` where there is no place.
pub(crate) fn told(loaded: &Loaded) -> Vec<String> {
    loaded.diagnostics.iter().map(line).collect()
}

/// The same for a manifest on the disk, with files named below its folder.
pub(crate) fn told_below(path: &Path) -> Vec<String> {
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap()
    };
    let prefix = format!("{}/", folder.display());
    told(&load(path))
        .into_iter()
        .map(|line| line.replacen(&prefix, "", 1))
        .collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    match &diagnostic.primary {
        None => diagnostic.code.to_string(),
        Some(label) => {
            let start = label.span.start;
            format!(
                "{}:{}:{} {}",
                label.span.file, start.line, start.column, diagnostic.code
            )
        }
    }
}

/// Asserts that a manifest is told exactly one thing of this code and means nothing.
pub(crate) fn assert_refused(loaded: &Loaded, code: &str) {
    let codes: Vec<&str> = loaded
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.0)
        .collect();
    assert_eq!(codes, [code]);
    assert!(loaded.desired.is_none());
}
