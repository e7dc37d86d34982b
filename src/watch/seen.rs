//! What a round is asked for, and what it answers.

use std::collections::BTreeMap;
use std::time::Duration;

/// Who looks. One call is one round: the manifest is read again, the organization is read again, and nothing
/// is written.
pub trait Look: Send + Sync + 'static {
    /// Looks once. Ends soon after somebody asks the program to stop, with whatever it has by then.
    fn look(&self) -> impl Future<Output = Result<Seen, Trouble>> + Send;
}

/// What a round saw, in numbers: metrics name no people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The key of the organization.
    pub organization: String,
    /// How many items count: those that make `orgform drift` end with 2.
    pub drift: usize,
    /// How many items of each kind and severity there are, the others too.
    pub items: BTreeMap<Sort, usize>,
    /// How many people have to answer an invitation.
    pub people_awaited: usize,
    /// How many requests it took.
    pub requests: u64,
}

/// What kind of item it is, and how much it matters, by their stable names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sort {
    /// The kind.
    pub kind: &'static str,
    /// The severity; `information` does not count.
    pub severity: &'static str,
}

/// A round that saw nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where it comes from.
    pub cause: Cause,
    /// What is wrong, for people. It holds no key.
    pub why: String,
    /// How long the platform asks to be left alone.
    pub rest: Option<Duration>,
    /// How many requests it took to find out.
    pub requests: u64,
}

/// Where trouble comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The manifest is not valid, or not there.
    Manifest,
    /// The platform, the key, or the way there.
    Platform,
    /// This program: the round panicked.
    Panic,
}

impl Cause {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Manifest => "manifest",
            Cause::Platform => "platform",
            Cause::Panic => "panic",
        }
    }
}
