//! Lists of people.

use std::collections::BTreeMap;

use crate::model::{Diagnostic, Email};

use super::super::codes;
use super::super::document::List;
use super::super::say::quoted;
use super::super::tree::{At, NodeId, Tree};
use super::scope::Scope;

/// An address. The schema has told what is none.
pub(super) fn email(scope: &mut Scope<'_>, tree: &Tree<'_>, at: At<&str>) -> Option<Email> {
    match Email::parse(at.value) {
        Ok(email) => Some(email),
        Err(error) => {
            let message = format!("{} {error}", quoted(at.value));
            scope.error(codes::BAD_EMAIL, message, tree.span(at.node));
            None
        }
    }
}

/// The people of a list, each once, in the order of the list.
pub(super) fn list(scope: &mut Scope<'_>, tree: &Tree<'_>, list: &List<&str>) -> Vec<(Email, NodeId)> {
    let mut people = Vec::with_capacity(list.0.len());
    let mut first_of: BTreeMap<Email, NodeId> = BTreeMap::new();
    for at in &list.0 {
        let Some(email) = email(scope, tree, *at) else {
            continue;
        };
        match first_of.get(&email) {
            Some(first) => {
                let message = format!("{} stands in this list twice", quoted(at.value));
                let diagnostic = Diagnostic::error(codes::DUPLICATE_ITEM, message, tree.span(at.node))
                    .with_label("again here")
                    .with_secondary(tree.span(*first), "first here")
                    .with_help("upper and lower case are the same in an address; take one out");
                scope.findings.push(diagnostic);
            }
            None => {
                first_of.insert(email.clone(), at.node);
                people.push((email, at.node));
            }
        }
    }
    people
}
