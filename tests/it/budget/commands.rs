//! The requests of each command, counted by the sandbox and held against `tests/budget.yaml`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use orgform::sandbox::Store;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::worlds::{self, World};
use crate::support::blessed::assert_blessed;

/// What is run in every world, one after another.
/// One request at a time, so that no list is read twice because it changed meanwhile.
const COMMANDS: &[(&str, &[&str])] = &[
    ("validate", &["validate"]),
    ("plan", &["plan", "--sandbox"]),
    (
        "apply",
        &["apply", "--sandbox", "--auto-approve", "--parallelism", "1"],
    ),
    ("plan with nothing to do", &["plan", "--sandbox"]),
    (
        "apply with nothing to do",
        &["apply", "--sandbox", "--auto-approve", "--parallelism", "1"],
    ),
    ("drift with nothing to do", &["drift", "--sandbox"]),
    ("snapshot", &["snapshot", "--sandbox", "--out", "snapshot.json"]),
    ("doctor", &["doctor", "--sandbox"]),
];

const HEAD: &str = "\
# How many requests each command sends, by the operation of the contract. `cargo test --test it budget` counts them;
# another number here is a decision, and ORGFORM_BLESS=1 writes what is sent now.
";

#[test]
fn every_command_keeps_to_its_budget() {
    let mut text = HEAD.to_owned();
    let acme = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
    told(&mut text, "examples/acme", &copy_of(&acme));
    for world in worlds::ALL {
        told(&mut text, world.name, &written(world));
    }
    assert_blessed("tests/budget.yaml", &text);
}

#[test]
fn a_plan_says_what_reading_took_to_whoever_wants_to_know() {
    let folder = written(&worlds::ALL[0]);
    let talk = |arguments: &[&str], term: &str| {
        let mut program = program(arguments, folder.path());
        String::from_utf8(program.env("TERM", term).output().unwrap().stderr).unwrap()
    };
    let verbose = ["plan", "--sandbox", "-v"];
    for (term, dot) in [("xterm", "·"), ("dumb", "|")] {
        let said = talk(&verbose, term);
        let last: Vec<&str> = said
            .lines()
            .next_back()
            .unwrap()
            .split(&format!(" {dot} "))
            .collect();
        assert_eq!((last[0], last[3]), ("reads 4", "0 throttled"), "{said}");
        assert!(
            last[1].ends_with(" s") && last[2].ends_with(" in flight"),
            "{said}"
        );
    }
    assert_eq!(talk(&["plan", "--sandbox"], "xterm"), "");
}

fn written(world: &World) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = format!("apiVersion: orgform/v1\n{}", world.manifest);
    std::fs::write(folder.path().join("orgform.yaml"), manifest).unwrap();
    std::fs::write(folder.path().join("sandbox.seed.yaml"), world.seed).unwrap();
    folder
}

fn told(text: &mut String, world: &str, folder: &TempDir) {
    writeln!(text, "\n{world}:").unwrap();
    for (name, arguments) in COMMANDS {
        let sent = sent_by(arguments, folder.path());
        let total: usize = sent.values().sum();
        writeln!(text, "  {name}:").unwrap();
        writeln!(text, "    requests: {total}").unwrap();
        for (operation, count) in sent {
            writeln!(text, "    {operation}: {count}").unwrap();
        }
    }
}

/// Runs a command to its good end, and counts its requests by their operation.
fn sent_by(arguments: &[&str], folder: &Path) -> BTreeMap<String, usize> {
    let database = folder.join(".orgform/sandbox.db");
    if database.exists() {
        Store::existing(&database).unwrap().clear_log().unwrap();
    }
    let output = program(arguments, folder).output().unwrap();
    // What only people can mend is drift, and no fault of the command.
    let expected: &[i32] = if arguments[0] == "drift" { &[0, 2] } else { &[0] };
    let code = output.status.code().unwrap_or(-1);
    assert!(expected.contains(&code), "{arguments:?}: {output:?}");
    let mut sent = BTreeMap::new();
    if database.exists() {
        for entry in Store::existing(&database).unwrap().log().unwrap() {
            let operation = entry
                .operation
                .unwrap_or_else(|| format!("no route {}", entry.path));
            *sent.entry(operation).or_default() += 1;
        }
    }
    sent
}

fn program(arguments: &[&str], folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_orgform"));
    program
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder);
    program
}

fn copy_of(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let below = entry.path().strip_prefix(folder).unwrap();
        if below.starts_with(".orgform") {
            continue;
        }
        let target = copy.path().join(below);
        if entry.file_type().is_dir() {
            std::fs::create_dir(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
    copy
}
