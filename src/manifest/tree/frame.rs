//! What is being built: values that are not closed yet, and what they cost when aliases repeat them.

use super::limits::NODE_WEIGHT;
use super::node::{Entry, NodeId};

/// What a node costs when aliases repeat it.
#[derive(Clone, Copy, Default)]
pub(super) struct Cost {
    pub(super) weight: u64,
    pub(super) depth: usize,
}

impl Cost {
    /// A list or mapping that holds nothing yet.
    pub(super) fn of_empty() -> Cost {
        Cost {
            weight: NODE_WEIGHT,
            depth: 0,
        }
    }

    pub(super) fn of_text(text: &str) -> Cost {
        Cost {
            weight: NODE_WEIGHT + text.len() as u64,
            depth: 0,
        }
    }

    /// Adds what a list or mapping holds.
    pub(super) fn contain(&mut self, inner: Cost) {
        self.weight = self.weight.saturating_add(inner.weight);
        self.depth = self.depth.max(inner.depth + 1);
    }
}

/// A list or mapping that is not closed yet.
pub(super) struct Frame {
    pub(super) node: NodeId,
    pub(super) anchor: usize,
    pub(super) content: Content,
    pub(super) cost: Cost,
}

/// What it holds so far.
pub(super) enum Content {
    List(Vec<NodeId>),
    Map {
        entries: Vec<Entry>,
        key: Option<NodeId>,
    },
}

/// The value behind an anchor, which aliases may repeat once it is closed.
pub(super) enum Anchored {
    Open,
    Closed(NodeId, Cost),
}
