//! The table of rooms in `src/lib.rs`, kept true: who may use whom, and what stands where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("manifest", &["model"]),
    ("platform", &["model"]),
    ("plan", &["model"]),
    ("guards", &["model", "plan"]),
    ("drift", &["model", "plan"]),
    ("apply", &["model", "plan", "guards", "platform"]),
    (
        "report",
        &["model", "plan", "guards", "drift", "platform", "apply"],
    ),
    ("snapshot", &["model", "plan", "guards", "drift", "report"]),
    ("render", &["model", "report"]),
    ("sandbox", &[]),
    ("watch", &[]),
    (
        "cli",
        &[
            "model", "manifest", "platform", "plan", "guards", "drift", "apply", "report", "snapshot",
            "render", "sandbox", "watch",
        ],
    ),
];

/// Words that a room must not contain, each with the reason.
const NEVER: &[(&str, &[&str], &str)] = &[
    (
        "model",
        &["std::fs", "std::net", "reqwest", "tokio", "std::env"],
        "the nouns do no input or output",
    ),
    (
        "plan",
        &[
            "std::fs",
            "std::net",
            "reqwest",
            "tokio",
            "Timestamp::now",
            "HashMap",
            "std::env",
        ],
        "planning is pure",
    ),
    (
        "guards",
        &[
            "std::fs",
            "std::net",
            "reqwest",
            "tokio",
            "Timestamp::now",
            "HashMap",
        ],
        "guards are pure",
    ),
    (
        "drift",
        &[
            "std::fs",
            "std::net",
            "reqwest",
            "tokio",
            "Timestamp::now",
            "HashMap",
        ],
        "drift is pure",
    ),
    (
        "manifest",
        &["reqwest", "tokio", "std::env", "Timestamp::now"],
        "manifests need no network, home or clock",
    ),
    (
        "apply",
        &["println!", "eprintln!", "stdout()", "stderr()"],
        "apply tells by events",
    ),
    (
        "report",
        &["std::fs", "reqwest", "tokio", "Timestamp::now"],
        "reports are values",
    ),
    (
        "snapshot",
        &[
            "std::fs",
            "std::env",
            "reqwest",
            "tokio",
            "Timestamp::now",
            "HashMap",
        ],
        "a snapshot is planned from without anything else",
    ),
    (
        "render",
        &["std::fs", "std::env", "is_terminal", "Timestamp::now"],
        "rendering asks nobody",
    ),
    (
        "watch",
        &["reqwest", "std::fs", "std::env", "Timestamp::now"],
        "who watches writes to nobody",
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    files
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_test(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "tests")
        || path.components().any(|part| part.as_os_str() == "tests")
}

/// The rooms that a file names after `crate::`, also in groups (`use crate::{manifest, report}`).
fn used(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let word: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            rooms.insert(word);
        }
    }
    rooms
}

#[test]
fn every_room_uses_only_what_it_may() {
    let known: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut faults = Vec::new();
    for (room, may_use) in ROOMS {
        for path in files(&source().join(room))
            .into_iter()
            .filter(|path| !is_test(path))
        {
            for other in used(&code(&path)) {
                let is_room = known.contains_key(other.as_str());
                if is_room && other != *room && !may_use.contains(&other.as_str()) {
                    faults.push(format!("{} uses {other}", path.display()));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_room_holds_what_it_never_should() {
    let mut faults = Vec::new();
    for (room, words, reason) in NEVER {
        for path in files(&source().join(room))
            .into_iter()
            .filter(|path| !is_test(path))
        {
            let code = code(&path);
            let walks = path.ends_with("manifest/files/walk.rs") || path.ends_with("manifest/files/read.rs");
            for word in words
                .iter()
                .filter(|word| code.contains(**word))
                .filter(|_| !walks)
            {
                faults.push(format!("{} has `{word}`: {reason}", path.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Whoever looks cannot write: the right to is asked for in one place, and given out in one.
#[test]
fn apply_alone_asks_for_the_right_to_write() {
    let asks = |path: &PathBuf| code(path).contains("connect_to_write");
    let asking: Vec<PathBuf> = files(&source().join("cli")).into_iter().filter(asks).collect();
    let cli = source().join("cli");
    assert_eq!(
        asking,
        // Asked for, given out, and passed on.
        ["commands/apply.rs", "live/connect.rs", "live/mod.rs"].map(|path| cli.join(path))
    );
}

#[test]
fn the_crate_documentation_names_every_room() {
    let text = std::fs::read_to_string(source().join("lib.rs")).unwrap();
    let folders: BTreeSet<String> = std::fs::read_dir(source())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(folders, rooms);
    for room in rooms {
        assert!(text.contains(&format!("`{room}`")), "{room} is not in the table");
    }
}

#[test]
fn tables_of_contents_hold_no_logic() {
    let mut faults = Vec::new();
    for path in files(&source())
        .into_iter()
        .filter(|path| path.ends_with("mod.rs"))
    {
        if code(&path)
            .lines()
            .any(|line| line.trim_start().starts_with("fn ") || line.contains(" fn "))
        {
            faults.push(path.display().to_string());
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_work_is_left_lying_about() {
    let mut faults = Vec::new();
    for path in files(&source()) {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["TODO", "FIXME", "XXX", "HACK"] {
            if text.contains(word) {
                faults.push(format!("{} has {word}", path.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
