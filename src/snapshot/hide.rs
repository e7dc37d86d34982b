//! Addresses behind a key. Who has the key can tell whether an address that they know is there, and nothing else;
//! who does not have it sees how many people there are, and not who.
//!
//! A reader with the key hashes what its manifest names, and so finds the people it declares under their names.
//! Everybody else stays hidden.

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::document::{HiddenReport, SnapshotReport};
use super::names::Names;
use crate::model::{Address, Desired, Email, WorkspaceKey};

/// A key that is shorter can be guessed.
const SHORTEST: usize = 16;

/// What stands for a hidden name begins with this.
const HIDDEN: &str = "hidden-";

/// What stands for a hidden domain ends with this, which no real one does.
const NO_DOMAIN: &str = ".hidden";

/// The key that addresses are hidden by.
#[derive(Clone)]
pub struct HidingKey(Hmac<Sha256>);

/// A key that can be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key that hides addresses has {0} bytes, and needs {SHORTEST}")]
pub struct WeakKey(usize);

impl HidingKey {
    /// Takes a key; surrounding white space (the newline of a file) is cut.
    pub fn new(key: &[u8]) -> Result<HidingKey, WeakKey> {
        let key = key.trim_ascii();
        if key.len() < SHORTEST {
            return Err(WeakKey(key.len()));
        }
        Hmac::new_from_slice(key)
            .map(HidingKey)
            .map_err(|_| WeakKey(key.len()))
    }

    /// A snapshot without people's names.
    pub(super) fn hide(&self, mut snapshot: SnapshotReport) -> SnapshotReport {
        let accounts = snapshot.members.iter().map(|member| member.user_id.clone());
        let hiding = Hiding {
            key: self,
            accounts: accounts.collect(),
        };
        snapshot.visit(&hiding);
        snapshot.hidden = Some(HiddenReport { check: self.check() });
        snapshot
    }

    /// Whether a snapshot was hidden by this key.
    pub(super) fn fits(&self, hidden: &HiddenReport) -> bool {
        hidden.check == self.check()
    }

    /// A snapshot in which whoever a manifest names has that name again.
    pub(super) fn find(&self, mut snapshot: SnapshotReport, manifests: &[&Desired]) -> SnapshotReport {
        snapshot.visit(&Finding::of(self, manifests));
        snapshot
    }

    fn check(&self) -> String {
        self.digest("check", "", 8)
    }

    /// So many bytes of the HMAC, in hexadecimal; `kind` keeps equal names of different kinds apart.
    fn digest(&self, kind: &str, name: &str, bytes: usize) -> String {
        let mut mac = self.0.clone();
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(name.as_bytes());
        let digest = mac.finalize().into_bytes();
        digest
            .iter()
            .take(bytes)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn address(&self, address: &str) -> String {
        match Email::parse(address) {
            Ok(email) => {
                let name = self.digest("address", email.folded(), 10);
                format!("{HIDDEN}{name}@{}", self.domain(email.domain()))
            }
            // What is no address must not become one: it is reported as such.
            Err(_) => format!("{HIDDEN}{}", self.digest("no address", address, 10)),
        }
    }

    fn domain(&self, domain: &str) -> String {
        format!("{}{NO_DOMAIN}", self.digest("domain", domain, 6))
    }

    fn workspace(&self, key: &str) -> String {
        format!("{HIDDEN}{}", self.digest("workspace", key, 10))
    }
}

struct Hiding<'a> {
    key: &'a HidingKey,
    accounts: BTreeSet<String>,
}

impl Names for Hiding<'_> {
    fn address(&self, address: &mut String) {
        *address = self.key.address(address);
    }

    fn doer(&self, doer: &mut Option<String>) {
        let told = doer.take();
        *doer = match told {
            Some(account) if self.accounts.contains(&account) => Some(account),
            Some(address) if Email::parse(&address).is_ok() => Some(self.key.address(&address)),
            _ => None,
        };
    }

    fn shown(&self, name: &mut Option<String>) {
        *name = None;
    }

    fn private(&self, key: &mut String, name: &mut String, description: &mut String) {
        *key = self.key.workspace(key);
        name.clone_from(key);
        description.clear();
    }
}

/// What stands for each name of a manifest, with the name.
#[derive(Default)]
struct Finding {
    addresses: BTreeMap<String, String>,
    domains: BTreeMap<String, String>,
    workspaces: BTreeMap<String, String>,
}

impl Finding {
    fn of(key: &HidingKey, manifests: &[&Desired]) -> Finding {
        let mut finding = Finding::default();
        for desired in manifests {
            for email in addresses(desired) {
                let domain = email.domain().to_owned();
                finding.domains.insert(key.domain(&domain), domain);
                finding
                    .addresses
                    .insert(key.address(email.as_str()), email.to_string());
            }
            for domain in desired.guards.email_domains.iter().flatten() {
                finding.domains.insert(key.domain(domain), domain.clone());
            }
            for workspace in workspaces(desired) {
                let name = workspace.to_string();
                finding.workspaces.insert(key.workspace(&name), name);
            }
        }
        finding
    }
}

impl Names for Finding {
    fn address(&self, address: &mut String) {
        if let Some(found) = self.addresses.get(address) {
            address.clone_from(found);
        } else if let Some((name, domain)) = address.split_once('@')
            && let Some(found) = self.domains.get(domain)
        {
            *address = format!("{name}@{found}");
        }
    }

    fn doer(&self, doer: &mut Option<String>) {
        if let Some(doer) = doer {
            self.address(doer);
        }
    }

    fn shown(&self, _: &mut Option<String>) {}

    fn private(&self, key: &mut String, _: &mut String, _: &mut String) {
        if let Some(found) = self.workspaces.get(key) {
            key.clone_from(found);
        }
    }
}

/// Every address that a manifest writes.
fn addresses(desired: &Desired) -> impl Iterator<Item = &Email> {
    let members = desired.members.iter().flatten();
    let members = members.flat_map(|(email, member)| std::iter::once(email).chain(&member.previously));
    let teams = desired.teams.iter().flat_map(BTreeMap::values);
    let teams = teams.flat_map(|team| team.members.iter().flat_map(BTreeMap::keys));
    let workspaces = desired.workspaces.iter().flat_map(BTreeMap::values);
    let workspaces = workspaces.flat_map(|workspace| workspace.users.iter().flat_map(BTreeMap::keys));
    members
        .chain(teams)
        .chain(workspaces)
        .chain(desired.manage.operators.keys())
        .chain(desired.guards.break_glass.keys())
        .chain(named(desired).filter_map(|address| match address {
            Address::Member(email)
            | Address::Invitation(email)
            | Address::TeamMember(_, email)
            | Address::UserGrant(_, email) => Some(email),
            _ => None,
        }))
}

/// Every workspace that a manifest writes.
fn workspaces(desired: &Desired) -> impl Iterator<Item = &WorkspaceKey> {
    let declared = desired.workspaces.iter().flat_map(BTreeMap::keys);
    declared.chain(named(desired).filter_map(Address::workspace))
}

/// What a manifest names by its whole address.
fn named(desired: &Desired) -> impl Iterator<Item = &Address> {
    let ignored = desired.manage.ignore.iter().map(|entry| &entry.address);
    let approved = desired.approvals.iter().flat_map(|approval| &approval.objects);
    ignored.chain(approved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> HidingKey {
        HidingKey::new(b"a key of enough bytes\n").unwrap()
    }

    #[test]
    fn the_same_address_is_hidden_the_same_way_and_only_by_the_same_key() {
        let key = key();
        assert_eq!(key.address("Ada@Acme.example "), key.address("ada@acme.example"));
        let other = HidingKey::new(b"another key, long enough").unwrap();
        assert_ne!(key.address("ada@acme.example"), other.address("ada@acme.example"));
        assert!(!other.fits(&HiddenReport { check: key.check() }));
    }

    #[test]
    fn what_is_hidden_stays_an_address_or_none() {
        assert!(Email::parse(&key().address("ada@acme.example")).is_ok());
        assert!(Email::parse(&key().address("\u{430}da@acme.example")).is_err());
    }

    #[test]
    fn a_key_that_can_be_guessed_is_refused() {
        assert_eq!(HidingKey::new(b"  too short \n").err(), Some(WeakKey(9)));
    }
}
