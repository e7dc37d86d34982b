//! Every page, each played by a test of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::play::play;
use crate::support::blessed::assert_blessed;

macro_rules! pages {
    ($($name:ident = $path:literal,)*) => {
        $(#[test]
        fn $name() {
            assert_blessed($path, &play(&text($path)));
        })*

        /// The README first.
        pub(super) const PAGES: &[&str] = &[$($path),*];
    };
}

pages! {
    readme = "README.md",
    ci = "docs/ci.md",
    drift = "docs/drift.md",
    editing = "docs/editing.md",
    getting_started = "docs/getting-started.md",
    guards = "docs/guards.md",
    import = "docs/import.md",
    incidents = "docs/incidents.md",
    invitations = "docs/invitations.md",
    manifest = "docs/manifest.md",
    platform = "docs/platform.md",
    reports = "docs/reports.md",
    sandbox = "docs/sandbox.md",
    security = "docs/security.md",
    snapshots = "docs/snapshots.md",
    troubleshooting = "docs/troubleshooting.md",
}

/// Where the repository is.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository.
pub(super) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page is played, and stands in the index.
#[test]
fn no_page_is_forgotten() {
    let files = fs::read_dir(root().join("docs")).unwrap();
    let files = files.map(|entry| PathBuf::from("docs").join(entry.unwrap().file_name()));
    let files: BTreeSet<String> = files.map(|path| path.display().to_string()).collect();
    let listed: BTreeSet<String> = PAGES[1..].iter().map(|page| (*page).to_owned()).collect();
    assert_eq!(files, listed, "pages.rs lists what is under docs/");
    let readme = text("README.md");
    let index = readme.split_once("\n## Documentation\n").unwrap().1;
    for page in listed {
        assert!(index.contains(&format!("| [{page}]({page}) |")), "{page}");
    }
}
