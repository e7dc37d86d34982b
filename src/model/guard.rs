//! What the root file says about guards: their names, their limits, and what lifts one for once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Address, Email, Source};

macro_rules! guard_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// The name of a guard, as it stands in refusals and approvals.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum GuardCode {
            $($(#[$doc])* $variant),*
        }

        impl GuardCode {
            /// Every guard, in the order in which they are asked and told.
            pub const ALL: &[GuardCode] = &[$(GuardCode::$variant),*];

            /// The kebab-case name.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(GuardCode::$variant => $code),*
                }
            }
        }
    };
}

guard_codes! {
    /// The organization keeps enough active owners, whatever fails.
    LastOwner = "last-owner",
    /// Each workspace keeps an active, directly granted owner, whatever fails.
    LastWorkspaceOwner = "last-workspace-owner",
    /// The calling account is not demoted or removed.
    SelfLockout = "self-lockout",
    /// The break-glass people stay declared, live and owners.
    BreakGlass = "break-glass",
    /// No collection loses more rows than the limit.
    RemovalLimit = "removal-limit",
    /// No more people lose access, by whatever path, than the limit.
    AccessLoss = "access-loss",
    /// An emptied section does not empty the organization.
    EmptySource = "empty-source",
    /// No workspace is deleted, by itself or as an effect.
    WorkspaceLoss = "workspace-loss",
    /// A delete and a create that look like a rename are a question.
    RenameSuspected = "rename-suspected",
    /// Only addresses of the listed domains are invited.
    EmailDomain = "email-domain",
    /// No more people than there are seats.
    SeatLimit = "seat-limit",
    /// No more new invitations in one run than the limit.
    InviteLimit = "invite-limit",
}

impl fmt::Display for GuardCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that names no guard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no guard")]
pub struct UnknownGuard(pub String);

impl FromStr for GuardCode {
    type Err = UnknownGuard;

    fn from_str(word: &str) -> Result<GuardCode, UnknownGuard> {
        GuardCode::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == word)
            .ok_or_else(|| UnknownGuard(word.to_owned()))
    }
}

/// A limit by number and by share; both hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// At most so many.
    pub count: u32,
    /// At most this share of the whole, in percent.
    pub percent: u32,
}

impl Limit {
    /// What holds where the manifest says nothing.
    pub const DEFAULT: Limit = Limit {
        count: 10,
        percent: 25,
    };
}

/// The section `guards`, with the defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardSettings {
    /// So many active, accepted owners stay, operators not counted.
    pub min_owners: u32,
    /// People who are never demoted or removed, each with where it is declared.
    pub break_glass: BTreeMap<Email, Source>,
    /// Domains (folded) that may be invited; `None` allows all.
    pub email_domains: Option<BTreeSet<String>>,
    /// Removals in any one collection.
    pub max_removals: Limit,
    /// Distinct people who lose, or are lowered in, any access.
    pub max_access_loss: Limit,
    /// New invitations in one run.
    pub max_invitations: u32,
}

impl Default for GuardSettings {
    fn default() -> GuardSettings {
        GuardSettings {
            min_owners: 1,
            break_glass: BTreeMap::new(),
            email_domains: None,
            max_removals: Limit::DEFAULT,
            max_access_loss: Limit::DEFAULT,
            max_invitations: 25,
        }
    }
}

/// What lifts one guard for exact objects and for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The guard that is lifted.
    pub guard: GuardCode,
    /// The objects for which it is lifted; nothing else is.
    pub objects: BTreeSet<Address>,
    /// The last day on which it holds, UTC.
    pub until: Date,
    /// Why, for whoever reads it later.
    pub reason: String,
    /// Where it stands.
    pub source: Source,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guard_reads_back_from_its_name() {
        for code in GuardCode::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
    }
}
