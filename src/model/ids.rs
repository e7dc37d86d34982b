//! The platform's own identifiers. Opaque: UUIDs as far as is known, never looked into.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes an identifier as the platform wrote it.
            pub fn new(raw: &str) -> $name {
                $name(raw.into())
            }

            /// The identifier as the platform wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// An organization.
    OrganizationId
);
identifier!(
    /// An account, in every organization the same.
    UserId
);
identifier!(
    /// A team.
    TeamId
);
identifier!(
    /// A workspace.
    WorkspaceId
);

/// An invitation. Its id is its accept link (`{server}/accept/{id}`, DOCUMENTED), so whoever reads it can
/// join: it goes into requests and the journal, and nowhere else. It has no `Display`, and `Debug` hides it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct InvitationId(Arc<str>);

impl InvitationId {
    /// Takes an identifier as the platform wrote it.
    pub fn new(raw: &str) -> InvitationId {
        InvitationId(raw.into())
    }

    /// The identifier, for a request or the journal.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for InvitationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationId(hidden)")
    }
}
