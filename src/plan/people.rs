//! Who is who: which live row is which person, who is a robot, and who cannot be told apart.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::model::{
    Address, Desired, DesiredMember, Email, InvitationStatus, Live, LiveInvitation, LiveMember, UserId,
};

/// The people of one plan. Every live row belongs to at most one address here, and every address to at
/// most one row.
#[derive(Debug)]
pub(super) struct People<'a> {
    rows: BTreeMap<Email, &'a LiveMember>,
    by_user: BTreeMap<&'a UserId, Email>,
    ambiguous: BTreeMap<Email, Vec<&'a str>>,
    unreadable_addresses: BTreeSet<&'a str>,
    unclear: BTreeSet<&'a UserId>,
    both_names_live: BTreeSet<Email>,
    earlier_addresses: BTreeMap<Email, Email>,
    invitations: BTreeMap<Email, Vec<&'a LiveInvitation>>,
    operators: BTreeSet<Email>,
    ignored: BTreeSet<Email>,
    caller: Email,
}

/// Whether, and how, somebody who is named in a team or a grant can be given it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'a> {
    /// In the organization.
    Member(&'a LiveMember),
    /// In the organization, suspended by the platform.
    Suspended,
    /// On the way in, by this invitation.
    Invited(&'a LiveInvitation),
    /// Several live rows could be meant.
    Ambiguous,
    /// Neither.
    Unknown,
}

/// The calling account cannot be told from another one, so nothing can be said about what it may do. Holds
/// its address as the platform writes it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the calling account's address `{0}` is not ASCII or belongs to several members; no plan can be made with its key"
)]
pub struct CallerUnclear(pub String);

impl<'a> People<'a> {
    /// Matches live rows with addresses.
    pub(super) fn identify(
        desired: &Desired,
        live: &'a Live,
        now: Timestamp,
    ) -> Result<People<'a>, CallerUnclear> {
        let folded = fold(&live.members);
        let declared = desired.members.as_ref();
        let renames = earlier_addresses(declared, &folded.rows);
        let rows: BTreeMap<Email, &LiveMember> = folded
            .rows
            .iter()
            .map(|(email, row)| (as_declared(declared, renames.current(email)), *row))
            .collect();
        let by_user: BTreeMap<&UserId, Email> = rows
            .iter()
            .map(|(email, row)| (&row.user_id, email.clone()))
            .collect();
        let caller = by_user
            .get(&live.caller.user_id)
            .cloned()
            .ok_or_else(|| CallerUnclear(live.caller.email.clone()))?;
        let declares = |email: &Email| declared.is_some_and(|members| members.contains_key(email));
        let mut operators: BTreeSet<Email> = desired.manage.operators.keys().cloned().collect();
        if !declares(&caller) {
            operators.insert(caller.clone());
        }
        let ignored = desired
            .manage
            .ignore
            .iter()
            .filter_map(|entry| match &entry.address {
                Address::Member(email) => Some(email.clone()),
                _ => None,
            });
        Ok(People {
            rows,
            unclear: live
                .members
                .iter()
                .map(|row| &row.user_id)
                .filter(|user| !by_user.contains_key(user))
                .collect(),
            by_user,
            ambiguous: folded.ambiguous,
            unreadable_addresses: folded.unreadable,
            both_names_live: renames.both_live,
            earlier_addresses: renames.current_to_earlier,
            invitations: group_invitations(live, now),
            operators,
            ignored: ignored.collect(),
            caller,
        })
    }

    /// The calling account.
    pub(super) fn caller(&self) -> &Email {
        &self.caller
    }

    /// Whether this address is a robot's: its membership, role and workspace grants are implied.
    pub(super) fn is_operator(&self, email: &Email) -> bool {
        self.operators.contains(email)
    }

    /// Whether `manage.ignore` names the person.
    pub(super) fn is_ignored(&self, email: &Email) -> bool {
        self.ignored.contains(email)
    }

    /// Every live row with the address that the plan knows it by.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Email, &'a LiveMember)> {
        self.rows.iter().map(|(email, row)| (email, *row))
    }

    /// The live row of an address.
    pub(super) fn row(&self, email: &Email) -> Option<&'a LiveMember> {
        self.rows.get(email).copied()
    }

    /// The address that the plan knows an account by; none for a stranger or an ambiguous row.
    pub(super) fn email_of(&self, user: &UserId) -> Option<&Email> {
        self.by_user.get(user)
    }

    /// Who holds a row of a team or a workspace: a member by the address that the plan knows, or a stranger by
    /// the one that the row tells. None where that is unclear, which nothing may be taken from.
    pub(super) fn holder(&self, user: &UserId, told: Option<&str>) -> Option<Email> {
        if let Some(email) = self.email_of(user) {
            return Some(email.clone());
        }
        let email = Email::parse(told?).ok()?;
        let taken = self.row(&email).is_some() || self.is_ambiguous(&email);
        (!taken && !self.unclear.contains(user)).then_some(email)
    }

    /// Addresses that several live rows could be, each with the rows' own spelling.
    pub(super) fn ambiguous(&self) -> impl Iterator<Item = (&Email, &[&'a str])> {
        self.ambiguous
            .iter()
            .map(|(email, rows)| (email, rows.as_slice()))
    }

    /// Whether several live rows could be this address.
    pub(super) fn is_ambiguous(&self, email: &Email) -> bool {
        self.ambiguous.contains_key(email)
    }

    /// Live addresses that are not ASCII or no addresses.
    pub(super) fn unreadable_addresses(&self) -> impl Iterator<Item = &'a str> {
        self.unreadable_addresses.iter().copied()
    }

    /// Earlier addresses whose row is live beside the current one's, and stays.
    pub(super) fn both_names_live(&self) -> &BTreeSet<Email> {
        &self.both_names_live
    }

    /// People who are live under an earlier address: current → earlier.
    pub(super) fn earlier_addresses(&self) -> &BTreeMap<Email, Email> {
        &self.earlier_addresses
    }

    /// The invitations of one address, oldest first.
    pub(super) fn invitations_of(&self, email: &Email) -> &[&'a LiveInvitation] {
        self.invitations.get(email).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every address that was ever invited, with its invitations, oldest first.
    pub(super) fn invitations(&self) -> impl Iterator<Item = (&Email, &[&'a LiveInvitation])> {
        self.invitations
            .iter()
            .map(|(email, rows)| (email, rows.as_slice()))
    }

    /// How somebody stands.
    pub(super) fn standing(&self, email: &Email, now: Timestamp) -> Standing<'a> {
        if self.is_ambiguous(email) {
            return Standing::Ambiguous;
        }
        match self.row(email) {
            Some(row) if row.is_active => Standing::Member(row),
            Some(_) => Standing::Suspended,
            None => newest_open(self.invitations_of(email), now).map_or(Standing::Unknown, Standing::Invited),
        }
    }
}

/// The address that the platform knows a member by, who may be declared under a newer one.
pub(super) fn account(row: &LiveMember, declared: &Email) -> Email {
    // A row that was matched has a sound address.
    Email::parse(&row.email).unwrap_or_else(|_| declared.clone())
}

/// The newest invitation that can still be answered.
pub(super) fn newest_open<'a>(rows: &[&'a LiveInvitation], now: Timestamp) -> Option<&'a LiveInvitation> {
    rows.iter().rev().copied().find(|row| is_open(row, now))
}

/// Whether an invitation can still be answered.
pub(super) fn is_open(row: &LiveInvitation, now: Timestamp) -> bool {
    matches!(
        row.status(now),
        InvitationStatus::Open | InvitationStatus::Verifying
    )
}

struct Folded<'a> {
    rows: BTreeMap<Email, &'a LiveMember>,
    ambiguous: BTreeMap<Email, Vec<&'a str>>,
    unreadable: BTreeSet<&'a str>,
}

fn fold(members: &[LiveMember]) -> Folded<'_> {
    let mut groups: BTreeMap<Email, Vec<&LiveMember>> = BTreeMap::new();
    let mut unreadable = BTreeSet::new();
    for member in members {
        match Email::parse(&member.email) {
            Ok(email) => groups.entry(email).or_default().push(member),
            Err(_) => {
                unreadable.insert(member.email.as_str());
            }
        }
    }
    let mut folded = Folded {
        rows: BTreeMap::new(),
        ambiguous: BTreeMap::new(),
        unreadable,
    };
    for (email, group) in groups {
        match group.as_slice() {
            [only] => {
                folded.rows.insert(email, only);
            }
            several => {
                let spellings = several.iter().map(|member| member.email.as_str()).collect();
                folded.ambiguous.insert(email, spellings);
            }
        }
    }
    folded
}

#[derive(Default)]
struct Renames {
    earlier_to_current: BTreeMap<Email, Email>,
    current_to_earlier: BTreeMap<Email, Email>,
    both_live: BTreeSet<Email>,
}

impl Renames {
    fn current(&self, live: &Email) -> Email {
        self.earlier_to_current.get(live).unwrap_or(live).clone()
    }
}

/// An address as the manifest spells it, so that one person has one name in everything that is shown.
fn as_declared(declared: Option<&BTreeMap<Email, DesiredMember>>, email: Email) -> Email {
    declared
        .and_then(|members| members.get_key_value(&email))
        .map_or(email, |(spelled, _)| spelled.clone())
}

/// A row under an earlier address *is* the person, as long as no row has the current one.
fn earlier_addresses(
    declared: Option<&BTreeMap<Email, DesiredMember>>,
    rows: &BTreeMap<Email, &LiveMember>,
) -> Renames {
    let mut renames = Renames::default();
    for (current, member) in declared.into_iter().flatten() {
        let mut found = rows.contains_key(current);
        for earlier in member
            .previously
            .iter()
            .filter(|earlier| rows.contains_key(*earlier))
        {
            if found {
                renames.both_live.insert(earlier.clone());
            } else {
                found = true;
                renames
                    .earlier_to_current
                    .insert(earlier.clone(), current.clone());
                renames
                    .current_to_earlier
                    .insert(current.clone(), earlier.clone());
            }
        }
    }
    renames
}

fn group_invitations(live: &Live, now: Timestamp) -> BTreeMap<Email, Vec<&LiveInvitation>> {
    let mut groups: BTreeMap<Email, Vec<&LiveInvitation>> = BTreeMap::new();
    for row in live.invitations.known().into_iter().flatten() {
        if let Ok(email) = Email::parse(&row.email) {
            groups.entry(email).or_default().push(row);
        }
    }
    for rows in groups.values_mut() {
        // The digest of the id decides between equals, so that the order of the platform's answer never does.
        rows.sort_by(|a, b| {
            (a.created_at, is_open(a, now), &a.id).cmp(&(b.created_at, is_open(b, now), &b.id))
        });
    }
    groups
}
