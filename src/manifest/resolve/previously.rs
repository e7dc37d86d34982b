//! Former names: each belongs to one thing, and to nothing that is declared now.

use std::collections::BTreeMap;

use crate::model::{Diagnostic, Span};

use super::super::codes;
use super::super::say::quoted;
use super::scope::Scope;

/// The former names that were claimed so far.
#[derive(Debug)]
pub(super) struct Claims<K> {
    claimed: BTreeMap<K, Span>,
}

impl<K> Default for Claims<K> {
    fn default() -> Claims<K> {
        Claims {
            claimed: BTreeMap::new(),
        }
    }
}

impl<K: Ord> Claims<K> {
    /// Claims a former name, which may be declared itself at the place `declared`.
    pub(super) fn claim(
        &mut self,
        scope: &mut Scope<'_, '_>,
        name: K,
        shown: &str,
        at: Span,
        declared: Option<Span>,
    ) {
        let shown = quoted(shown);
        if let Some(declared) = declared {
            let message = format!("{shown} is given as a former name, and is declared itself");
            let diagnostic = Diagnostic::error(codes::PREVIOUSLY_DECLARED, message, at)
                .with_secondary(declared, "declared here")
                .with_help("a former name is one that is no longer used: take out one of the two");
            scope.findings.push(diagnostic);
        } else if let Some(first) = self.claimed.get(&name) {
            let message = format!("the former name {shown} is claimed twice");
            let diagnostic = Diagnostic::error(codes::PREVIOUSLY_TWICE, message, at)
                .with_label("again here")
                .with_secondary(first.clone(), "first here")
                .with_help("only one of them can be what it was: take out the other");
            scope.findings.push(diagnostic);
        } else {
            self.claimed.insert(name, at);
        }
    }
}
