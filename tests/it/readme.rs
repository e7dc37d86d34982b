//! The README tells the truth: its table of exit codes is made from the code, every
//! command has a row, and its numbers are so. `docs/` plays what it shows.

use std::fmt::Write;

use orgform::cli::Exit;

use crate::support::blessed::{assert_blessed, with_section};

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

#[test]
fn the_exit_codes_are_what_the_code_says() {
    let mut exits = String::from("| code | meaning |\n| --- | --- |\n");
    for exit in Exit::ALL {
        writeln!(exits, "| {} | {} |", exit.code(), exit.meaning()).unwrap();
    }
    let made = with_section(&readme(), "exit-codes", &exits);
    assert_blessed("README.md", &made);
}

#[test]
fn what_it_says_of_the_large_example_is_so() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
    let desired = orgform::manifest::load(&folder).desired.unwrap();
    let members = desired.members.unwrap().len();
    let said = format!(
        "valid: acme, {members} members, {} teams, {} workspaces",
        desired.teams.unwrap().len(),
        desired.workspaces.unwrap().len()
    );
    assert!(readme().contains(&said), "{said}");
    assert!(readme().contains(&format!("organization of {members} people")));
}

/// Whoever adds a command gives it a row.
#[test]
fn every_command_has_a_row() {
    let readme = readme();
    let table = readme.split("\n## Commands\n").nth(1).unwrap();
    let table = table.split("\n### ").next().unwrap();
    for command in orgform::cli::command().get_subcommands() {
        let row = format!("| `orgform {}", command.get_name());
        assert!(table.contains(&row), "{row}");
        for below in command.get_subcommands() {
            let row = format!("{row} {}", below.get_name());
            let beside = format!(" · `{} ", below.get_name());
            assert!(table.contains(&row) || table.contains(&beside), "{row}");
        }
    }
}

/// Whoever is told to touch a file finds it; names in capitals stand for any.
#[test]
fn files_named_to_contributors_are_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let names = page.split('`').skip(1).step_by(2);
    let files: Vec<&str> = names
        .filter(|name| {
            ["src", "tests", "docs", ".github"].contains(&name.split('/').next().unwrap_or_default())
        })
        .filter(|name| !name.contains("NAME") && !name.contains("CODE"))
        .collect();
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        assert!(root.join(file).exists(), "{file}");
    }
}
