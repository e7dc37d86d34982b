//! Who did it and when, where the platform tells.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::{
    Address, Email, Live, LiveInvitation, LiveMember, LiveTeamGrant, LiveUserGrant, LiveWorkspace, TeamId,
    TeamName, WorkspaceKey,
};

/// How something live came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// What was done.
    pub deed: Deed,
    /// By whom: the address of a member, or the platform's own word.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A grant was given.
    Granted,
    /// An invitation was sent.
    Invited,
    /// A person joined, invited by somebody.
    Joined,
    /// A workspace was made.
    Created,
}

/// The live rows by the addresses that they have.
pub(super) struct Records<'a> {
    members: BTreeMap<Email, &'a LiveMember>,
    /// Accounts by their ids, for rows that name somebody so.
    accounts: BTreeMap<&'a str, &'a str>,
    invitations: BTreeMap<Email, &'a LiveInvitation>,
    workspaces: BTreeMap<&'a WorkspaceKey, &'a LiveWorkspace>,
    users: BTreeMap<(&'a WorkspaceKey, Email), &'a LiveUserGrant>,
    teams: BTreeMap<(&'a WorkspaceKey, TeamName), &'a LiveTeamGrant>,
}

impl<'a> Records<'a> {
    pub(super) fn of(live: &'a Live) -> Records<'a> {
        let names: BTreeMap<&TeamId, TeamName> = live
            .teams
            .known()
            .into_iter()
            .flatten()
            .map(|team| (&team.id, TeamName::new(&team.name)))
            .collect();
        let mut records = Records {
            members: BTreeMap::new(),
            accounts: BTreeMap::new(),
            invitations: BTreeMap::new(),
            workspaces: BTreeMap::new(),
            users: BTreeMap::new(),
            teams: BTreeMap::new(),
        };
        for row in &live.members {
            records.accounts.insert(row.user_id.as_str(), &row.email);
            if let Ok(email) = Email::parse(&row.email) {
                records.members.insert(email, row);
            }
        }
        for row in live.invitations.known().into_iter().flatten() {
            records.invitation(row);
        }
        for row in live.workspaces.known().into_iter().flatten() {
            records.workspace(row, &names);
        }
        records
    }

    /// The newest one of each address counts.
    fn invitation(&mut self, row: &'a LiveInvitation) {
        let Ok(email) = Email::parse(&row.email) else {
            return;
        };
        let newest = self.invitations.entry(email).or_insert(row);
        if (newest.created_at, &newest.id) < (row.created_at, &row.id) {
            *newest = row;
        }
    }

    fn workspace(&mut self, row: &'a LiveWorkspace, names: &BTreeMap<&TeamId, TeamName>) {
        self.workspaces.insert(&row.key, row);
        for grant in row.users.known().into_iter().flatten() {
            // A grant's row may spell the address of a member otherwise than the member's row.
            let told = self
                .accounts
                .get(grant.user_id.as_str())
                .copied()
                .unwrap_or(&grant.email);
            if let Ok(email) = Email::parse(told) {
                self.users.insert((&row.key, email), grant);
            }
        }
        for grant in row.teams.known().into_iter().flatten() {
            if let Some(name) = names.get(&grant.team_id) {
                self.teams.insert((&row.key, name.clone()), grant);
            }
        }
    }

    /// What the platform tells of the live thing at an address, by live's own names.
    pub(super) fn provenance(&self, address: &Address) -> Option<Provenance> {
        let granted = |by: &Option<String>, at| self.told(Deed::Granted, by.as_deref(), at);
        match address {
            Address::Member(email) => {
                let row = self.members.get(email)?;
                self.told(Deed::Joined, row.invited_by.as_deref(), Some(row.joined_at))
            }
            Address::Invitation(email) => {
                let row = self.invitations.get(email)?;
                self.told(Deed::Invited, row.invited_by.as_deref(), Some(row.created_at))
            }
            Address::Workspace(key) => {
                let by = self.workspaces.get(key)?.created_by.as_ref()?;
                self.told(Deed::Created, Some(by.as_str()), None)
            }
            Address::UserGrant(key, email) => {
                let row = self.users.get(&(key, email.clone()))?;
                granted(&row.granted_by, row.granted_at)
            }
            Address::TeamGrant(key, name) => {
                let row = self.teams.get(&(key, name.clone()))?;
                granted(&row.granted_by, row.granted_at)
            }
            Address::Organization | Address::Team(_) | Address::TeamMember(..) => None,
        }
    }

    fn told(&self, deed: Deed, by: Option<&str>, at: Option<Timestamp>) -> Option<Provenance> {
        let by = by.map(|by| self.accounts.get(by).copied().unwrap_or(by).to_owned());
        (by.is_some() || at.is_some()).then_some(Provenance { deed, by, at })
    }
}
