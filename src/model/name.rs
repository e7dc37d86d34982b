//! The handles of teams and workspaces.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use super::Text;

/// A team's name, the only handle that a person has for it (the platform gives teams no key: DOCUMENTED).
/// Trimmed and in NFC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamName(Text);

impl TeamName {
    /// Normalizes `raw`.
    pub fn new(raw: &str) -> TeamName {
        TeamName(Text::new(raw))
    }

    /// The normalized name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A workspace's key: its permanent handle (`[a-z0-9-]{3,255}` where orgform declares it; live keys are
/// taken as they are).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkspaceKey(Arc<str>);

impl WorkspaceKey {
    /// Takes `raw` as it is.
    pub fn new(raw: &str) -> WorkspaceKey {
        WorkspaceKey(raw.into())
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for WorkspaceKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

macro_rules! shown_as_its_text {
    ($($name:ty),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.as_str())
            }
        }
    )*};
}

shown_as_its_text!(TeamName, WorkspaceKey);
