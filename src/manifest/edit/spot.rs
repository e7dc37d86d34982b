//! Where an entry of a file stands.

use std::fmt;

use serde_json::Value;

/// An entry: the keys that lead to its list or mapping, and its own key, or its text in a list. All as they are
/// written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(super) path: Vec<String>,
    pub(super) name: String,
}

impl Spot {
    pub(crate) fn new(path: &[&str], name: &str) -> Spot {
        Spot {
            path: path.iter().map(|key| (*key).to_owned()).collect(),
            name: name.to_owned(),
        }
    }

    /// The list or mapping in which the entry stands, in the value of its file.
    pub(super) fn collection<'v>(&self, file: &'v mut Value) -> Option<&'v mut Value> {
        self.path.iter().try_fold(file, |value, key| value.get_mut(key))
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` in `{}`", self.name, self.path.join("."))
    }
}
