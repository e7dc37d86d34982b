//! The folders of examples, read as a user's would be.

use std::path::{Path, PathBuf};

use orgform::manifest::{format, load};
use orgform::model::{Desired, SourceFile};
use orgform::sandbox::Seed;
use walkdir::WalkDir;

/// Every example of a manifest, sorted.
pub(super) const ALL: &[&str] = &["acme", "demo", "minimal", "teams-only"];

/// The folder of one example.
pub(super) fn folder(name: &str) -> PathBuf {
    examples().join(name)
}

/// What an example declares; it has nothing to remark about.
pub(super) fn desired(name: &str) -> Desired {
    let loaded = load(&folder(name));
    assert_eq!(loaded.diagnostics, [], "{name}");
    loaded.desired.unwrap()
}

/// The world that an example starts in.
pub(super) fn seed(name: &str) -> Seed {
    Seed::from_path(&folder(name).join("sandbox.seed.yaml")).unwrap()
}

/// The files of an example's manifest, sorted: all YAML but the seed.
pub(super) fn files(name: &str) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder(name)).sort_by_file_name().into_iter();
    let paths = entries.map(|entry| entry.unwrap().into_path());
    paths
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .filter(|path| !path.ends_with("sandbox.seed.yaml"))
        .collect()
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

#[test]
fn every_folder_is_one_of_them() {
    let found = WalkDir::new(examples())
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    // The others are about pipelines and containers.
    let names: Vec<String> = found
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().join("orgform.yaml").exists())
        .map(|entry| entry.file_name().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ALL);
}

/// What we show is laid out as `fmt` lays it out.
#[test]
fn every_file_is_formatted() {
    for name in ALL {
        for path in files(name) {
            let text: std::sync::Arc<str> = std::fs::read_to_string(&path).unwrap().into();
            let file = SourceFile {
                name: path.display().to_string().into(),
                text: text.clone(),
            };
            assert_eq!(format(&file).as_deref(), Ok(&*text), "{}", path.display());
        }
    }
}
