//! A plan in the making: what every kind of thing reads from and writes to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::facts::TeamFacts;
use super::finding::collection_words;
use super::people::{People, Standing};
use super::{Finding, FindingKind, PlanInput, Setting, Unmanaged, Waiting, WaitingFor};
use crate::model::{
    Action, Address, Change, Collection, Desired, Email, Fingerprint, Live, LiveMember, OrgState, Prunable,
    Reading, Role, Source, TeamName,
};

/// What the kinds have in common: the input, who is who, and where results go.
pub(super) struct Draft<'a> {
    pub(super) desired: &'a Desired,
    pub(super) live: &'a Live,
    pub(super) now: Timestamp,
    pub(super) people: &'a People<'a>,
    pub(super) before: &'a OrgState,
    pub(super) teams: TeamFacts<'a>,
    /// People whom this plan invites.
    pub(super) invited: BTreeSet<Email>,
    /// People whom this plan removes from the organization.
    pub(super) leaving: BTreeSet<Email>,
    changes: BTreeMap<Address, Change>,
    waiting: Vec<Waiting>,
    unmanaged: Vec<Unmanaged>,
    findings: Vec<Finding>,
}

/// The results of all kinds, not yet ordered.
pub(super) struct Parts {
    pub(super) changes: BTreeMap<Address, Change>,
    pub(super) waiting: Vec<Waiting>,
    pub(super) unmanaged: Vec<Unmanaged>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(input: PlanInput<'a>, people: &'a People<'a>, before: &'a OrgState) -> Draft<'a> {
        Draft {
            desired: input.desired,
            live: input.live,
            now: input.now,
            people,
            before,
            teams: TeamFacts::new(input.live, input.desired),
            invited: BTreeSet::new(),
            leaving: BTreeSet::new(),
            changes: BTreeMap::new(),
            waiting: Vec::new(),
            unmanaged: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Parts {
        let Draft {
            changes,
            mut waiting,
            mut unmanaged,
            mut findings,
            ..
        } = self;
        waiting.sort_by(|a, b| a.address.cmp(&b.address));
        unmanaged.sort_by(|a, b| a.address.cmp(&b.address));
        findings.sort_by(|a, b| (a.kind, &a.subject, &a.detail).cmp(&(b.kind, &b.subject, &b.detail)));
        findings.dedup();
        Parts {
            changes,
            waiting,
            unmanaged,
            findings,
        }
    }

    /// Whether `manage.ignore` leaves this to others, by itself or with what it stands in.
    pub(super) fn is_ignored(&self, address: &Address) -> bool {
        self.desired
            .manage
            .ignore
            .iter()
            .any(|entry| entry.address.covers(address))
    }

    /// Whether things of this collection may be removed.
    pub(super) fn prunes(&self, collection: Prunable) -> bool {
        self.desired.manage.prune.contains(&collection)
    }

    /// Adds a change, unless its address is ignored.
    pub(super) fn change(
        &mut self,
        address: Address,
        action: Action,
        because: impl Into<String>,
        source: Option<&Source>,
        fingerprint: Fingerprint,
    ) {
        if self.is_ignored(&address) {
            return;
        }
        let change = Change {
            address: address.clone(),
            action,
            because: because.into(),
            depends_on: BTreeSet::new(),
            effects: Vec::new(),
            source: source.cloned(),
            fingerprint,
        };
        self.changes.insert(address, change);
    }

    /// Whether a change with this address is planned.
    pub(super) fn has_change(&self, address: &Address) -> bool {
        self.changes.contains_key(address)
    }

    /// Adds an intent that waits.
    pub(super) fn wait(
        &mut self,
        address: Address,
        for_what: WaitingFor,
        role: Option<Role>,
        source: Option<&Source>,
    ) {
        if !self.is_ignored(&address) {
            self.waiting.push(Waiting {
                address,
                for_what,
                role,
                source: source.cloned(),
            });
        }
    }

    /// Adds something live that nobody declared.
    pub(super) fn leave(
        &mut self,
        address: Address,
        role: Option<Role>,
        prune: Option<Prunable>,
        kept: Option<&str>,
    ) {
        if !self.is_ignored(&address) {
            let kept_because = kept.map(str::to_owned);
            self.unmanaged.push(Unmanaged {
                address,
                role,
                prune,
                kept_because,
            });
        }
    }

    /// Adds a finding about an address, unless it is ignored.
    pub(super) fn find(
        &mut self,
        kind: FindingKind,
        address: &Address,
        detail: impl Into<String>,
        source: Option<&Source>,
        blocks: bool,
    ) {
        if !self.is_ignored(address) {
            self.find_raw(kind, address.to_string(), detail, source, blocks);
        }
    }

    /// Adds a finding about something without a valid address.
    pub(super) fn find_raw(
        &mut self,
        kind: FindingKind,
        subject: String,
        detail: impl Into<String>,
        source: Option<&Source>,
        blocks: bool,
    ) {
        self.findings.push(Finding {
            kind,
            subject,
            detail: detail.into(),
            source: source.cloned(),
            blocks,
            setting: None,
        });
    }

    /// Adds a setting of the organization that is not as expected.
    pub(super) fn find_setting(&mut self, setting: Setting, detail: String, source: &Source) {
        if !self.is_ignored(&Address::Organization) {
            self.findings.push(Finding {
                kind: FindingKind::Expectation,
                subject: Address::Organization.to_string(),
                detail,
                source: Some(source.clone()),
                blocks: false,
                setting: Some(setting),
            });
        }
    }

    /// Tells that something declared could not be compared because its collection was not read, and how
    /// that counts: `manage.unsupported` is consent.
    pub(super) fn find_unread<T>(
        &mut self,
        collection: Collection,
        address: &Address,
        reading: &Reading<T>,
        source: Option<&Source>,
    ) {
        let consented = self.desired.manage.unsupported.contains(&collection);
        let what = collection_words(collection);
        match reading {
            Reading::Read(_) | Reading::NotAsked => {}
            Reading::Unsupported => {
                let detail =
                    format!("this platform has no route for {what}; what is declared cannot be compared");
                self.find(FindingKind::Unsupported, address, detail, source, !consented);
            }
            Reading::Unreadable(why) => {
                let detail = format!("the platform does not show {what} here: {why}");
                self.find(FindingKind::Unreadable, address, detail, source, !consented);
            }
        }
    }

    /// Whether the manifest says that this platform cannot take writes of a collection.
    pub(super) fn is_unsupported(&self, collection: Collection) -> bool {
        self.desired.manage.unsupported.contains(&collection)
    }

    /// Whether a write of this collection may be planned; where the manifest says that the platform cannot
    /// take it, that is told instead.
    pub(super) fn writes(
        &mut self,
        collection: Collection,
        address: &Address,
        because: &str,
        source: Option<&Source>,
    ) -> bool {
        let unsupported = self.is_unsupported(collection);
        if unsupported {
            let what = collection_words(collection);
            let detail = format!("{because}; `manage.unsupported` says that {what} cannot be written here");
            self.find(FindingKind::Unsupported, address, detail, source, false);
        }
        !unsupported
    }

    /// Whether this plan deletes the team of this name.
    pub(super) fn deletes_team(&self, name: &TeamName) -> bool {
        let change = self.changes.get(&Address::Team(name.clone()));
        change.is_some_and(|change| matches!(change.action, Action::DeleteTeam { .. }))
    }

    /// Whether anything may be taken from this person: not from who is ignored, suspended or unclear.
    pub(super) fn may_take_from(&self, email: &Email) -> bool {
        let suspended = self.people.row(email).is_some_and(|row| !row.is_active);
        let unclear = self.people.is_ambiguous(email);
        !suspended && !unclear && !self.people.is_ignored(email)
    }

    /// The member who can be given `address` now. Where there is none, what becomes of the intent is told
    /// (waiting, or a finding), so that the caller has nothing left to do.
    pub(super) fn member_for(
        &mut self,
        email: &Email,
        address: &Address,
        role: Option<Role>,
        source: &Source,
    ) -> Option<&'a LiveMember> {
        if self.people.is_ignored(email) {
            return None;
        }
        match self.people.standing(email, self.now) {
            Standing::Member(row) => return Some(row),
            Standing::Suspended => {
                let detail =
                    format!("{email} is suspended by the platform; nothing is granted until that ends");
                self.find(FindingKind::Suspended, address, detail, Some(source), false);
            }
            Standing::Ambiguous => {
                let detail = format!("several live members could be {email}");
                self.find(FindingKind::Ambiguous, address, detail, Some(source), true);
            }
            Standing::Invited(_) | Standing::Unknown if self.invited.contains(email) => {
                self.wait(
                    address.clone(),
                    WaitingFor::Invitation {
                        person: email.clone(),
                    },
                    role,
                    Some(source),
                );
            }
            Standing::Invited(row) => {
                let answer = super::invitations::answer(email, row, self.now);
                self.wait(address.clone(), answer, role, Some(source));
            }
            Standing::Unknown => {
                let detail = format!("{email} is neither a member nor invited");
                self.find(FindingKind::UnknownPerson, address, detail, Some(source), true);
            }
        }
        None
    }
}
