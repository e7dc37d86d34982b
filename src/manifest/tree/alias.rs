//! Aliases: the content of an earlier node, within limits.

use super::super::codes;
use super::super::say::quoted;
use super::build::{Builder, Stop};
use super::frame::{Anchored, Cost};
use super::limits::MAX_ALIAS_WEIGHT;
use super::node::{Kind, Mark};

impl Builder<'_, '_> {
    pub(super) fn alias(&mut self, anchor: usize, start: Mark, end: Mark) -> Result<(), Stop> {
        let Some(&Anchored::Closed(target, cost)) = self.anchors.get(&anchor) else {
            let node = self.tree.add(Kind::Null, start, end);
            self.bad(
                codes::ALIAS_LOOP,
                "this alias stands inside the value that it repeats",
                node,
                Some("write the value out"),
            );
            return self.place(node, 0, Cost::default());
        };
        let node = self.tree.add(Kind::Alias(target), start, end);
        self.alias_weight = self.alias_weight.saturating_add(cost.weight);
        if self.alias_weight > MAX_ALIAS_WEIGHT {
            let diagnostic = self
                .error(
                    codes::TOO_MANY_ALIASES,
                    "the aliases up to here repeat too much",
                    node,
                )
                .with_help("write the values out");
            self.findings.push(diagnostic);
            return Err(Stop::Unusable);
        }
        self.place(node, 0, cost)
    }

    pub(super) fn unknown_anchor(&mut self, name: &str, start: Mark, end: Mark) {
        let node = self.tree.add(Kind::Null, start, end);
        let message = format!(
            "no anchor `&{}` stands before this alias",
            quoted(name).trim_matches('`')
        );
        let help = "quote the text if no alias is meant";
        self.bad(codes::UNKNOWN_ANCHOR, &message, node, Some(help));
        // Placing a node without an anchor cannot stop the reading.
        let _ = self.place(node, 0, Cost::default());
    }
}
