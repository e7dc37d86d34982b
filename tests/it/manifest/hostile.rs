//! Input that means harm, or that nobody thought of, and what is told of it. That it ends in bounded time and memory is
//! shown in `bounded.rs`.

use std::fmt::Write as _;
use std::fs::File;

use orgform::manifest::{Loaded, load};
use orgform::render::{MOST_SHOWN, Style, diagnostics};

use super::told::{assert_refused, read};

const ROOT: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n";

fn read_root(body: &str) -> Loaded {
    let loaded = read(&[("orgform.yaml", &format!("{ROOT}{body}"))]);
    let rendered = diagnostics(&loaded.diagnostics, &loaded.sources, &Style::PLAIN);
    assert!(
        rendered.len() < 1 << 20,
        "{} bytes of diagnostics",
        rendered.len()
    );
    loaded
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = "a0: &a0 [lol]\n".to_owned();
    for level in 1..40 {
        let _ = writeln!(
            bomb,
            "a{level}: &a{level} [{}]",
            vec![format!("*a{}", level - 1); 10].join(", ")
        );
    }
    assert_refused(&read_root(&bomb), "too-many-aliases");
}

#[test]
fn many_aliases_of_little_are_taken() {
    let items = "  - *one\n".repeat(10_000);
    let loaded = read_root(&format!(
        "manage: {{ operators: [&one a@acme.example] }}\nteams: {{ red: {{ members: [] }} }}\nmembers:\n  x@acme.example:\n    role: reader\n    models:\n{}",
        items.replace("  -", "      -")
    ));
    assert!(
        loaded
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.code.0 == "duplicate-item")
    );
}

#[test]
fn deep_nesting_is_refused() {
    for deep in ["[", "{a: ", "- ", "? ", "a: {b: ["] {
        assert_refused(
            &read_root(&format!("teams:\n  {}", deep.repeat(100_000))),
            "too-deep",
        );
    }
    let mut indented = String::from("teams:\n");
    for level in 1..2_000 {
        let _ = writeln!(indented, "{}a:", " ".repeat(level));
    }
    assert_refused(&read_root(&indented), "too-deep");
}

#[test]
fn a_file_of_100_mb_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orgform.yaml");
    File::create(&path).unwrap().set_len(100 << 20).unwrap();
    assert_refused(&load(&path), "file-too-large");
    assert_refused(&read_root(&" ".repeat(100 << 20)), "file-too-large");
}

#[test]
fn files_that_are_large_together_are_refused() {
    let large = format!("\u{7f}{}", " ".repeat(15 << 20));
    let names: Vec<String> = (0..5).map(|number| format!("teams/{number}.yaml")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), large.as_str())).collect();
    files.push(("orgform.yaml", ROOT));
    let loaded = read(&files);
    assert!(loaded.desired.is_none());
    assert!(
        loaded
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code.0 == "file-too-large")
    );
}

#[test]
fn too_many_files_are_refused() {
    let names: Vec<String> = (0..20_001).map(|number| format!("teams/{number}.yaml")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "teams: {}")).collect();
    files.push(("orgform.yaml", ROOT));
    assert_refused(&read(&files), "too-many-files");
}

#[test]
fn too_many_values_are_refused() {
    assert_refused(
        &read_root(&format!("teams: [{}]\n", "a,".repeat(1_000_000))),
        "too-many-values",
    );
}

#[test]
fn mistakes_without_end_are_counted() {
    let mut members = String::from("members:\n");
    for number in 0..12_000 {
        let _ = writeln!(members, "  p{number}@acme.example: admin");
    }
    let loaded = read_root(&members);
    assert_eq!(loaded.diagnostics.len(), 10_001);
    let last = loaded.diagnostics.last().unwrap();
    assert_eq!(
        (last.code.0, last.message.as_str()),
        ("too-many-mistakes", "2000 more mistakes are not listed")
    );
    let rendered = diagnostics(&loaded.diagnostics, &loaded.sources, &Style::PLAIN);
    assert_eq!(rendered.matches("error[unknown-role]").count(), MOST_SHOWN);
}

#[test]
fn unknown_names_are_not_compared_with_all_known_ones_without_end() {
    let mut body = String::from("members:\n");
    for number in 0..9_000 {
        let _ = writeln!(body, "  person-{number}@acme.example: reader");
    }
    body.push_str("teams:\n  red:\n    members:\n");
    for number in 0..9_000 {
        let _ = writeln!(body, "      - parson-{number}@acme.example");
    }
    let loaded = read_root(&body);
    assert_eq!(loaded.diagnostics.len(), 9_000);
    assert!(loaded.diagnostics[0].help[0].contains("person-0@acme.example"));
}

#[test]
fn a_mapping_of_duplicates_is_sorted_and_not_searched() {
    let body = format!("teams:\n{}", "  red: {}\n".repeat(9_000));
    assert_eq!(read_root(&body).diagnostics.len(), 8_999);
}

#[test]
fn a_line_of_a_megabyte_is_not_shown() {
    let people: Vec<String> = (0..30_000)
        .map(|number| format!("person-{number}@acme.example: boss"))
        .collect();
    let loaded = read_root(&format!("members: {{ {} }}\n", people.join(", ")));
    let rendered = diagnostics(&loaded.diagnostics, &loaded.sources, &Style::PLAIN);
    assert!(rendered.contains("orgform.yaml:3:"), "{}", &rendered[..500]);
}

#[test]
fn what_is_shown_cannot_move_the_cursor() {
    let name = "teams/\u{1b}[2Jred\u{202e}.yaml";
    let text = "teams:\n  \"\u{202e}der\\e[31m\": { colour: \"\u{9b}1m\" }\n  \u{202e}x: { colour: 1 }\n";
    let loaded = read(&[("orgform.yaml", ROOT), (name, text)]);
    let rendered = diagnostics(&loaded.diagnostics, &loaded.sources, &Style::PLAIN);
    assert!(!loaded.diagnostics.is_empty());
    let harmful = |character: char| {
        character.is_control() && character != '\n' || ('\u{202a}'..='\u{202e}').contains(&character)
    };
    assert!(!rendered.chars().any(harmful), "{rendered:?}");
}

#[test]
fn every_byte_may_stand_anywhere() {
    for byte in 0..=255_u8 {
        let mut content = ROOT.as_bytes().to_vec();
        content.extend([b't', b':', b' ', byte, b'x', byte, b'\n', byte]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("orgform.yaml");
        std::fs::write(&path, content).unwrap();
        assert!(load(&path).desired.is_none(), "byte {byte:#x}");
    }
}
