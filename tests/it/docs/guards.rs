//! `docs/guards.md` has every guard, as `orgform explain` tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use orgform::guards::GUARDS;
use orgform::manifest::load_files;
use orgform::model::{GuardCode, SourceFile};

use super::pages::{root, text};
use crate::support::blessed::{assert_blessed, with_section};

const PAGE: &str = "docs/guards.md";

/// Of each situation its name and its transcript.
pub(super) fn transcripts() -> BTreeMap<String, String> {
    let folders = fs::read_dir(root().join("tests/scenarios")).unwrap();
    let read = |folder: fs::DirEntry| {
        let told = fs::read_to_string(folder.path().join("transcript.md")).unwrap();
        (folder.file_name().into_string().unwrap(), told)
    };
    folders.map(|folder| read(folder.unwrap())).collect()
}

/// An explained page without its heading, to stand under another one.
pub(super) fn body(page: &str) -> &str {
    page.split_once("\n\n").unwrap().1
}

/// A link to a transcript in which a text stands: the one with the shortest name, so that another situation seldom
/// changes the page.
pub(super) fn shown_in(transcripts: &BTreeMap<String, String>, told: &str) -> String {
    let shown = transcripts.iter().filter(|(_, text)| text.contains(told));
    let name = shown.map(|(name, _)| name).min_by_key(|name| name.len());
    let name = name.unwrap_or_else(|| panic!("no transcript says `{told}`"));
    format!("[{name}](../tests/scenarios/{name}/transcript.md)")
}

#[test]
fn the_page_has_every_guard() {
    let transcripts = transcripts();
    let mut list = String::from("| guard | refuses |\n| --- | --- |\n");
    let mut pages = String::new();
    for guard in GUARDS {
        let holds = if guard.holds { " *Keeps back.*" } else { "" };
        let code = guard.code;
        writeln!(list, "| [`{code}`](#{code}) | {}{holds} |", guard.refuses).unwrap();
        let shown = shown_in(&transcripts, &format!("! {code}  "));
        writeln!(pages, "### {code}\n\n{}\nShown in: {shown}.\n", body(guard.page)).unwrap();
    }
    let page = with_section(&text(PAGE), "guards", &list);
    assert_blessed(PAGE, &with_section(&page, "guard-pages", &pages));
}

/// An approval names what the guard objects to, in the kind of address that the guard names.
#[test]
fn every_page_approves_what_its_guard_names() {
    let mut named: BTreeMap<GuardCode, BTreeSet<String>> = BTreeMap::new();
    for told in transcripts().values() {
        let mut lines = told.lines().map(str::trim);
        while let Some(line) = lines.next() {
            let Some(code) = line.strip_prefix("- guard: ").and_then(|code| code.parse().ok()) else {
                continue;
            };
            // Approvals that somebody types are in one line; what orgform prints lists objects one below the other.
            if lines.next() == Some("objects:") {
                let objects = lines.by_ref().map_while(|line| line.strip_prefix("- "));
                named.entry(code).or_default().extend(objects.map(kind));
            }
        }
    }
    for guard in GUARDS.iter().filter(|guard| guard.code != GuardCode::SelfLockout) {
        let block = guard.page.split("```yaml\n").nth(1).unwrap();
        let block = block.split("```").next().unwrap();
        let text = format!("apiVersion: orgform/v1\norganization: {{ key: acme }}\n{block}");
        let file = SourceFile {
            name: "orgform.yaml".into(),
            text: text.into(),
        };
        let approval = load_files("", &[file]).desired.unwrap().approvals.remove(0);
        for object in &approval.objects {
            let kinds = &named[&guard.code];
            let kind = kind(&object.to_string());
            assert!(
                kinds.contains(&kind),
                "{}: {kind}, and is told {kinds:?}",
                guard.code
            );
        }
    }
}

/// `workspace/*/user/*`
fn kind(address: &str) -> String {
    let segments = address.split('/').enumerate();
    let segments = segments.map(|(index, segment)| if index % 2 == 0 { segment } else { "*" });
    segments.collect::<Vec<_>>().join("/")
}
