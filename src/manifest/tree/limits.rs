//! What a manifest may weigh. Far above what people write, and low enough that a hostile file is refused
//! before it costs time or memory.

/// Levels of nesting, aliases followed. The deepest place in a manifest is 6.
pub(crate) const MAX_DEPTH: usize = 64;

/// Keys and values in one file. A manifest of 5 MB has some 300,000.
pub(crate) const MAX_NODES: usize = 1_000_000;

/// What aliases may add to one file when they are followed, in bytes of text and [`NODE_WEIGHT`] per node.
pub(crate) const MAX_ALIAS_WEIGHT: u64 = 4 << 20;

/// What a node costs besides its text.
pub(crate) const NODE_WEIGHT: u64 = 64;
