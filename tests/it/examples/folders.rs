//! The folders of examples, read as a user's would be.

use std::path::{Path, PathBuf};

use orgform::manifest::load;
use orgform::model::Desired;
use orgform::sandbox::Seed;

/// The folder of one example.
pub(super) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
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
