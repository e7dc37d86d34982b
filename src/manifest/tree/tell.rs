//! What the builder tells while it reads.

use granit_parser::{ScanError, Span, Tag};

use crate::model::{Code, Diagnostic};

use super::super::codes;
use super::super::say::quoted;
use super::build::{Builder, Stop};
use super::limits::MAX_NODES;
use super::node::NodeId;
use super::syntax;

impl Builder<'_, '_> {
    pub(super) fn refuse(&mut self, error: &ScanError) -> Stop {
        let at = self.mark(*error.marker());
        // A second document may be anything: it is refused as such, and the first one stands.
        if self.documents > 1 {
            return Stop::Enough;
        }
        let diagnostic = syntax::diagnose(error, &mut self.tree, at);
        self.findings.push(diagnostic);
        Stop::Unusable
    }

    pub(super) fn too_many_values(&mut self, span: Span) -> Stop {
        let place = self.tree.place(self.mark(span.start));
        let message = format!("more than {MAX_NODES} keys and values in one file");
        let diagnostic = Diagnostic::error(codes::TOO_MANY_VALUES, message, self.tree.span(place));
        self.findings.push(diagnostic.with_help("split the file"));
        Stop::Unusable
    }

    pub(super) fn check_tag(&mut self, tag: Option<&Tag>, node: NodeId) {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema_tag("str")) else {
            return;
        };
        let message = format!("the tag {} is not allowed in a manifest", quoted(&tag.original()));
        self.bad(codes::TAG, &message, node, Some("leave it out"));
    }

    pub(super) fn error(&self, code: Code, message: &str, node: NodeId) -> Diagnostic {
        Diagnostic::error(code, message, self.tree.span(node))
    }

    /// Tells a mistake that makes the node meaningless.
    pub(super) fn bad(&mut self, code: Code, message: &str, node: NodeId, help: Option<&str>) {
        self.tree.mark_bad(node);
        let diagnostic = self.error(code, message, node);
        self.findings.push(match help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        });
    }
}
