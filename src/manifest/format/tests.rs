use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::codes;
use super::super::cst;
use super::whole::format;
use crate::model::SourceFile;

fn formatted(text: &str) -> Result<String, Vec<String>> {
    let file = SourceFile {
        name: "f.yaml".into(),
        text: text.into(),
    };
    format(&file).map_err(|list| {
        list.iter()
            .map(|diagnostic| diagnostic.code.0.to_owned())
            .collect()
    })
}

/// Every comment of a text, sorted.
fn comments(text: &str) -> Vec<String> {
    let parsed = cst::parse(text).unwrap();
    let mut comments: Vec<String> = parsed
        .comments
        .iter()
        .map(|comment| comment.text.to_owned())
        .collect();
    comments.sort();
    comments
}

fn check(before: &str, after: &str) {
    assert_eq!(formatted(before).as_deref(), Ok(after));
    assert_eq!(formatted(after).as_deref(), Ok(after), "formatting twice");
}

#[test]
fn indentation_and_brackets_have_one_layout() {
    check(
        "a:\n    b:   1\n    c:\n    - x\n    -   z\n",
        "a:\n  b: 1\n  c:\n    - x\n    - z\n",
    );
    check(
        "a: {b: 1,c: [ x,z ],\n  d: {}}\ne: [\n]\n",
        "a: { b: 1, c: [x, z], d: {} }\ne: []\n",
    );
    check(
        "a:\n  -\n    b: 1\n    c: 2\n  - - x\n    - z\n",
        "a:\n  - b: 1\n    c: 2\n  - - x\n    - z\n",
    );
}

#[test]
fn brackets_that_do_not_fit_or_hold_comments_become_lines() {
    let long = "person-with-a-long-name@acme.example";
    check(
        &format!("a: [{long}, {long}, {long}]\n"),
        &format!("a:\n  - {long}\n  - {long}\n  - {long}\n"),
    );
    check(
        "a: [   # one\n  x, # two\n  # three\n  z\n  # four\n] # five\n",
        "a:   # one\n  - x # two\n  # three\n  - z\n  # four\n  # five\n",
    );
}

#[test]
fn quotes_stand_where_they_are_needed() {
    check("a: \"text\"\n", "a: text\n");
    check("a: 'it''s'\n", "a: \"it's\"\n");
    check("a: \"a \\\"b\\\"\"\n", "a: 'a \"b\"'\n");
    check(
        "a: '1234'\nb: \"true\"\nc: 'no'\nd: '2026-12-31'\n",
        "a: \"1234\"\nb: \"true\"\nc: \"no\"\nd: \"2026-12-31\"\n",
    );
    check(
        "a: no\nb: 0777\nc: 2026-12-31\nd: 1e3\n",
        "a: \"no\"\nb: 0777\nc: 2026-12-31\nd: 1e3\n",
    );
    check(
        "a: \"one\\ntwo\"\nb: 'x: y'\nc: ' x'\nd: ''\n",
        "a: \"one\\ntwo\"\nb: \"x: y\"\nc: \" x\"\nd: \"\"\n",
    );
    check("a: [\"x, y\", 'z']\nb: !!str 5\n", "a: [\"x, y\", z]\nb: \"5\"\n");
    check(
        "'404': x\n\"on\": x\n\"plain\": z\n",
        "\"404\": x\n\"on\": x\nplain: z\n",
    );
}

#[test]
fn texts_of_several_lines_keep_their_lines() {
    check(
        "a: |\n     one\n       two\n\n     three\nb: x\n",
        "a: |\n  one\n    two\n\n  three\nb: x\n",
    );
    check(
        "a: >-\n    one\n    two\n\n    three\n",
        "a: >-\n  one\n  two\n\n  three\n",
    );
    check("a: |2\n    one\n  two\n", "a: |2\n    one\n  two\n");
    check(
        "a: >\n  one\n    deeper\n  two\n",
        "a: |\n  one\n    deeper\n  two\n",
    );
    check("a: |+\n  one\n\n\nb: x\n", "a: \"one\\n\\n\\n\"\n\nb: x\n");
    check("a: | # why\n  one\n", "a: | # why\n  one\n");
    check("a: one\n  two\n", "a: one two\n");
}

#[test]
fn comments_stay_where_they_belong() {
    check(
        "# top\n\na: 1 # one\n# above b\nb:\n    # above c\n    c: 1\n    # end of b\n# end\n",
        "# top\n\na: 1 # one\n# above b\nb:\n  # above c\n  c: 1\n  # end of b\n# end\n",
    );
    check(
        "a:\n  b:\n    - x\n    # in b\n  # in a\n# at the end\n",
        "a:\n  b:\n    - x\n    # in b\n  # in a\n# at the end\n",
    );
    check(
        "a:\n  b:\n  - x\n  # about c\n  c: 1\n",
        "a:\n  b:\n    - x\n  # about c\n  c: 1\n",
    );
    check("a: # of a\n  b: 1\n", "a: # of a\n  b: 1\n");
    check("# nothing else\n\n\n# here\n", "# nothing else\n\n# here\n");
}

#[test]
fn comments_behind_values_keep_their_column_together_and_their_distance_alone() {
    check(
        "a:   1    # one\nbcd: 1    # two\n",
        "a: 1      # one\nbcd: 1    # two\n",
    );
    check(
        "a: \"x\"     # one\nb: 2  # two\n",
        "a: x     # one\nb: 2  # two\n",
    );
    check(
        "a: 'x'     # one\nb: 'z'     # two\nc: w\n",
        "a: x       # one\nb: z       # two\nc: w\n",
    );
}

#[test]
fn comments_that_go_on_below_stay_with_their_value() {
    check(
        "members:\n  zoe@b.c: owner # boss\n                 # since May\n  Ada@b.c: owner\n      # of Ada\n  # of bob\n  bob@b.c: reader\n",
        "members:\n  Ada@b.c: owner\n    # of Ada\n  # of bob\n  bob@b.c: reader\n  zoe@b.c: owner # boss\n                 # since May\n",
    );
    check(
        "a:\n  - x   # one\n        # two\n  - z\n",
        "a:\n  - x   # one\n        # two\n  - z\n",
    );
}

#[test]
fn names_are_sorted_and_take_their_comments_along() {
    check(
        "members:\n  zoe@b.c: owner # boss\n  # of bob\n  bob@b.c: reader\n  Ada@b.c: owner\n",
        "members:\n  Ada@b.c: owner\n  # of bob\n  bob@b.c: reader\n  zoe@b.c: owner # boss\n",
    );
    check(
        "workspaces:\n  b-ws:\n    users: { z@b.c: owner, a@b.c: owner }\n    teams:\n      z: owner\n      x: owner\n  a-ws: {}\n",
        "workspaces:\n  a-ws: {}\n  b-ws:\n    users: { a@b.c: owner, z@b.c: owner }\n    teams:\n      x: owner\n      z: owner\n",
    );
    // Lists, and the keys of one thing, stay as somebody arranged them.
    let arranged = "teams:\n  red:\n    members: [z@b.c, a@b.c]\n    description: x\n";
    check(arranged, arranged);
}

#[test]
fn paragraphs_keep_their_order() {
    check(
        "members:\n  # leads\n\n  z@b.c: owner\n  y@b.c: owner\n\n  d@b.c: reader\n  c@b.c: reader\n",
        "members:\n  # leads\n\n  y@b.c: owner\n  z@b.c: owner\n\n  c@b.c: reader\n  d@b.c: reader\n",
    );
    check(
        "teams:\n  red:\n    members: []\n\n  blue:\n    members: []\n",
        "teams:\n  blue:\n    members: []\n\n  red:\n    members: []\n",
    );
    check(
        "teams:\n  red:\n    members: []\n\n  # the others\n\n  blue:\n    members: []\n  azure: {}\n",
        "teams:\n  red:\n    members: []\n\n  # the others\n\n  azure: {}\n  blue:\n    members: []\n",
    );
    check("a: 1\n\n\n\nb: 2\n", "a: 1\n\nb: 2\n");
}

#[test]
fn headings_stay_above_their_paragraph() {
    // The comment above the first entry of a paragraph is about all of it, where there are several paragraphs.
    check(
        "members:\n  # Oslo\n  z@b.c: owner\n  y@b.c: owner # lead\n\n  # Lagos\n  d@b.c: reader\n  # of c\n  c@b.c: reader\n",
        "members:\n  # Oslo\n  y@b.c: owner # lead\n  z@b.c: owner\n\n  # Lagos\n  # of c\n  c@b.c: reader\n  d@b.c: reader\n",
    );
    check(
        "members:\n  # break glass\n  z@b.c: owner\n\n  c@b.c: reader\n  a@b.c: reader\n",
        "members:\n  # break glass\n  z@b.c: owner\n\n  a@b.c: reader\n  c@b.c: reader\n",
    );
    // In a single paragraph it is about the entry below it.
    check(
        "members:\n  # the boss\n  z@b.c: owner\n  a@b.c: reader\n",
        "members:\n  a@b.c: reader\n  # the boss\n  z@b.c: owner\n",
    );
}

#[test]
fn what_aliases_need_is_not_sorted_away() {
    let text = "teams:\n  red: { members: &all [a@b.c] }\n  blue: { members: *all }\n";
    check(text, text);
}

#[test]
fn marks_of_a_document_are_kept_and_line_ends_too() {
    check("# before\n---\na: 1\n...\n", "# before\n---\na: 1\n");
    check("\u{feff}a:   1\n", "a: 1\n");
    check(
        "a:   1\r\nb: |\r\n   x\r\n   y\r\n",
        "a: 1\r\nb: |\r\n  x\r\n  y\r\n",
    );
    check("", "");
}

#[test]
fn what_is_no_sound_yaml_is_told() {
    assert_eq!(formatted("a: ["), Err(vec!["syntax".to_owned()]));
    assert_eq!(formatted("a: 1\na: 2\n"), Err(vec!["duplicate-key".to_owned()]));
    assert_eq!(formatted("a: \u{0}\n"), Err(vec!["control-character".to_owned()]));
    assert_eq!(formatted("nonsense: true\n").as_deref(), Ok("nonsense: true\n"));
}

/// Pieces that make trouble where they meet.
fn pieces() -> Vec<&'static str> {
    vec![
        " ",
        "\n",
        "\n\n",
        ": ",
        "- ",
        "#",
        " # c\n",
        "# own\n",
        "  # deep\n",
        "'",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "&a ",
        "*a",
        "!!str ",
        "|\n",
        ">\n",
        "|+\n",
        ">-\n",
        "null",
        "1e3",
        "no",
        "é",
        "\\",
        "@",
        "x: y\n",
        "  - z\n",
        "? ",
        "\r\n",
        "---\n",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn formatting_keeps_meaning_and_comments_and_is_done_once(
        base in select(vec![
            include_str!("../../../tests/manifests/valid/everything.yaml"),
            include_str!("../../../tests/manifests/valid/texts-in-every-style.yaml"),
            "members:\n  # one\n  b@b.c: owner # two\n\n  a@b.c: { role: reader } # three\n# four\nteams:\n  red: [ # five\n   x, # six\n  ]\n  blue:\n    - a: 1\n      # seven\n    -\n      - b\n",
        ]),
        changes in prop::collection::vec((any::<Index>(), 0..4_usize, select(pieces())), 0..5),
    ) {
        let mut chars: Vec<char> = base.chars().collect();
        for (at, removed, piece) in &changes {
            let at = at.index(chars.len() + 1);
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, piece.chars());
        }
        let text: String = chars.into_iter().collect();
        match formatted(&text) {
            // The parser's notion of meaning is compared by the formatter itself.
            Ok(once) => {
                prop_assert_eq!(comments(&once), comments(&text), "{}\n=>\n{}", &text, &once);
                prop_assert_eq!(formatted(&once), Ok(once.clone()), "{}\n=>\n{}", &text, &once);
            }
            Err(told) => prop_assert!(!told.contains(&codes::NOT_FORMATTED.0.to_owned()), "{}", &text),
        }
    }
}
