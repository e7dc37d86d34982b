//! What resolution starts from.

use std::collections::BTreeSet;

use super::super::document::Document;
use super::super::files::FileKind;
use super::super::tree::{Entry, Tree};
use crate::model::{Source, Span};

/// One file with its tree and its typed values.
#[derive(Debug)]
pub(crate) struct ReadFile<'t> {
    pub(crate) kind: FileKind,
    pub(crate) tree: &'t Tree<'t>,
    pub(crate) document: Document<'t>,
}

impl ReadFile<'_> {
    /// The entry of a section, whether or not it is usable.
    pub(super) fn section(&self, name: &str) -> Option<Entry> {
        self.tree.entry(self.tree.root()?, name)
    }
}

/// All files of a manifest that could be parsed.
#[derive(Debug)]
pub(crate) struct Input<'t> {
    /// In the order of kind and name.
    pub(crate) files: Vec<ReadFile<'t>>,
    /// Kinds of files of which one could not be used: what it declares is unknown.
    pub(crate) lost: BTreeSet<FileKind>,
}

impl<'t> Input<'t> {
    /// The root file, if it could be parsed.
    pub(super) fn root(&self) -> Option<&ReadFile<'t>> {
        self.files.iter().find(|file| file.kind == FileKind::Root)
    }

    /// What starts at a place of a file.
    pub(super) fn span_at(&self, source: &Source) -> Option<Span> {
        self.files.iter().find_map(|file| file.tree.span_at(source))
    }

    /// Whether a file that may hold a section could not be used.
    pub(super) fn is_lost(&self, section: &str) -> bool {
        self.lost.iter().any(|kind| kind.may_hold(section))
    }
}
