//! What is written means what was to be written, and is laid out as the formatter would.

use std::fs;
use std::path::Path;

use orgform::manifest::{Layout, first, format, load, load_files, write};
use orgform::model::{Desired, SourceFile};
use proptest::prelude::*;
use serde_json::json;

use super::told::{read, told};
use crate::support::cases::cases;

/// Writes, reads again and formats: nothing may change.
pub(crate) fn assert_written_well(desired: &Desired) {
    for layout in [Layout::Folder, Layout::OneFile] {
        let files = write(desired, layout);
        let again = load_files("", &files);
        assert_eq!(told(&again), Vec::<String>::new(), "{}", shown(&files));
        let again = again.desired.unwrap();
        assert_eq!(again.digest(), desired.digest(), "{}", shown(&files));
        assert_eq!(write(&again, layout), files);
        for file in &files {
            assert_eq!(format(file).as_deref(), Ok(&*file.text), "{}", file.name);
            assert!(file.text.starts_with("# yaml-language-server: $schema="));
        }
    }
}

pub(crate) fn shown(files: &[SourceFile]) -> String {
    files
        .iter()
        .map(|file| format!("== {}\n{}", file.name, file.text))
        .collect()
}

#[test]
fn every_valid_fixture_and_example_can_be_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut written = 0;
    for folder in ["tests/manifests/valid", "examples"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            if let Some(desired) = load(&entry.unwrap().path()).desired {
                // What warns of a declaration that is ignored too warns again.
                if desired.manage.ignore.is_empty() {
                    assert_written_well(&desired);
                    written += 1;
                }
            }
        }
    }
    assert!(written > 20, "only {written}");
}

#[test]
fn files_are_named_for_what_is_in_them() {
    let desired = read(&[(
        "orgform.yaml",
        "apiVersion: orgform/v1\norganization: { key: acme }\nmembers: { a@b.example: owner }\nteams: { Red Team: {}, \
         RED/TEAM: {}, .hidden: {} }\nworkspaces: { lab: {}, con: {} }\n",
    )])
    .desired
    .unwrap();
    let names: Vec<String> = write(&desired, Layout::Folder)
        .iter()
        .map(|file| file.name.to_string())
        .collect();
    assert_eq!(
        names,
        [
            "orgform.yaml",
            "members.yaml",
            "teams/hidden.yaml",
            "teams/red-team.yaml",
            "teams/red-team-2.yaml",
            "workspaces/workspace-con.yaml",
            "workspaces/lab.yaml",
        ]
    );
    assert_eq!(write(&desired, Layout::OneFile).len(), 1);
}

#[test]
fn the_first_manifest_is_sound_also_where_its_examples_are_taken_up() {
    for key in ["acme", "yes", "777"] {
        let file = first(key).unwrap();
        let loaded = load_files("", std::slice::from_ref(&file));
        assert_eq!(told(&loaded), Vec::<String>::new());
        assert_eq!(loaded.desired.unwrap().organization.key, key);
        assert_eq!(format(&file).as_deref(), Ok(&*file.text));
    }
    let text = first("acme").unwrap().text;
    let (begun, examples) = text.split_once("\n# guards:").unwrap();
    let taken_up = examples.replace("\n# ", "\n");
    let loaded = read(&[("orgform.yaml", &format!("{begun}\nguards:{taken_up}"))]);
    assert_eq!(told(&loaded), Vec::<String>::new());
    let desired = loaded.desired.unwrap();
    assert!(desired.members.is_some() && desired.teams.is_some() && desired.workspaces.is_some());
    assert!(first("Acme").is_none());
}

/// Whatever people type into a form, and what YAML could take for something else.
fn text() -> impl Strategy<Value = String> {
    let traps = vec![
        "no",
        "y",
        "null",
        "~",
        "true",
        "1e3",
        "0777",
        "0x1f",
        "1:30",
        "2026-01-01",
        ".inf",
        "- a",
        "? a",
        "a: b",
        "a:",
        ": a",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a",
        "\"a",
        "\\",
        "[a]",
        "{a}",
        "a, b",
        "---",
        "...",
        "<<",
        "=",
        "it's",
        "a\nb",
        "a\n\n  b\n c",
        " \n a",
        "a\r\nb",
        "\ta",
        "a\tb",
        "\u{202e}der",
        "\u{feff}a",
        "\u{85}a",
        "a\u{2028}b",
        "\u{1f600}",
        "Cafe\u{301}",
        "a\u{0}b",
        "\u{7f}",
        "\u{fffe}",
        "a  b",
        "a\n#b",
        "#\na",
    ];
    prop_oneof![
        prop::sample::select(traps).prop_map(str::to_owned),
        "\\PC{0,12}",
        "[a-z #:,'\"\\[\\]{}\n-]{0,16}",
    ]
}

/// A text on one line in which something can be seen.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|mut text| {
        text.retain(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'));
        if text.trim().is_empty() {
            "x".to_owned()
        } else {
            text
        }
    })
}

/// JSON in which every character can stand in a YAML file.
fn escaped(json: &serde_json::Value) -> String {
    let escape = |c: char| match u32::from(c) {
        code @ (0x7f..=0xffff) => format!("\\u{code:04x}"),
        _ => c.to_string(),
    };
    json.to_string().chars().map(escape).collect()
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn whatever_a_text_is_it_is_written_so_that_it_is_read(
        name in line(), description in text(), model in line(), team in line(), other in line(), reason in line(),
    ) {
        let manifest = json!({
            "apiVersion": "orgform/v1",
            "organization": { "key": "acme", "name": format!("{name} & co"), "description": description },
            "manage": { "ignore": [{ "address": "workspace/legal", "reason": format!("{reason}{description}") }] },
            "members": { "+o'a#b@c.example": { "role": "reader", "models": [model] }, "&a@b.example": "owner" },
            "teams": { &team: { "description": description, "members": ["&a@b.example"], "previously": [format!("{team}x")] },
                &other: { "members": [] } },
            "workspaces": { "777": { "name": format!("{name}abc"), "teams": { &team: "reader" }, "users": {} },
                "lab": { "description": description, "users": { "+o'a#b@c.example": "owner" } } },
        });
        let loaded = read(&[("orgform.yaml", &escaped(&manifest))]);
        // Two teams of one name, for one, are nothing that can be desired.
        prop_assume!(loaded.desired.is_some(), "{:?}", told(&loaded));
        assert_written_well(&loaded.desired.unwrap());
    }
}
