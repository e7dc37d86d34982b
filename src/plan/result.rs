//! The finished plan.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::access::{self, AccessChange, AccessSummary};
use super::{Finding, Unmanaged, Waiting, transition};
use crate::model::{
    Action, Change, Email, Fingerprint, OrgState, OrganizationId, TeamName, Verb, WorkspaceKey,
};

/// What is to be done, in an order that can be followed from top to bottom, and everything that a
/// reader or a guard has to know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Which organization, on which platform.
    pub organization: OrganizationRef,
    /// The calling account.
    pub caller: Email,
    /// The moment for which the plan was made.
    pub now: Timestamp,
    /// The digest of the manifest.
    pub manifest: Fingerprint,
    /// The steps. Every dependency stands before what depends on it.
    pub changes: Vec<Change>,
    /// What waits for people, sorted by address.
    pub waiting: Vec<Waiting>,
    /// What is live and not declared and stays, sorted by address.
    pub unmanaged: Vec<Unmanaged>,
    /// What else there is to know, sorted by kind and subject.
    pub findings: Vec<Finding>,
    /// The organization as it was read.
    pub before: OrgState,
    /// The organization after all changes and their effects.
    pub after: OrgState,
    /// Whose access to which workspace changes, sorted by person and workspace.
    pub access: Vec<AccessChange>,
    /// How many seats there are and how many are taken.
    pub seats: Seats,
    /// Whether people outside may be invited, where the platform tells.
    pub allow_external_invites: Option<bool>,
    /// Whether the caller may manage members, where the platform tells.
    pub may_manage_members: Option<bool>,
    /// Who and what is live under an earlier name than the manifest's.
    pub earlier_names: EarlierNames,
}

/// Names of the manifest with the ones under which the same is live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierNames {
    /// People, whose addresses only they can change.
    pub people: BTreeMap<Email, Email>,
    /// Teams, which the plan renames.
    pub teams: BTreeMap<TeamName, TeamName>,
}

/// Which organization a plan is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationRef {
    /// Its id.
    pub id: OrganizationId,
    /// Its key.
    pub key: String,
    /// The platform's root address.
    pub server: String,
}

/// The organization's seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// `max_members`, where the platform tells.
    pub limit: Option<u64>,
    /// Members, suspended ones included.
    pub members: u64,
    /// Open invitations; whether they take a seat is UNKNOWN.
    pub open_invitations: u64,
}

/// How many steps of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// `+`
    pub add: usize,
    /// `~`
    pub change: usize,
    /// `-`
    pub remove: usize,
    /// `→`
    pub rename: usize,
    /// `⏳`
    pub waiting: usize,
}

impl Plan {
    /// Counts the steps.
    pub fn summary(&self) -> Summary {
        let count = |verb| {
            self.changes
                .iter()
                .filter(|change| change.action.verb() == verb)
                .count()
        };
        Summary {
            add: count(Verb::Add),
            change: count(Verb::Change),
            remove: count(Verb::Remove),
            rename: count(Verb::Rename),
            waiting: self.waiting.len(),
        }
    }

    /// Of everything that the plan would send, and to whom.
    pub fn digest(&self) -> Fingerprint {
        let mut builder = Fingerprint::builder("plan")
            .part(self.organization.id.as_str())
            .part(self.manifest.as_str());
        for change in &self.changes {
            builder.add(&change.address.to_string());
            builder.add(change.action.name());
            builder.add(change.fingerprint.as_str());
        }
        builder.finish()
    }

    /// Computes the state after the plan, and the difference that it makes to people, from the changes as
    /// they are now. Whoever takes changes out of a plan calls this.
    pub fn forecast(&mut self) {
        self.after = self.before.clone();
        for change in &self.changes {
            transition::apply_change(&mut self.after, change, &self.caller);
        }
        let renamed = self.changes.iter().filter_map(|change| match &change.action {
            Action::UpdateTeam { before, after, .. } if before.0 != after.0 => Some((&before.0, &after.0)),
            _ => None,
        });
        self.access = access::compare(&self.before, &self.after, &renamed.collect());
    }

    /// The shared workspaces to which access cannot be told, because some grants or the people of a granted
    /// team could not be read.
    pub fn unknown_access(&self) -> impl Iterator<Item = &WorkspaceKey> {
        access::unknown(&self.before)
    }

    /// What the plan means for people.
    pub fn access_summary(&self) -> AccessSummary {
        access::summarize(&self.before, &self.after, &self.access)
    }

    /// The people whose answers are awaited.
    pub fn people_awaited(&self) -> usize {
        let people: std::collections::BTreeSet<&Email> = self
            .waiting
            .iter()
            .map(|waiting| waiting.for_what.person())
            .collect();
        people.len()
    }

    /// Whether something declared is neither there, nor planned, nor waiting.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.blocks)
    }
}
