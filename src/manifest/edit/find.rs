//! Finds the list or mapping in which an entry stands.

use super::super::cst::{Child, Collection, Content, File, Kind, Node};

/// A list or mapping, and what it stands in.
pub(super) struct Found<'f, 's> {
    /// The key with its value.
    pub(super) parent: &'f Child<'s>,
    pub(super) node: &'f Node<'s>,
    pub(super) collection: &'f Collection<'s>,
    /// Whether what it stands in is written with brackets.
    pub(super) in_flow: bool,
}

/// What stands at a path.
pub(super) enum Way<'f, 's> {
    Found(Found<'f, 's>),
    /// A repetition of what stands elsewhere: editing it there edits it here.
    Alias,
    Missing,
}

/// Follows keys from the top of a file.
pub(super) fn follow<'f, 's>(file: &'f File<'s>, path: &[String]) -> Way<'f, 's> {
    let mut node = match &file.root {
        Some(root) => root,
        None => return Way::Missing,
    };
    let (mut parent, mut in_flow) = (None, false);
    for key in path {
        let collection = match &node.content {
            Content::Collection(collection) if collection.kind == Kind::Map => collection,
            Content::Alias(_) => return Way::Alias,
            _ => return Way::Missing,
        };
        let Some(child) = collection.children.iter().find(|child| child.name() == key) else {
            return Way::Missing;
        };
        in_flow |= collection.is_flow;
        parent = Some(child);
        node = &child.value;
    }
    match (&node.content, parent) {
        (Content::Collection(collection), Some(parent)) => Way::Found(Found {
            parent,
            node,
            collection,
            in_flow,
        }),
        (Content::Alias(_), _) => Way::Alias,
        _ => Way::Missing,
    }
}

impl<'f, 's> Found<'f, 's> {
    pub(super) fn children(&self) -> &'f [Child<'s>] {
        &self.collection.children
    }

    /// The number of an entry.
    pub(super) fn entry(&self, name: &str) -> Option<usize> {
        self.children().iter().position(|child| child.name() == name)
    }

    /// The brackets of a list or mapping that holds nothing.
    pub(super) fn empty(&self) -> &'static str {
        match self.collection.kind {
            Kind::List => "[]",
            Kind::Map => "{}",
        }
    }
}
