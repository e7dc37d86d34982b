//! `docs/troubleshooting.md` has every code that orgform prints, and quotes only what orgform says.

use std::collections::BTreeSet;
use std::fmt::Write;

use orgform::cli::Exit;
use orgform::manifest::CODES;
use orgform::plan::FindingKind;

use super::guards::{body, shown_in, transcripts};
use super::pages::{root, text};
use crate::support::blessed::{assert_blessed, with_section};

const PAGE: &str = "docs/troubleshooting.md";

#[test]
fn the_page_has_every_finding_and_every_mistake() {
    let transcripts = transcripts();
    let mut findings = String::new();
    for kind in FindingKind::ALL {
        let name = kind.as_str();
        let shown = shown_in(&transcripts, told(kind.page()));
        writeln!(
            findings,
            "#### {name}\n\n{}\nShown in: {shown}.\n",
            body(kind.page())
        )
        .unwrap();
    }
    let mut mistakes = String::from("| code | what it says |\n| --- | --- |\n");
    for (code, meaning) in CODES {
        writeln!(mistakes, "| `{code}` | {meaning} |").unwrap();
    }
    let page = with_section(&text(PAGE), "findings", &findings);
    assert_blessed(PAGE, &with_section(&page, "mistakes", &mistakes));
}

/// What a page says is told of its finding.
fn told(page: &str) -> &str {
    let block = page.split("```text\n").nth(1).unwrap();
    block.lines().nth(1).unwrap().trim()
}

/// Whoever adds an exit code, a kind of drift, a severity, an outcome or a guard says what to do about it.
#[test]
fn every_word_of_the_contract_has_a_row() {
    let page = text(PAGE);
    let row = |word: &str| format!("| {word} |");
    for exit in Exit::ALL {
        assert!(page.contains(&row(&exit.code().to_string())), "{exit:?}");
    }
    for outcome in [
        "done",
        "satisfied",
        "stale",
        "failed",
        "blocked",
        "not-started",
        "held",
    ] {
        assert!(page.contains(&row(&format!("`{outcome}`"))), "{outcome}");
    }
}

/// A symptom is quoted as it is printed.
#[test]
fn every_symptom_is_something_that_the_program_says() {
    let source = source();
    let page = text(PAGE);
    let symptoms = page.split("\n## By symptom\n").nth(1).unwrap();
    let symptoms = symptoms.split("\n## ").next().unwrap();
    let quoted: BTreeSet<&str> = symptoms
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    assert!(quoted.len() > 20, "only {}", quoted.len());
    for symptom in &quoted {
        for piece in symptom
            .split('…')
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
        {
            assert!(source.contains(piece), "nothing in src/ says `{piece}`");
        }
    }
    let missing: Vec<String> = ends_of_a_run()
        .into_iter()
        .filter(|message| !quoted.iter().any(|symptom| symptom.contains(message.as_str())))
        .collect();
    assert!(missing.is_empty(), "symptoms that are not told: {missing:#?}");
}

/// Everything under `src/`, with texts that go over several lines in one.
fn source() -> String {
    let files = walkdir::WalkDir::new(root().join("src")).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    let text: String = files
        .map(|entry| std::fs::read_to_string(entry.path()).unwrap())
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace("\\ ", "").replace("\\\"", "\"")
}

/// How the messages begin with which the way to the platform ends a run.
fn ends_of_a_run() -> Vec<String> {
    let mut messages = Vec::new();
    for file in ["error.rs", "endpoint.rs", "server.rs"] {
        let text = std::fs::read_to_string(root().join("src/platform").join(file)).unwrap();
        for part in text.split("#[error(").skip(1) {
            let Some(message) = part.trim_start().strip_prefix('"') else {
                continue;
            };
            let fixed = message.split(['{', '"', ':', '`']).next().unwrap().trim();
            if fixed.len() > 8 {
                messages.push(fixed.to_owned());
            }
        }
    }
    assert!(messages.len() > 15, "{messages:?}");
    messages
}
