//! What a release of orgform itself is made by: the scripts, in a folder of their own, and the workflow.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const MANIFEST: &str =
    "[package]\nname = \"orgform\"\nversion = \"1.2.3\"\n\n[dependencies]\nother = \"9\"\n";
const CHANGELOG: &str = "\
# Changelog

## [Unreleased]

## [1.2.3] - 2026-12-01

### Added

- Something.

## [1.2.2] - 2026-11-30

- Something older.
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the notes of a tag are, where the changelog is this one.
fn notes(tag: &str, changelog: &str) -> Result<String, String> {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(folder.path().join("CHANGELOG.md"), changelog).unwrap();
    let output = run("notes", &[tag], folder.path());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        assert!(output.stdout.is_empty(), "no notes come of a refusal");
        Err(text(output.stderr))
    }
}

fn run(script: &str, arguments: &[&str], folder: &Path) -> Output {
    let script = root().join(".github/release").join(script);
    Command::new(script)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_notes_are_the_changelogs_section_of_this_version_alone() {
    assert_eq!(
        notes("v1.2.3", CHANGELOG).unwrap().trim(),
        "### Added\n\n- Something."
    );
}

#[test]
fn a_tag_that_does_not_fit_is_refused() {
    let refused = |tag: &str, changelog: &str| notes(tag, changelog).unwrap_err();
    for tag in ["v1.2.4", "1.2.3", "v9", "v1.2.3-rc.1"] {
        assert!(refused(tag, CHANGELOG).contains("Cargo.toml says 1.2.3"), "{tag}");
    }
    let untold = CHANGELOG.replace("1.2.3", "1.2.1");
    assert!(refused("v1.2.3", &untold).contains("no section for 1.2.3"));
    let undated = CHANGELOG.replace("2026-12-01", "unreleased");
    assert!(refused("v1.2.3", &undated).contains("no day for 1.2.3"));
    let empty = CHANGELOG.replace("### Added\n\n- Something.\n", "");
    assert!(refused("v1.2.3", &empty).contains("says nothing of 1.2.3"));
}

/// The version that is being made has a section, whether it has its day yet or not.
#[test]
fn the_changelog_tells_of_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let heading = format!("\n## [{}] - ", env!("CARGO_PKG_VERSION"));
    assert!(changelog.contains(&heading), "{heading}");
}

#[test]
fn an_archive_holds_the_program_and_its_pages_in_one_folder() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["README.md", "CHANGELOG.md", "LICENSE", "program"] {
        fs::write(at(name), name).unwrap();
    }
    fs::write(at("Cargo.toml"), MANIFEST).unwrap();
    fs::create_dir_all(at("pages/man1")).unwrap();
    fs::write(at("pages/man1/orgform.1"), "").unwrap();
    let target = "x86_64-unknown-linux-musl";
    let packed = run("archive", &[target, "program", "pages", "out"], folder.path());
    let archive = String::from_utf8(packed.stdout).unwrap();
    assert_eq!(archive.trim(), format!("out/orgform-1.2.3-{target}.tar.gz"));
    let listed = Command::new("tar")
        .args(["-tzf", archive.trim()])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for name in [
        "program",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "man1/orgform.1",
    ] {
        let path = format!("orgform-1.2.3-{target}/{name}");
        assert!(listed.lines().any(|line| line == path), "{path}: {listed}");
    }
}

/// Other people's code is named by the commit, and a workflow may only read unless a job says otherwise.
#[test]
fn workflows_pin_what_they_use_and_ask_for_little() {
    for name in ["ci", "release"] {
        let path: PathBuf = root().join(".github/workflows").join(format!("{name}.yml"));
        let workflow: Value = serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let granted = workflow["permissions"].as_object().unwrap();
        assert!(
            granted.values().all(|level| level == "read"),
            "{name}: {granted:?}"
        );
        for (job, steps) in workflow["jobs"].as_object().unwrap() {
            for step in steps["steps"].as_array().unwrap() {
                let Some(used) = step["uses"].as_str() else {
                    continue;
                };
                let (_, commit) = used.split_once('@').unwrap();
                let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
                assert!(is_commit, "{name}, {job}: {used}");
            }
        }
    }
}
