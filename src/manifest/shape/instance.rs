//! The tree as the validator reads it: in place, aliases followed. A copy of it as a JSON value would cost more than
//! judging it.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jsonschema::json::{Array, Json, Node, NodeIdentity, Object, cmp, unique};
use jsonschema::types::JsonType;
use serde_json::{Number, Value};

use super::super::tree::{Entry, Kind, NodeId, Tree};

/// Trees, to the validator.
pub(crate) struct Trees;

impl Json for Trees {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = Tree<'static>;

    /// Mappings are sorted, so looking a key up compares several.
    const KEYS_PER_LOOKUP: usize = 2;
    /// An alias inside the value that it repeats is no alias in the tree.
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(tree: &mut Tree<'static>, text: &str, read: impl FnOnce(Instance<'_>) -> T) -> T {
        let kind = Kind::Text(Cow::Borrowed(text));
        read(Instance { tree, kind: &kind })
    }
}

/// What one node of a tree holds.
#[derive(Clone, Copy)]
pub(crate) struct Instance<'a> {
    tree: &'a Tree<'a>,
    kind: &'a Kind<'a>,
}

impl<'a> Instance<'a> {
    pub(super) fn of(tree: &'a Tree<'a>, node: NodeId) -> Instance<'a> {
        let kind = tree.kind(node);
        Instance { tree, kind }
    }
}

impl<'a> Node<'a, Trees> for Instance<'a> {
    type Object = Entries<'a>;
    type Array = Items<'a>;
    type Number = &'a Number;

    fn as_object(&self) -> Option<Entries<'a>> {
        match self.kind {
            Kind::Map(entries) => Some(Entries {
                tree: self.tree,
                entries,
            }),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Items<'a>> {
        match self.kind {
            Kind::List(items) => Some(Items {
                tree: self.tree,
                items,
            }),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self.kind {
            Kind::Text(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<&'a Number> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn json_type(&self) -> JsonType {
        match self.kind {
            Kind::Null | Kind::Alias(_) => JsonType::Null,
            Kind::Bool(_) => JsonType::Boolean,
            Kind::Number(_) => JsonType::Number,
            Kind::Text(_) => JsonType::String,
            Kind::List(_) => JsonType::Array,
            Kind::Map(_) => JsonType::Object,
        }
    }

    fn string_length_within(&self, min: u64, max: u64) -> Option<bool> {
        let text = self.as_string()?;
        // A character has one to four bytes, which settles most.
        let most = text.len() as u64;
        let least = most.div_ceil(4);
        if min <= least && most <= max {
            return Some(true);
        }
        let length = text.chars().count() as u64;
        Some((min..=max).contains(&length))
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self.kind, expected) {
            (Kind::Text(text), expected) => expected.as_str() == Some(text.as_ref()),
            (_, Value::String(_)) => false,
            _ => cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(self.tree.value_of(self.kind))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(std::ptr::from_ref(self.kind) as usize))
    }
}

/// What a mapping holds, sorted by key.
pub(crate) struct Entries<'a> {
    tree: &'a Tree<'a>,
    entries: &'a [Entry],
}

impl<'a> Object<'a, Trees> for Entries<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        let entry = self.tree.entry_of(self.entries, key)?;
        Some(Instance::of(self.tree, entry.value))
    }

    fn members(&self) -> Members<'a> {
        Members {
            tree: self.tree,
            entries: self.entries.iter(),
        }
    }

    fn try_for_each_name_node<B>(
        &self,
        _: &mut Tree<'static>,
        mut judge: impl FnMut(Instance<'_>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.entries
            .iter()
            .try_for_each(|entry| judge(Instance::of(self.tree, entry.key)))
    }
}

/// The entries of a mapping, one after another.
pub(crate) struct Members<'a> {
    tree: &'a Tree<'a>,
    entries: std::slice::Iter<'a, Entry>,
}

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Instance<'a>);

    fn next(&mut self) -> Option<(&'a str, Instance<'a>)> {
        let entry = self.entries.next()?;
        let name = self.tree.text(entry.key).unwrap_or_default();
        Some((name, Instance::of(self.tree, entry.value)))
    }
}

/// What a list holds.
pub(crate) struct Items<'a> {
    tree: &'a Tree<'a>,
    items: &'a [NodeId],
}

impl<'a> Array<'a, Trees> for Items<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        self.items.len()
    }

    fn elements(&self) -> Elements<'a> {
        Elements {
            tree: self.tree,
            items: self.items.iter(),
        }
    }

    fn is_unique(&self) -> bool {
        let texts = self.items.iter().map(|item| self.tree.text(*item));
        match texts.collect::<Option<Vec<&str>>>() {
            Some(mut texts) => {
                texts.sort_unstable();
                texts.windows(2).all(|pair| pair[0] != pair[1])
            }
            None => {
                let values: Vec<_> = self.elements().map(|item| item.to_value()).collect();
                unique::is_unique(&values)
            }
        }
    }
}

/// The items of a list, one after another.
pub(crate) struct Elements<'a> {
    tree: &'a Tree<'a>,
    items: std::slice::Iter<'a, NodeId>,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Instance<'a>;

    fn next(&mut self) -> Option<Instance<'a>> {
        let item = self.items.next()?;
        Some(Instance::of(self.tree, *item))
    }
}
