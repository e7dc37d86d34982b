//! Lists and mappings in which nothing stands twice.

use crate::model::{Code, Diagnostic};

use super::super::codes;
use super::super::say::quoted;
use super::super::tree::{At, NodeId, Tree};
use super::scope::Scope;

/// Reads each item, and keeps the first of those that are the same, sorted; the others are told.
pub(super) fn list<K: Ord>(
    scope: &mut Scope<'_, '_>,
    tree: &Tree<'_>,
    written: &[At<&str>],
    mut read: impl FnMut(&mut Scope<'_, '_>, At<&str>) -> Option<K>,
) -> Vec<(K, NodeId)> {
    let mut items = Vec::with_capacity(written.len());
    for at in written {
        items.extend(read(scope, *at).map(|item| (item, at.node)));
    }
    once(scope, tree, codes::DUPLICATE_ITEM, items, |(_, node)| *node)
}

/// Sorts by name, and keeps the first of those that are the same; the others are told.
pub(super) fn once<K: Ord, V>(
    scope: &mut Scope<'_, '_>,
    tree: &Tree<'_>,
    code: Code,
    mut items: Vec<(K, V)>,
    node: impl Fn(&(K, V)) -> NodeId,
) -> Vec<(K, V)> {
    items.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| node(one).cmp(&node(other))));
    items.dedup_by(|later, first| {
        let twice = later.0 == first.0;
        if twice {
            tell(scope, tree, code, node(first), node(later));
        }
        twice
    });
    items
}

fn tell(scope: &mut Scope<'_, '_>, tree: &Tree<'_>, code: Code, first: NodeId, again: NodeId) {
    let text = tree.text(again).unwrap_or_default();
    let message = format!("{} stands here twice", quoted(text));
    let diagnostic = Diagnostic::error(code, message, tree.span(again))
        .with_label("again here")
        .with_secondary(tree.span(first), "first here")
        .with_help("the two are the same, though they are not written alike; take one out");
    scope.findings.push(diagnostic);
}
