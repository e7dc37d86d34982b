//! The platform's own identifiers. Opaque: UUIDs as far as is known, never looked into.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Fingerprint;

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
/// Two are compared and ordered by their digests, which is all that a snapshot knows of them.
#[derive(Clone)]
pub struct InvitationId {
    raw: Arc<str>,
    digest: Fingerprint,
}

impl InvitationId {
    /// Takes an identifier as the platform wrote it.
    pub fn new(raw: &str) -> InvitationId {
        InvitationId {
            raw: raw.into(),
            digest: Fingerprint::builder("invitation").part(raw).finish(),
        }
    }

    /// The invitation of which only the digest is known. No request can be made with it: the platform knows
    /// nothing by that name.
    pub fn known_by(digest: Fingerprint) -> InvitationId {
        InvitationId {
            raw: digest.as_str().into(),
            digest,
        }
    }

    /// The identifier, for a request or the journal.
    pub fn reveal(&self) -> &str {
        &self.raw
    }

    /// What tells it from others, and does not lead back to the link: identifiers are random.
    pub fn digest(&self) -> &Fingerprint {
        &self.digest
    }
}

impl PartialEq for InvitationId {
    fn eq(&self, other: &InvitationId) -> bool {
        self.digest == other.digest
    }
}

impl Eq for InvitationId {}

impl PartialOrd for InvitationId {
    fn partial_cmp(&self, other: &InvitationId) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for InvitationId {
    fn cmp(&self, other: &InvitationId) -> Ordering {
        self.digest.cmp(&other.digest)
    }
}

impl fmt::Debug for InvitationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationId(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_known_by_its_digest_is_the_same_and_has_no_link() {
        let link = InvitationId::new("0190e6c4");
        let known = InvitationId::known_by(link.digest().clone());
        assert_eq!(known, link);
        assert_eq!(known.digest(), link.digest());
        assert_ne!(known.reveal(), link.reveal());
    }
}
