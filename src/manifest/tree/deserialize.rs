//! Reading typed values from a tree by serde. What was told to be a mistake reads as absent, so the types
//! that are read make every field optional, and the rest of an entry can still be looked at.

use std::fmt;

use serde::de::value::U32Deserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::at::AT;
use super::node::{Entry, Kind, NodeId, Tree};

impl<'t> Tree<'t> {
    /// The typed value of a node.
    ///
    /// # Errors
    /// When the tree has another shape than the type, which the schema should have told before.
    pub(crate) fn read<'de, T: Deserialize<'de>>(&'de self, node: NodeId) -> Result<T, ShapeError> {
        T::deserialize(Reader { tree: self, node })
    }
}

/// The schema let pass what the types cannot hold.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ShapeError(String);

impl de::Error for ShapeError {
    fn custom<T: fmt::Display>(message: T) -> ShapeError {
        ShapeError(message.to_string())
    }
}

#[derive(Clone, Copy)]
struct Reader<'de, 't> {
    tree: &'de Tree<'t>,
    node: NodeId,
}

impl<'de, 't> Reader<'de, 't> {
    fn at(self, node: NodeId) -> Reader<'de, 't> {
        Reader { node, ..self }
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        match self.tree.kind(self.node) {
            Kind::Null | Kind::Alias(_) => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Number(number) => match (number.as_u64(), number.as_f64()) {
                (Some(whole), _) => visitor.visit_u64(whole),
                // The schema takes 25.0 for the integer 25, and so must this.
                (None, Some(float)) if float >= 0.0 && float.fract() == 0.0 && float < 9e15 => {
                    visitor.visit_u64(float as u64)
                }
                (None, float) => visitor.visit_f64(float.unwrap_or_default()),
            },
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::List(items) => visitor.visit_seq(Items {
                reader: self,
                items: items.iter(),
            }),
            Kind::Map(entries) => visitor.visit_map(Entries {
                reader: self,
                entries: entries.iter(),
                value: None,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        if self.tree.is_bad(self.node) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        if name == AT {
            visitor.visit_seq(Placed {
                reader: self,
                step: 0,
            })
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple map struct enum identifier
    }
}

/// The node, then its value.
struct Placed<'de, 't> {
    reader: Reader<'de, 't>,
    step: u8,
}

impl<'de> SeqAccess<'de> for Placed<'de, '_> {
    type Error = ShapeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ShapeError> {
        self.step += 1;
        match self.step {
            1 => {
                let node: U32Deserializer<ShapeError> = self.reader.node.0.into_deserializer();
                seed.deserialize(node).map(Some)
            }
            2 => seed.deserialize(self.reader).map(Some),
            _ => Ok(None),
        }
    }
}

struct Items<'de, 't> {
    reader: Reader<'de, 't>,
    items: std::slice::Iter<'de, NodeId>,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = ShapeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ShapeError> {
        let item = self.items.next();
        item.map(|item| seed.deserialize(self.reader.at(*item)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'de, 't> {
    reader: Reader<'de, 't>,
    entries: std::slice::Iter<'de, Entry>,
    value: Option<NodeId>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = ShapeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, ShapeError> {
        let tree = self.reader.tree;
        let Some(entry) = self.entries.find(|entry| !tree.is_bad(entry.key)) else {
            return Ok(None);
        };
        self.value = Some(entry.value);
        seed.deserialize(self.reader.at(entry.key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, ShapeError> {
        let value = self.value.take().unwrap_or(self.reader.node);
        seed.deserialize(self.reader.at(value))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}
