//! What a plan tells besides its changes.

use jiff::Timestamp;

use super::FindingKind;
use crate::model::{Address, Collection, Email, Prunable, Role, Source};

/// An intent that the platform cannot take yet. Neither a change nor drift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is meant to be.
    pub address: Address,
    /// What stands in the way.
    pub for_what: WaitingFor,
    /// The role or permission that will be given; none for a team.
    pub role: Option<Role>,
    /// Where the manifest asks for it; none for an invitation that is waiting for its answer elsewhere.
    pub source: Option<Source>,
}

/// Whom a waiting intent waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// An open invitation.
    Answer {
        /// Who has to answer.
        person: Email,
        /// When it was sent.
        since: Timestamp,
        /// When it ends.
        until: Timestamp,
        /// The recipient registered and has to confirm the address.
        verifying: bool,
    },
    /// The invitation that this plan sends.
    Invitation {
        /// Who is invited.
        person: Email,
    },
}

impl WaitingFor {
    /// Who has to answer.
    pub fn person(&self) -> &Email {
        match self {
            WaitingFor::Answer { person, .. } | WaitingFor::Invitation { person } => person,
        }
    }
}

/// Something live that no line declares, in a collection from which nothing may be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmanaged {
    /// What is there.
    pub address: Address,
    /// What it is worth: a role, a permission.
    pub role: Option<Role>,
    /// The word of `manage.prune` that would let orgform remove it; none where nothing would.
    pub prune: Option<Prunable>,
    /// Why it is left alone although it could be removed.
    pub kept_because: Option<String>,
}

/// Something that a reader should know and the plan does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub kind: FindingKind,
    /// What it is about: an address, or the raw text where the live row has no valid one.
    pub subject: String,
    /// The story in one sentence.
    pub detail: String,
    /// The line that declares it, if one does.
    pub source: Option<Source>,
    /// Whether something declared is thereby neither there nor under way: apply then ends with 6.
    pub blocks: bool,
    /// Of an expectation, the setting and both of its values.
    pub setting: Option<Setting>,
}

/// A setting of the organization that is compared and cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what is expected, and what the platform tells")]
pub enum Setting {
    /// Whether people outside may be invited.
    AllowExternalInvites { expected: bool, live: Option<bool> },
    /// The number of seats.
    MaxMembers { expected: u64, live: Option<u64> },
}

impl Setting {
    /// The key in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Setting::AllowExternalInvites { .. } => "allow_external_invites",
            Setting::MaxMembers { .. } => "max_members",
        }
    }

    /// What is expected, in words.
    pub fn expected(self) -> String {
        match self {
            Setting::AllowExternalInvites { expected, .. } => expected.to_string(),
            Setting::MaxMembers { expected, .. } => expected.to_string(),
        }
    }

    /// What the platform tells, in words.
    pub fn live(self) -> Option<String> {
        match self {
            Setting::AllowExternalInvites { live, .. } => live.map(|live| live.to_string()),
            Setting::MaxMembers { live, .. } => live.map(|live| live.to_string()),
        }
    }

    /// Whether it is as expected.
    pub(super) fn is_met(self) -> bool {
        self.live().as_ref() == Some(&self.expected())
    }
}

/// What a collection is called in a sentence.
pub(super) fn collection_words(collection: Collection) -> &'static str {
    match collection {
        Collection::Invitations => "invitations",
        Collection::Teams => "teams",
        Collection::TeamMembers => "the people in teams",
        Collection::Workspaces => "workspaces",
        Collection::UserGrants => "grants of people",
        Collection::TeamGrants => "grants of teams",
    }
}
