//! What the manifest says, resolved and valid. Absent is not managed: every part that a manifest may
//! leave out is an `Option`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

use super::{
    Address, Approval, Email, GuardSettings, ModelAccess, Role, Source, TeamName, Text, WorkspaceKey,
};

/// One organization as its manifest declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Desired {
    /// The organization itself.
    pub organization: DesiredOrganization,
    /// What is looked after, and how far.
    pub manage: Manage,
    /// The limits of the guards.
    pub guards: GuardSettings,
    /// What lifts a guard for once.
    pub approvals: Vec<Approval>,
    /// People, by address; `None` where the manifest has no `members`.
    pub members: Option<BTreeMap<Email, DesiredMember>>,
    /// Teams, by name; `None` where the manifest has no `teams`.
    pub teams: Option<BTreeMap<TeamName, DesiredTeam>>,
    /// Workspaces, by key; `None` where the manifest has no `workspaces`.
    pub workspaces: Option<BTreeMap<WorkspaceKey, DesiredWorkspace>>,
}

/// The section `organization`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesiredOrganization {
    /// The key of the organization that this manifest is for. Never written.
    pub key: String,
    /// The display name.
    pub name: Option<Text>,
    /// The description; empty means none.
    pub description: Option<Text>,
    /// What is compared and cannot be written.
    pub expect: Expectations,
    /// Where the section stands.
    pub source: Source,
}

/// Settings that the API can read and not write: compared, and reported as drift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations {
    /// Whether people outside may be invited.
    pub allow_external_invites: Option<(bool, Source)>,
    /// The number of seats.
    pub max_members: Option<(u64, Source)>,
}

/// The section `manage`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manage {
    /// The collections from which what is not declared is removed.
    pub prune: BTreeSet<Prunable>,
    /// Robots: not people, never owners that count.
    pub operators: BTreeMap<Email, Source>,
    /// What is left to others.
    pub ignore: Vec<Ignored>,
    /// Collections that this platform cannot read or write: compared where possible, never planned.
    pub unsupported: BTreeSet<Collection>,
}

/// An entry of `manage.ignore`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// What is ignored, with everything below it.
    pub address: Address,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub source: Source,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),*
        }

        impl $name {
            /// Every word, in the order of the documentation.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The word in the manifest.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word),*
                }
            }

            /// Reads the manifest's word.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|item| item.as_str() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words! {
    /// A word of `manage.prune`: one collection from which orgform may remove.
    Prunable {
        /// Members and open invitations.
        Members = "members",
        /// Teams.
        Teams = "teams",
        /// People in teams.
        TeamMembers = "team-members",
        /// Grants of people and teams on declared workspaces.
        Grants = "grants",
    }
}

words! {
    /// A set of live things that is read by routes of its own, and so can be missing on a platform.
    Collection {
        /// Open and closed invitations.
        Invitations = "invitations",
        /// Teams.
        Teams = "teams",
        /// People in teams.
        TeamMembers = "team-members",
        /// Workspaces.
        Workspaces = "workspaces",
        /// Grants of people on workspaces.
        UserGrants = "user-grants",
        /// Grants of teams on workspaces.
        TeamGrants = "team-grants",
    }
}

/// A declared person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesiredMember {
    /// The role in the organization.
    pub role: Role,
    /// Which models; `None` is not compared.
    pub models: Option<ModelAccess>,
    /// Addresses under which this person may still be live.
    pub previously: Vec<Email>,
    /// The day from which one more invitation is sent to who declined or let too many expire.
    pub reinvite: Option<Date>,
    /// Where the entry stands.
    pub source: Source,
}

/// A declared team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesiredTeam {
    /// The description; `None` is not compared.
    pub description: Option<Text>,
    /// Names under which this team may still be live.
    pub previously: Vec<TeamName>,
    /// The people in it; `None` is not looked after, empty means nobody.
    pub members: Option<BTreeMap<Email, Source>>,
    /// Where the entry stands.
    pub source: Source,
}

/// A declared workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesiredWorkspace {
    /// The only way to have one deleted.
    pub delete: bool,
    /// The display name; `None` is not compared (a new workspace is then named by its key).
    pub name: Option<Text>,
    /// The description; `None` is not compared.
    pub description: Option<Text>,
    /// Grants of teams; `None` is not looked after.
    pub teams: Option<BTreeMap<TeamName, DesiredGrant>>,
    /// Grants of people; `None` is not looked after.
    pub users: Option<BTreeMap<Email, DesiredGrant>>,
    /// Where the entry stands.
    pub source: Source,
}

/// A declared grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesiredGrant {
    /// The permission.
    pub role: Role,
    /// Where the entry stands.
    pub source: Source,
}
