//! What is read in pieces is what is read in one go.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::findings::Findings;
use super::super::spoilt;
use super::node::{Kind, Mark, NodeId, Tree};
use super::parse::{side_by_side, whole};
use super::piece::{Piece, cut_into};

/// Every node with its place, in the order of the text.
fn nodes(tree: &Tree<'_>) -> Vec<String> {
    let at = |id: NodeId| (tree.node(id).start, tree.text(id));
    let nodes = tree.pieces.iter().flatten();
    let nodes = nodes.filter(|node| node.start != Mark::NOWHERE);
    let shown = nodes.map(|node| {
        let holds = match &node.kind {
            Kind::List(items) => format!("{:?}", items.iter().map(|item| at(*item)).collect::<Vec<_>>()),
            Kind::Map(entries) => {
                let entries = entries.iter().map(|entry| (at(entry.key), at(entry.value)));
                format!("{:?}", entries.collect::<Vec<_>>())
            }
            other => format!("{other:?}"),
        };
        format!("{:?} {:?} {holds}", node.start, node.end)
    });
    let root = tree.root().map(at);
    let ambiguous = tree.ambiguous().iter().map(|word| at(*word));
    shown
        .chain([format!("{root:?} {:?}", ambiguous.collect::<Vec<_>>())])
        .collect()
}

fn in_pieces<'t>(text: &'t str, pieces: &[Piece<'t>]) -> Option<Vec<String>> {
    let file: Arc<str> = "f.yaml".into();
    side_by_side(&file, text, pieces).map(|tree| nodes(&tree))
}

fn in_one_go(text: &str) -> (Option<Vec<String>>, bool) {
    let mut findings = Findings::default();
    let file: Arc<str> = "f.yaml".into();
    let nodes = whole(&file, text, &mut findings).map(|tree| nodes(&tree));
    (nodes, findings.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn pieces_say_what_the_whole_says(text in spoilt::text(), bytes in 0..200_usize) {
        if let Some(nodes) = in_pieces(&text, &cut_into(&text, bytes)) {
            prop_assert_eq!((Some(nodes), true), in_one_go(&text));
        }
    }
}

/// However large the pieces are: a text that is never read in pieces would be right, and slow.
#[test]
fn a_sound_text_is_read_in_pieces() {
    let text = "organization: { key: acme }\nmembers:\n  a@b.c: owner\n  # then\n  b@b.c: no\n  c@b.c: no\nteams:\n\n  one:\n    members:\n    - a@b.c\n  two: { members: [] }\nworkspaces:\n  abc: {}\n  def: {}\n";
    assert_eq!(cut_into(text, 1).len(), 8);
    let whole = in_one_go(text);
    for bytes in 0..text.len() {
        let pieces = cut_into(text, bytes);
        if pieces.len() > 1 {
            assert_eq!((in_pieces(text, &pieces), true), whole, "{bytes}");
        }
    }
}

#[test]
fn what_only_looks_like_an_entry_is_read_in_one_go() {
    for text in [
        "a:\n  b: 'c\n  d: e'\n",
        "a:\n  {b: c}\n  d: e\n",
        "a: |\n  b: c\n  d: e\n",
        "  a: b\nc: d\n",
        "a: { b: c }\n  d: e\n",
        "a:\n  b: c\n...\n  d: e\n",
        "a:\n  b: c\n  b: d\n",
        "a:\n  b: c\na:\n  b: d\n",
        "a:\n  b: &c d\n  e: *c\n",
        "a:\n  b: &c d\n  e: f\n",
        "a: b\n...\nc: d\n",
        "a:\n  b: c\nd:\n    e: f\n  g: h\n",
        "- a: b\n  c: d\n",
        "a:\n  b: |\nc: d\n",
        "a:\n  b: c\n  d: >+\n  e: f\n",
    ] {
        assert_eq!(in_pieces(text, &cut_into(text, 1)), None, "{text}");
    }
}
