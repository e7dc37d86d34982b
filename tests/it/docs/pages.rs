//! Every page is played; those that are listed by a test of their own, so that they are played side by side.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::play::play;
use crate::support::blessed::assert_blessed;

macro_rules! pages {
    ($($name:ident = $path:literal,)*) => {
        $(#[test]
        fn $name() {
            assert_blessed($path, &play(&text($path)));
        })*

        const LISTED: &[&str] = &[$($path),*];
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
    logs = "docs/logs.md",
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

/// The README, and every page under `docs/`.
pub(super) fn pages() -> BTreeSet<String> {
    let files = fs::read_dir(root().join("docs")).unwrap();
    let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .map(|name| format!("docs/{name}"))
        .chain(["README.md".to_owned()])
        .collect()
}

/// A page that is not listed is played too, one after the other.
#[test]
fn every_other_page() {
    for page in pages().iter().filter(|page| !LISTED.contains(&page.as_str())) {
        assert_blessed(page, &play(&text(page)));
    }
}

#[test]
fn every_page_stands_in_the_index() {
    let readme = text("README.md");
    let index = readme.split_once("\n## Documentation\n").unwrap().1;
    for page in pages().iter().filter(|page| page.starts_with("docs/")) {
        assert!(index.contains(&format!("| [{page}]({page}) |")), "{page}");
    }
}
