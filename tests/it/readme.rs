//! The README tells the truth: its tables are generated from the code, its manifest is valid.

use std::fmt::Write;

use orgform::cli::Exit;
use orgform::guards::GUARDS;
use orgform::manifest::load_files;
use orgform::model::SourceFile;

use crate::support::blessed::{assert_blessed, with_section};

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

#[test]
fn the_tables_are_what_the_code_says() {
    let mut exits = String::from("| code | meaning |\n| --- | --- |\n");
    for exit in Exit::ALL {
        writeln!(exits, "| {} | {} |", exit.code(), exit.meaning()).unwrap();
    }
    let mut guards = String::from("| guard | refuses |\n| --- | --- |\n");
    for guard in GUARDS {
        let holds = if guard.holds {
            " *Keeps these additions back, with what depends on them; the rest is applied.*"
        } else {
            ""
        };
        writeln!(guards, "| `{}` | {}{holds} |", guard.code, guard.refuses).unwrap();
    }
    let made = with_section(&with_section(&readme(), "exit-codes", &exits), "guards", &guards);
    assert_blessed("README.md", &made);
}

/// What is printed in a folder of fixtures, with no home, no key and no network to ask.
#[test]
fn the_session_with_five_mistakes_is_what_the_program_says() {
    let folder = "tests/manifests/invalid/five-mistakes-in-three-files";
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_orgform"))
        .arg("validate")
        .current_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty(), "mistakes are talk, not data");
    let told = String::from_utf8(output.stderr).unwrap();
    let session = format!("```console\n$ orgform validate\n{told}```\n");
    assert_blessed("README.md", &with_section(&readme(), "five-mistakes", &session));
}

#[test]
fn the_manifest_in_it_is_valid() {
    let readme = readme();
    let block = readme
        .split("```yaml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let loaded = load_files(
        "",
        &[SourceFile {
            name: "orgform.yaml".into(),
            text: block.into(),
        }],
    );
    assert!(loaded.desired.is_some(), "{:#?}", loaded.diagnostics);
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

/// What it and the pages refer to is there, and every page is in its index.
#[test]
fn links_lead_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
        .map(|page| root.join(page))
        .to_vec();
    for entry in std::fs::read_dir(root.join("docs")).unwrap() {
        let page = entry.unwrap().path();
        let name = page.file_name().unwrap().to_string_lossy();
        assert!(
            readme().contains(&format!("| [docs/{name}](docs/{name}) |")),
            "{name}"
        );
        pages.push(page);
    }
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            assert!(
                page.parent().unwrap().join(link).exists(),
                "{} -> {link}",
                page.display()
            );
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
