//! What holds for every manifest.

use std::collections::BTreeMap;

use orgform::manifest::{Loaded, load_files};
use orgform::model::{Diagnostic, Severity, SourceFile};
use orgform::render::{Style, diagnostics};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::told::read;

const EVERYTHING: &str = include_str!("../../manifests/valid/everything.yaml");
const STYLES: &str = include_str!("../../manifests/valid/texts-in-every-style.yaml");
const ALIASES: &str = include_str!("../../manifests/valid/anchors-and-aliases.yaml");

/// One way to spoil a text.
#[derive(Clone, Debug)]
enum Mutation {
    Insert(Index, &'static str),
    Delete(Index, u8),
    Copy(Index, u8, Index),
    Swap(Index, Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let pieces = vec![
        " ",
        "\n",
        "\t",
        ": ",
        "- ",
        "? ",
        "#",
        "'",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a ",
        "*a",
        "!!str ",
        "|\n",
        ">\n",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "null",
        "~",
        "1e3",
        "0777",
        "no",
        "true",
        "\u{feff}",
        "\u{0}",
        "\r",
        "é",
        "\u{202e}",
        "\\",
        "@",
        "`",
        "members:\n",
        "teams: {}\n",
        "a@b.c: owner\n",
        "delete: true",
    ];
    prop_oneof![
        4 => (any::<Index>(), select(pieces)).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Mutation::Delete(at, length)),
        1 => (any::<Index>(), any::<u8>(), any::<Index>()).prop_map(|(from, length, to)| Mutation::Copy(from, length, to)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Mutation::Swap(one, other)),
    ]
}

fn mutate(text: &str, mutations: &[Mutation]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for mutation in mutations {
        let at = |index: &Index| index.index(chars.len() + 1);
        match mutation {
            Mutation::Insert(index, piece) => {
                let at = at(index);
                chars.splice(at..at, piece.chars());
            }
            Mutation::Delete(index, length) => {
                let start = at(index);
                let end = (start + usize::from(*length % 16)).min(chars.len());
                chars.drain(start..end);
            }
            Mutation::Copy(from, length, to) => {
                let (start, to) = (at(from), at(to));
                let end = (start + usize::from(*length)).min(chars.len());
                let piece: Vec<char> = chars[start..end].to_vec();
                chars.splice(to..to, piece);
            }
            Mutation::Swap(one, other) => {
                if !chars.is_empty() {
                    let (one, other) = (one.index(chars.len()), other.index(chars.len()));
                    chars.swap(one, other);
                }
            }
        }
    }
    chars.into_iter().collect()
}

/// What holds for whatever was read.
fn is_sound(loaded: &Loaded) {
    assert_eq!(
        loaded.desired.is_none(),
        loaded.diagnostics.iter().any(Diagnostic::is_error)
    );
    let places: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.primary.as_ref())
        .map(|label| (label.span.file.clone(), label.span.start.offset))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    for diagnostic in &loaded.diagnostics {
        assert!(
            !diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'),
            "{}",
            diagnostic.message
        );
        for label in diagnostic.primary.iter().chain(&diagnostic.secondary) {
            let Some(text) = loaded.sources.text(&label.span.file) else {
                continue;
            };
            let (start, end) = (label.span.start, label.span.end);
            assert!(start.offset <= end.offset);
            let before = text.get(..start.offset).expect("a place in the text");
            assert!(text.get(start.offset..end.offset).is_some());
            assert_eq!(start.line as usize, before.matches('\n').count() + 1);
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            assert_eq!(start.column as usize, column);
        }
    }
    for colour in [false, true] {
        diagnostics(
            &loaded.diagnostics,
            &loaded.sources,
            &Style {
                colour,
                ..Style::PLAIN
            },
        );
    }
}

proptest! {
    #![proptest_config(crate::support::cases::cases(400))]

    #[test]
    fn spoilt_text_is_a_diagnostic_or_a_manifest(
        base in select(vec![EVERYTHING, STYLES, ALIASES]),
        mutations in prop::collection::vec(mutation(), 1..12),
    ) {
        let text = mutate(base, &mutations);
        is_sound(&read(&[("orgform.yaml", &text)]));
    }

    #[test]
    fn any_text_is_a_diagnostic(text in "(\\PC|[\\n\\t :#'\"{}\\[\\]&*!|>%@`,?-]){0,200}") {
        is_sound(&read(&[("orgform.yaml", &text), ("teams/x.yaml", &text)]));
    }

    #[test]
    fn the_order_of_files_and_keys_means_nothing(organization in organization(), seed in any::<u64>()) {
        let one = load_files("", &organization.files(0, 1));
        let other = load_files("elsewhere", &organization.files(seed, 3));
        prop_assert_eq!(errors(&one), errors(&other));
        prop_assert_eq!(one.desired.map(|desired| desired.digest()), other.desired.map(|desired| desired.digest()));
    }

    #[test]
    fn a_second_reading_says_the_same(organization in organization(), seed in any::<u64>()) {
        let files = organization.files(seed, 2);
        let mut reversed = files.clone();
        reversed.reverse();
        let (one, other) = (load_files("", &files), load_files("", &reversed));
        prop_assert_eq!(one.diagnostics, other.diagnostics);
        prop_assert_eq!(one.desired, other.desired);
    }
}

fn errors(loaded: &Loaded) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in loaded
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
    {
        *counts.entry(diagnostic.code.0).or_default() += 1;
    }
    counts
}

/// A small organization, not always a sound one.
#[derive(Clone, Debug)]
struct Organization {
    members: BTreeMap<String, String>,
    teams: BTreeMap<String, String>,
    workspaces: BTreeMap<String, String>,
}

fn organization() -> impl Strategy<Value = Organization> {
    let person = || (0..6_u8).prop_map(|number| format!("p{number}@acme.example"));
    let team = || (0..4_u8).prop_map(|number| format!("team-{number}"));
    let role = || select(vec!["owner", "contributor", "reader", "reader", "boss"]);
    let details =
        (role(), prop::option::of(person()), any::<bool>()).prop_map(|(role, former, plain)| match former {
            None if plain => role.to_owned(),
            None => format!("{{ role: {role}, reinvite: 2026-12-31 }}"),
            Some(former) => format!("{{ previously: [old.{former}], role: {role} }}"),
        });
    let list = prop::collection::btree_set(person(), 0..4).prop_map(|people| {
        let people: Vec<String> = people.into_iter().collect();
        format!("{{ members: [{}], description: Some team }}", people.join(", "))
    });
    let grants = (
        prop::collection::btree_map(team(), role(), 0..3),
        prop::collection::btree_map(person(), role(), 0..3),
    );
    let grants = grants.prop_map(|(teams, users)| {
        format!(
            "{{ users: {{ {} }}, teams: {{ {} }} }}",
            pairs(&users),
            pairs(&teams)
        )
    });
    let workspace = (0..4_u8).prop_map(|number| format!("space-{number}"));
    (
        prop::collection::btree_map(person(), details, 0..6),
        prop::collection::btree_map(team(), list, 0..4),
        prop::collection::btree_map(workspace, grants, 0..4),
    )
        .prop_map(|(members, teams, workspaces)| Organization {
            members,
            teams,
            workspaces,
        })
}

fn pairs(map: &BTreeMap<String, &str>) -> String {
    let pairs: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    pairs.join(", ")
}

impl Organization {
    /// The organization in one or several files, its entries dealt out and ordered by `seed`.
    fn files(&self, seed: u64, spread: usize) -> Vec<SourceFile> {
        let mut files = vec![SourceFile {
            name: "orgform.yaml".into(),
            text: "organization: { key: acme }\napiVersion: orgform/v1\n".into(),
        }];
        for (section, folder, entries) in [
            ("members", "members-", &self.members),
            ("teams", "teams/", &self.teams),
            ("workspaces", "workspaces/", &self.workspaces),
        ] {
            let mut texts = vec![format!("{section}: {{}}\n"); spread];
            for (name, entry) in shuffled(entries, seed) {
                let text = &mut texts[scramble(name, seed) as usize % spread];
                *text = match text.strip_suffix("{}\n") {
                    Some(head) => format!("{}\n  {name}: {entry}\n", head.trim_end()),
                    None => format!("{text}  {name}: {entry}\n"),
                };
            }
            let numbered = texts.into_iter().enumerate().map(|(number, text)| SourceFile {
                name: format!("{folder}{number}.yaml").into(),
                text: text.into(),
            });
            files.extend(numbered);
        }
        files.sort_by_key(|file| scramble(&file.name, seed));
        files
    }
}

fn shuffled(entries: &BTreeMap<String, String>, seed: u64) -> Vec<(&String, &String)> {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|(name, _)| scramble(name, seed));
    entries
}

fn scramble(text: &str, seed: u64) -> u64 {
    text.bytes().fold(seed, |hash, byte| {
        (hash ^ u64::from(byte))
            .wrapping_mul(0x0100_0000_01b3)
            .rotate_left(23)
    })
}
