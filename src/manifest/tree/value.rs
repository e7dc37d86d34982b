//! The tree as a JSON value.

use serde_json::{Map, Value};

use super::node::{Kind, NodeId, Tree};

impl Tree<'_> {
    /// The value of a node, aliases followed. The depth and weight of trees are limited, so is this.
    pub(crate) fn to_value(&self, id: NodeId) -> Value {
        self.value_of(self.kind(id))
    }

    /// The same for what a node holds.
    pub(crate) fn value_of(&self, kind: &Kind<'_>) -> Value {
        match kind {
            Kind::Null | Kind::Alias(_) => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::Text(text) => Value::String(text.clone().into_owned()),
            Kind::List(items) => items.iter().map(|item| self.to_value(*item)).collect(),
            Kind::Map(entries) => {
                let pairs = entries.iter().map(|entry| {
                    let key = self.text(entry.key).unwrap_or_default().to_owned();
                    (key, self.to_value(entry.value))
                });
                Value::Object(pairs.collect::<Map<_, _>>())
            }
        }
    }
}
