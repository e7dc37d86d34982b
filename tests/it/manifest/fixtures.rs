//! Every fixture under `tests/manifests` is told exactly what it expects.
//!
//! A fixture is a file or a folder; its name is the reason why it is there. A file says in its first lines what
//! it expects, `# expect: LINE:COLUMN code`; a folder in a file `expected`, `FILE:LINE:COLUMN code`.
//! `ORGFORM_BLESS=1 cargo test` writes the expectations anew: read the difference before it is committed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use orgform::manifest::{CODES, load};

use super::told::told_below;

const MARK: &[u8] = b"# expect: ";

#[test]
fn valid_manifests_are_accepted() {
    for fixture in fixtures("valid") {
        assert!(
            load(&fixture).desired.is_some(),
            "{}: {:#?}",
            fixture.display(),
            told_below(&fixture)
        );
    }
}

#[test]
fn invalid_manifests_are_refused() {
    let fixtures = fixtures("invalid");
    assert!(fixtures.len() >= 60, "only {} invalid fixtures", fixtures.len());
    for fixture in fixtures {
        assert!(load(&fixture).desired.is_none(), "{}", fixture.display());
    }
}

#[test]
fn every_fixture_is_told_what_it_expects() {
    let mut wrong = Vec::new();
    for fixture in fixtures("valid").into_iter().chain(fixtures("invalid")) {
        if std::env::var_os("ORGFORM_BLESS").is_some() {
            bless(&fixture);
        }
        let (expected, told) = (expected(&fixture), told_below(&fixture));
        if expected != told {
            wrong.push(format!(
                "{}\n  expected {expected:#?}\n  told {told:#?}",
                fixture.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What only the disk, or sheer size, can bring about is tested where it is made.
const NOT_IN_FIXTURES: [&str; 8] = [
    "file-too-large",
    "not-formatted",
    "outside-link",
    "too-many-aliases",
    "too-many-files",
    "too-many-mistakes",
    "too-many-values",
    "unreadable-file",
];

#[test]
fn every_code_has_a_fixture() {
    let all = fixtures("valid").into_iter().chain(fixtures("invalid"));
    let told: BTreeSet<String> = all
        .flat_map(|fixture| expected(&fixture))
        .filter_map(|line| line.split(' ').next_back().map(str::to_owned))
        .collect();
    let missing: Vec<&str> = CODES
        .iter()
        .map(|(code, _)| code.0)
        .filter(|code| !told.contains(*code) && !NOT_IN_FIXTURES.contains(code))
        .collect();
    assert!(missing.is_empty(), "no fixture is told {missing:?}");
}

pub(super) fn fixtures(group: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/manifests")
        .join(group);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut fixtures: Vec<PathBuf> = entries.collect();
    fixtures.sort();
    fixtures
}

pub(super) fn expected(fixture: &Path) -> Vec<String> {
    if fixture.is_dir() {
        let text = fs::read_to_string(fixture.join("expected")).unwrap_or_default();
        return text.lines().map(str::to_owned).collect();
    }
    let name = fixture.file_name().unwrap().to_str().unwrap();
    let content = fs::read(fixture).unwrap();
    let (lines, _) = split(&content);
    lines
        .iter()
        .map(|line| match String::from_utf8_lossy(line) {
            line if line.starts_with(|first: char| first.is_ascii_digit()) => format!("{name}:{line}"),
            line => line.into_owned(),
        })
        .collect()
}

/// What is expected, and the rest of the file.
fn split(content: &[u8]) -> (Vec<&[u8]>, Vec<u8>) {
    let lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
    let bare = |line: &&[u8]| {
        line.strip_prefix("\u{feff}".as_bytes())
            .unwrap_or(line)
            .starts_with(MARK)
    };
    let (expected, rest): (Vec<&[u8]>, Vec<&[u8]>) = lines.into_iter().partition(bare);
    let expected = expected.into_iter().map(|line| {
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        line[MARK.len()..].trim_ascii_end()
    });
    (expected.collect(), rest.concat())
}

fn bless(fixture: &Path) {
    if fixture.is_dir() {
        let told = told_below(fixture);
        let text: String = told.iter().map(|line| format!("{line}\n")).collect();
        if text != fs::read_to_string(fixture.join("expected")).unwrap_or_default() {
            fs::write(fixture.join("expected"), text).unwrap();
        }
        return;
    }
    let content = fs::read(fixture).unwrap();
    let bom: &[u8] = if content.starts_with("\u{feff}".as_bytes()) {
        "\u{feff}".as_bytes()
    } else {
        b""
    };
    let (_, rest) = split(&content);
    let rest = rest.strip_prefix(bom).unwrap_or(&rest).to_vec();
    // What is told depends on how many lines stand above, so it is written until it does not change.
    let mut told: Vec<String> = Vec::new();
    for _ in 0..3 {
        let mut content = bom.to_vec();
        for line in &told {
            content.extend(MARK);
            content.extend(line.as_bytes());
            content.extend(b"\n");
        }
        content.extend(&rest);
        fs::write(fixture, content).unwrap();
        let name = format!("{}:", fixture.file_name().unwrap().to_str().unwrap());
        told = told_below(fixture)
            .iter()
            .map(|line| line.replacen(&name, "", 1))
            .collect();
    }
}

/// Whoever is told of a mistake is told what to do about it.
#[test]
fn every_mistake_comes_with_help() {
    let mut helpless = BTreeSet::new();
    for fixture in fixtures("valid").into_iter().chain(fixtures("invalid")) {
        for diagnostic in load(&fixture).diagnostics {
            if diagnostic.help.is_empty() {
                helpless.insert(format!("{}: {}", diagnostic.code, diagnostic.message));
            }
        }
    }
    assert!(helpless.is_empty(), "{helpless:#?}");
}

/// Where two places matter, both are shown.
#[test]
fn mistakes_of_two_places_show_both() {
    const OF_TWO: [&str; 11] = [
        "duplicate-item",
        "duplicate-key",
        "duplicate-member",
        "duplicate-team",
        "duplicate-workspace",
        "ignored-and-declared",
        "models-of-operator",
        "previously-declared",
        "previously-twice",
        "unknown-member",
        "unknown-team",
    ];
    let mut seen = BTreeSet::new();
    for fixture in fixtures("valid").into_iter().chain(fixtures("invalid")) {
        for diagnostic in load(&fixture).diagnostics {
            if OF_TWO.contains(&diagnostic.code.0) {
                let places = 1 + diagnostic.secondary.len();
                assert!(places > 1, "{} in {}", diagnostic.code, fixture.display());
                seen.insert(diagnostic.code.0);
            }
        }
    }
    assert_eq!(seen.len(), OF_TWO.len(), "{seen:?}");
}
