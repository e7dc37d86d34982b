//! What makes a difference the same one in two plans, and in two runs.

use std::collections::BTreeMap;

use super::{Difference, What};
use crate::model::{Address, Email, TeamName};
use crate::plan::{EarlierNames, FindingKind, Plan};

/// The live thing that a difference is about. Names are those that live has now, so that a manifest that renames a
/// team still speaks of the same one; addresses of people are folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    subject: Subject,
    aspect: Aspect,
    /// Where one plan tells several alike, which of them.
    again: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Address(Address),
    Raw(String),
}

/// Whether, and what, something is; or what else is found of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Aspect {
    Itself,
    Finding(FindingKind),
    Setting(&'static str),
}

impl Key {
    pub(super) fn of(difference: Difference<'_>) -> Key {
        let names = &difference.plan.earlier_names;
        let subject = match difference.address() {
            Some(address) => Subject::Address(as_live(&address, names)),
            None => Subject::Raw(difference.subject()),
        };
        let aspect = match difference.what {
            What::Change(_) | What::Unmanaged(_) => Aspect::Itself,
            What::Finding(finding) => match finding.setting {
                Some(setting) => Aspect::Setting(setting.name()),
                None => Aspect::Finding(finding.kind),
            },
        };
        Key {
            subject,
            aspect,
            again: 0,
        }
    }

    /// The address by live's own names.
    pub(super) fn address(&self) -> Option<&Address> {
        match &self.subject {
            Subject::Address(address) => Some(address),
            Subject::Raw(_) => None,
        }
    }

    /// Everything about the key as texts, for a fingerprint.
    pub(super) fn parts(&self) -> [String; 3] {
        let subject = match &self.subject {
            Subject::Address(address) => address.to_string(),
            Subject::Raw(text) => text.clone(),
        };
        let aspect = match self.aspect {
            Aspect::Itself => String::new(),
            Aspect::Finding(kind) => kind.as_str().to_owned(),
            Aspect::Setting(name) => name.to_owned(),
        };
        [subject, aspect, self.again.to_string()]
    }
}

/// Everything that a plan tells, by what it is about.
pub(super) fn keyed(plan: &Plan) -> BTreeMap<Key, Difference<'_>> {
    let mut keyed = BTreeMap::new();
    for difference in Difference::all(plan) {
        let mut key = Key::of(difference);
        while keyed.contains_key(&key) {
            key.again += 1;
        }
        keyed.insert(key, difference);
    }
    keyed
}

fn as_live(address: &Address, names: &EarlierNames) -> Address {
    let person = |email: &Email| folded(names.people.get(email).unwrap_or(email));
    let team = |name: &TeamName| names.teams.get(name).unwrap_or(name).clone();
    match address {
        Address::Organization => Address::Organization,
        Address::Member(email) => Address::Member(person(email)),
        Address::Invitation(email) => Address::Invitation(person(email)),
        Address::Team(name) => Address::Team(team(name)),
        Address::TeamMember(name, email) => Address::TeamMember(team(name), person(email)),
        Address::Workspace(key) => Address::Workspace(key.clone()),
        Address::TeamGrant(key, name) => Address::TeamGrant(key.clone(), team(name)),
        Address::UserGrant(key, email) => Address::UserGrant(key.clone(), person(email)),
    }
}

/// An address in the letters in which it is compared.
fn folded(email: &Email) -> Email {
    Email::parse(email.folded()).unwrap_or_else(|_| email.clone())
}
