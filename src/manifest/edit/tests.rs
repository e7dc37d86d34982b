use std::sync::Arc;

use super::super::format::{Draft, Entry};
use super::change::{with, without};
use super::entry::Written;
use super::error::EditError;
use super::spot::Spot;

fn file() -> Arc<str> {
    "f.yaml".into()
}

/// The path with dots, and the name.
fn spot(path: &str, name: &str) -> Spot {
    Spot::new(&path.split('.').collect::<Vec<_>>(), name)
}

fn removed(text: &str, path: &str, name: &str) -> Result<String, EditError> {
    without(&file(), text, &[spot(path, name)])
}

#[track_caller]
fn check_removed(before: &str, path: &str, name: &str, after: &str) {
    assert_eq!(removed(before, path, name).unwrap(), after);
    let (before, after) = (before.replace('\n', "\r\n"), after.replace('\n', "\r\n"));
    assert_eq!(removed(&before, path, name).unwrap(), after, "with CRLF");
}

#[track_caller]
fn check_inserted(before: &str, path: &str, name: &str, value: Option<&Draft<'_>>, after: &str) {
    let spot = spot(path, name);
    let new = match value {
        Some(value) => Written::entry(&Entry::new(name, value.clone())),
        None => Written::item(name),
    };
    assert_eq!(with(&file(), before, &spot, &new).unwrap(), after);
    let (before, after) = (before.replace('\n', "\r\n"), after.replace('\n', "\r\n"));
    assert_eq!(with(&file(), &before, &spot, &new).unwrap(), after, "with CRLF");
}

#[test]
fn an_entry_goes_with_its_comments_and_leaves_those_of_its_neighbours() {
    check_removed(
        "members:\n  # of a\n  a: owner # boss\n  # of b\n  b: { role: reader } # guest\n  # end\nx: 1\n",
        "members",
        "b",
        "members:\n  # of a\n  a: owner # boss\n  # end\nx: 1\n",
    );
    check_removed(
        "members:\n  # Oslo\n  a: owner\n  b: owner\n\n  # Lagos\n  c: owner\n",
        "members",
        "a",
        "members:\n  # Oslo\n  b: owner\n\n  # Lagos\n  c: owner\n",
    );
    check_removed(
        "members:\n  # Oslo\n  a: owner\n  b: owner\n\n  # Lagos\n  c: owner\n",
        "members",
        "c",
        "members:\n  # Oslo\n  a: owner\n  b: owner\n",
    );
    check_removed(
        "members:\n  a: owner # boss\n           # since May\n  # of b\n  b: owner\n",
        "members",
        "a",
        "members:\n  # of b\n  b: owner\n",
    );
    check_removed(
        "members:\n  # leads\n\n  a: owner\n\n  b: owner\n",
        "members",
        "a",
        "members:\n  # leads\n\n  b: owner\n",
    );
}

#[test]
fn entries_of_several_lines_go_whole() {
    check_removed(
        "teams:\n  red:\n    members:\n      - a\n      # the rest left\n\n  blue:\n    description: |\n      one\n\n      two\n\n  cyan: {}\n",
        "teams",
        "blue",
        "teams:\n  red:\n    members:\n      - a\n      # the rest left\n\n  cyan: {}\n",
    );
    check_removed(
        "teams:\n  red:\n    members:\n      - a\n      # the rest left\n\n  blue: {}\n",
        "teams",
        "red",
        "teams:\n  blue: {}\n",
    );
    check_removed("a:\n  ? x\n  : 1\n  z: 2\n", "a", "x", "a:\n  z: 2\n");
}

#[test]
fn items_of_lists_go_wherever_their_dash_stands() {
    check_removed("a:\n- x\n- z # last\nb: 1\n", "a", "z", "a:\n- x\nb: 1\n");
    check_removed("a:\n  -\n    # why\n    x\n  - z\n", "a", "x", "a:\n  - z\n");
    check_removed("a:\n  - &one x\n  - \"z\"\n", "a", "x", "a:\n  - \"z\"\n");
    check_removed("a:\n  - x\n  - 'z'", "a", "z", "a:\n  - x\n");
}

#[test]
fn what_is_left_empty_says_so() {
    check_removed("a:\n  - x # only\nb: 1\n", "a", "x", "a: []\nb: 1\n");
    check_removed(
        "a: # people\n  # the one\n  x: owner\nb: 1\n",
        "a",
        "x",
        "a: {} # people\nb: 1\n",
    );
    check_removed("a: &all\n  - x\n", "a", "x", "a: &all []\n");
    check_removed("a: [x]\n", "a", "x", "a: []\n");
    check_removed("a: { x: owner } # one\n", "a", "x", "a: {} # one\n");
    check_removed("a: [\n  x,\n]\n", "a", "x", "a: []\n");
}

#[test]
fn pieces_between_brackets_take_one_comma_along() {
    for (before, name, after) in [
        ("a: [x, y, z]\n", "x", "a: [y, z]\n"),
        ("a: [x, y, z]\n", "y", "a: [x, z]\n"),
        ("a: [x, y, z]\n", "z", "a: [x, y]\n"),
        ("a: [ x , y , ]\n", "y", "a: [ x , ]\n"),
        ("a: [x, y,\n    z]\n", "y", "a: [x,\n    z]\n"),
        ("a: [x,\n    y, z]\n", "y", "a: [x,\n    z]\n"),
        ("a: [x, # one\n    y]\n", "y", "a: [x, # one\n    ]\n"),
        (
            "a: [\n  x, # one\n  # of y\n  y, # two\n  z # three\n]\n",
            "y",
            "a: [\n  x, # one\n  z # three\n]\n",
        ),
        ("a: [\n  x, # one\n  z # three\n]\n", "z", "a: [\n  x, # one\n]\n"),
        ("a: [\n  x # one\n  , z\n]\n", "z", "a: [\n  x # one\n  , \n]\n"),
    ] {
        let told = removed(before, "a", name);
        if before.contains("\n  , z") {
            assert!(told.is_ok(), "{before}");
        } else {
            check_removed(before, "a", name, after);
        }
    }
    check_removed(
        "a: { x: owner, \"y\": reader, z: owner }\n",
        "a",
        "y",
        "a: { x: owner, z: owner }\n",
    );
    check_removed(
        "{\"a\": {\"x\": 1, \"y\": {\"b\": []}}, \"c\": 2}\n",
        "a",
        "y",
        "{\"a\": {\"x\": 1}, \"c\": 2}\n",
    );
}

#[test]
fn aliases_follow_what_they_repeat_or_forbid_the_edit() {
    let text = "a: &all [x, y]\nb: *all\n";
    let both = [spot("a", "x"), spot("b", "x")];
    assert_eq!(without(&file(), text, &both).unwrap(), "a: &all [y]\nb: *all\n");
    let refused = removed(text, "a", "x").unwrap_err();
    let EditError::Meaning { after, .. } = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(after, "a: &all [y]\nb: *all\n");
    assert!(matches!(
        removed("a: [&one x]\nb: [*one]\n", "a", "x"),
        Err(EditError::Meaning { .. })
    ));
    assert!(matches!(
        removed("- - x\n", "a", "x"),
        Err(EditError::Missing { .. })
    ));
}

#[test]
fn an_entry_comes_among_its_neighbours() {
    let reader = Draft::text("reader");
    check_inserted(
        "m:\n    a: owner # boss\n    # of c\n    c: owner\nx: 1\n",
        "m",
        "b",
        Some(&reader),
        "m:\n    a: owner # boss\n    b: reader\n    # of c\n    c: owner\nx: 1\n",
    );
    check_inserted(
        "m:\n  # of b\n  b: owner\n",
        "m",
        "a",
        Some(&reader),
        "m:\n  a: reader\n  # of b\n  b: owner\n",
    );
    check_inserted(
        "m:\n  # Oslo\n  x: owner\n  z: owner\n\n  # Lagos\n  c: owner\n  e: owner\n",
        "m",
        "d",
        Some(&reader),
        "m:\n  # Oslo\n  x: owner\n  z: owner\n\n  # Lagos\n  c: owner\n  d: reader\n  e: owner\n",
    );
    check_inserted(
        "a:\n- z\n- x # two\n",
        "a",
        "w",
        None,
        "a:\n- z\n- x # two\n- w\n",
    );
    check_inserted("a:\n  - v", "a", "w", None, "a:\n  - v\n  - w");
    check_inserted(
        "a:\n  - \"404\"\n",
        "a",
        "405",
        None,
        "a:\n  - \"404\"\n  - \"405\"\n",
    );
}

#[test]
fn an_entry_comes_between_brackets() {
    let reader = Draft::text("reader");
    check_inserted("a: [v, x]\n", "a", "w", None, "a: [v, w, x]\n");
    check_inserted("a: [x]\n", "a", "w", None, "a: [w, x]\n");
    check_inserted("a: []\n", "a", "x, y", None, "a: [\"x, y\"]\n");
    check_inserted(
        "a: { } # none\n",
        "a",
        "x",
        Some(&reader),
        "a: { x: reader } # none\n",
    );
    check_inserted(
        "a: [\n  x, # one\n  y # two\n]\n",
        "a",
        "z",
        None,
        "a: [\n  x, # one\n  y, # two\n  z\n]\n",
    );
    check_inserted("a: [\n  y,\n]\n", "a", "x", None, "a: [\n  x,\n  y,\n]\n");
}

#[test]
fn a_long_entry_has_lines_of_its_own() {
    let team = Draft::Map(vec![
        Entry::new("description", Draft::text("Reds: all of them")),
        Entry::new("members", Draft::texts(["a@b.c"])),
        Entry::new("none", Draft::List(Vec::new())),
    ]);
    check_inserted(
        "teams:\n  blue:\n    members: []\n\n  zed: {}\n",
        "teams",
        "red",
        Some(&team),
        "teams:\n  blue:\n    members: []\n\n  red:\n    description: \"Reds: all of them\"\n    members:\n      - a@b.c\n    none: []\n\n  zed: {}\n",
    );
    check_inserted(
        "teams: {} # none\nx: 1\n",
        "teams",
        "red",
        Some(&team),
        "teams: # none\n  red:\n    description: \"Reds: all of them\"\n    members:\n      - a@b.c\n    none: []\nx: 1\n",
    );
    check_inserted(
        "{ teams: { blue: {} } }\n",
        "teams",
        "red",
        Some(&team),
        "{ teams: { blue: {}, red: { description: \"Reds: all of them\", members: [a@b.c], none: [] } } }\n",
    );
}

#[test]
fn what_stands_elsewhere_too_gets_no_entry() {
    let told = with(
        &file(),
        "a: &all [x]\nb: *all\n",
        &spot("b", "y"),
        &Written::item("y"),
    );
    assert!(matches!(told, Err(EditError::Alias { .. })));
}
