//! The shape of a seed. Everything but the organization's key and one member may be left out.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
};

use indexmap::IndexMap;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de};
use serde_saphyr::Spanned;

use crate::sandbox::{clock::Span, faults::Rule, role::Role, settings::Overrides};

/// A world to start in. Times in it are relative to its start, so that it never ages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// Freezes the clock at this instant; otherwise it runs with the system's.
    #[serde(default)]
    pub clock: Option<Timestamp>,
    /// Whose key the sandbox hands out; the first active owner when left out.
    #[serde(default)]
    pub caller: Option<Word>,
    /// How the contract is read.
    #[serde(default)]
    pub settings: Overrides,
    /// How the sandbox misbehaves.
    #[serde(default)]
    pub faults: Vec<Rule>,
    /// The organization.
    pub organization: OrganizationSeed,
    /// Its members, by address.
    #[serde(default)]
    pub members: IndexMap<Word, MemberSeed>,
    /// Invitations; one address may have several.
    #[serde(default)]
    pub invitations: Vec<InvitationSeed>,
    /// Teams; two may have one name.
    #[serde(default)]
    pub teams: Vec<TeamSeed>,
    /// Workspaces, by key.
    #[serde(default)]
    pub workspaces: IndexMap<Word, WorkspaceSeed>,
}

/// The organization of a seed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationSeed {
    /// Its key.
    pub key: String,
    /// Its name; the key when left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Its description.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether it is active.
    #[serde(default = "yes")]
    pub active: bool,
    /// Whether people of other domains may be invited.
    #[serde(default = "yes")]
    pub allow_external_invites: bool,
    /// Its seats.
    #[serde(default = "seats")]
    pub max_members: i64,
    /// Its plan.
    #[serde(default)]
    pub plan: Option<String>,
}

/// A member of a seed: a role, or more.
#[derive(Debug, Clone)]
pub struct MemberSeed {
    /// The role.
    pub role: Role,
    /// The display name.
    pub name: Option<String>,
    /// When they joined.
    pub joined: Span,
    /// False for a suspended account.
    pub active: bool,
    /// The models that they may use; `None` for all.
    pub models: Option<Vec<String>>,
    /// Who invited them.
    pub invited_by: Option<Word>,
    /// Whether they have the default workspace that every member gets.
    pub default_workspace: DefaultWorkspace,
}

/// Whether a member of a seed gets a default workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultWorkspace {
    /// As the platform does it, unless a workspace of the seed says `default_of`.
    Made,
    /// None.
    Missing,
}

/// An invitation of a seed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationSeed {
    /// Whom.
    pub email: Word,
    /// As what.
    #[serde(default = "contributor")]
    pub role: Role,
    /// When it was sent.
    #[serde(default)]
    pub created: Option<Span>,
    /// When it ends; the settings' window after `created` when left out.
    #[serde(default)]
    pub expires: Option<Span>,
    /// Who sent it; the caller when left out.
    #[serde(default)]
    pub by: Option<Word>,
    /// What became of it.
    #[serde(default)]
    pub state: InvitationState,
}

/// What became of an invitation. Expiry follows from the time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InvitationState {
    /// Nothing yet.
    #[default]
    Open,
    /// The person has registered and not yet confirmed the address.
    Verifying,
    /// Accepted.
    Accepted,
    /// Declined.
    Declined,
}

/// A team of a seed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamSeed {
    /// Its name.
    pub name: Word,
    /// Its description.
    #[serde(default)]
    pub description: Option<String>,
    /// Who is in it.
    #[serde(default)]
    pub members: Vec<Word>,
    /// Whether every new member is put into it.
    #[serde(default)]
    pub default: bool,
    /// False for a deleted one that is still listed.
    #[serde(default = "yes")]
    pub active: bool,
}

/// A workspace of a seed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceSeed {
    /// Its name; the key when left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Its description.
    #[serde(default)]
    pub description: Option<String>,
    /// Who made it.
    #[serde(default)]
    pub created_by: Option<Word>,
    /// Grants to people.
    #[serde(default)]
    pub users: IndexMap<Word, Role>,
    /// Grants to teams; of two teams of one name, the first.
    #[serde(default)]
    pub teams: IndexMap<Word, Role>,
    /// Whose default workspace it is.
    #[serde(default)]
    pub default_of: Option<Word>,
    /// False for a deleted one that is still listed.
    #[serde(default = "yes")]
    pub active: bool,
    /// Accounts that cannot see it, whatever their role.
    #[serde(default)]
    pub hidden_from: Vec<Word>,
}

impl Default for WorkspaceSeed {
    fn default() -> Self {
        Self {
            name: None,
            description: None,
            created_by: None,
            users: IndexMap::new(),
            teams: IndexMap::new(),
            default_of: None,
            active: true,
            hidden_from: Vec::new(),
        }
    }
}

/// A word of a seed, with the line that it stands on. Words are equal when their texts are.
#[derive(Debug, Clone)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Its line, from 1; 0 when the seed was made in code.
    pub line: u64,
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            line: 0,
        }
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self { text, line: 0 }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Word {}

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Word {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for Word {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<String>::deserialize(deserializer)?;
        Ok(Self {
            text: spanned.value,
            line: spanned.referenced.line(),
        })
    }
}

impl From<Role> for MemberSeed {
    fn from(role: Role) -> Self {
        Self {
            role,
            name: None,
            joined: Span::days(-30),
            active: true,
            models: None,
            invited_by: None,
            default_workspace: DefaultWorkspace::Made,
        }
    }
}

impl<'de> Deserialize<'de> for MemberSeed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MemberVisitor)
    }
}

/// By hand, because an untagged enum would forget on which line a mistake stands.
struct MemberVisitor;

impl<'de> de::Visitor<'de> for MemberVisitor {
    type Value = MemberSeed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a role, or a mapping with a role")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<MemberSeed, E> {
        Role::from_word(word)
            .map(MemberSeed::from)
            .ok_or_else(|| E::custom(format!("'{word}' is not owner, contributor or reader")))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<MemberSeed, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            role: Role,
            #[serde(default)]
            name: Option<String>,
            #[serde(default)]
            joined: Option<Span>,
            #[serde(default = "yes")]
            active: bool,
            #[serde(default)]
            models: Option<Vec<String>>,
            #[serde(default)]
            invited_by: Option<Word>,
            #[serde(default = "yes")]
            default_workspace: bool,
        }
        let full = Full::deserialize(de::value::MapAccessDeserializer::new(map))?;
        let plain = MemberSeed::from(full.role);
        Ok(MemberSeed {
            name: full.name,
            joined: full.joined.unwrap_or(plain.joined),
            active: full.active,
            models: full.models,
            invited_by: full.invited_by,
            default_workspace: if full.default_workspace {
                DefaultWorkspace::Made
            } else {
                DefaultWorkspace::Missing
            },
            ..plain
        })
    }
}

fn yes() -> bool {
    true
}

fn seats() -> i64 {
    500
}

fn contributor() -> Role {
    Role::Contributor
}
