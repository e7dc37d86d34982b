//! Putting a seed into an empty database.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    clock::Span,
    query::run,
    role::Role,
    seed::{DefaultWorkspace, InvitationState, MemberSeed, Seed, Word},
    settings::Settings,
    store::{
        accounts::{self, User},
        grants,
        invitations::{self, NewInvitation},
        members::{self, NewMember},
        orgs::{self, NewOrg, Org},
        people,
        teams::{self, NewTeam},
        workspaces::{self, NewWorkspace},
    },
};

/// How long ago teams and workspaces of a seed were made.
const BEFORE: Span = Span::days(-30);

impl Seed {
    /// Whose key is handed out: the caller of the seed, or its first active owner, or any active member.
    pub(crate) fn caller(&self) -> Option<(&Word, &MemberSeed)> {
        if let Some(caller) = &self.caller {
            return self.members.get_key_value(caller);
        }
        let active = || self.members.iter().filter(|(_, member)| member.active);
        active()
            .find(|(_, member)| member.role == Role::Owner)
            .or_else(|| active().next())
    }
}

/// A seed on its way into the database.
struct Planting<'a> {
    conn: &'a Connection,
    settings: &'a Settings,
    seed: &'a Seed,
    now: Timestamp,
    org: Org,
    people: BTreeMap<&'a str, User>,
    caller: String,
}

/// Writes the whole world of a seed that was checked.
pub(crate) fn plant(
    conn: &Connection,
    settings: &Settings,
    seed: &Seed,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let org = &seed.organization;
    let new = NewOrg {
        key: &org.key,
        name: org.name.as_deref().unwrap_or(&org.key),
        description: org.description.as_deref(),
        active: org.active,
        allow_external_invites: org.allow_external_invites,
        max_members: org.max_members,
        plan: org.plan.as_deref(),
    };
    let org = orgs::create(conn, &new, BEFORE.after(now))?;
    let mut people = BTreeMap::new();
    for (email, member) in &seed.members {
        let user = accounts::create(conn, &email.text, member.name.as_deref(), now)?;
        people.insert(email.text.as_str(), user);
    }
    let caller = seed
        .caller()
        .map(|(email, _)| email.text.as_str())
        .and_then(|email| people.get(email));
    let caller = caller.map(|user| user.id.clone()).unwrap_or_default();
    let planting = Planting {
        conn,
        settings,
        seed,
        now,
        org,
        people,
        caller,
    };
    planting.members()?;
    planting.invitations()?;
    let teams = planting.teams()?;
    planting.workspaces(&teams)
}

impl<'a> Planting<'a> {
    fn members(&self) -> rusqlite::Result<()> {
        for (email, member) in &self.seed.members {
            let Some(user) = self.people.get(email.text.as_str()) else {
                continue;
            };
            let new = NewMember {
                org_id: &self.org.id,
                user_id: &user.id,
                role: member.role,
                active: member.active,
                invited_by: self.id(member.invited_by.as_ref()),
                joined: member.joined.after(self.now),
                models: member.models.as_deref(),
            };
            members::create(self.conn, &new)?;
        }
        let written: BTreeSet<_> = self
            .seed
            .workspaces
            .values()
            .filter_map(|w| w.default_of.as_ref())
            .collect();
        for (email, member) in &self.seed.members {
            let made = member.default_workspace == DefaultWorkspace::Made && !written.contains(email);
            if let Some(user) = self.people.get(email.text.as_str()).filter(|_| made) {
                let joined = member.joined.after(self.now);
                people::open_default_workspace(self.conn, &self.org.id, user, joined)?;
            }
        }
        Ok(())
    }

    fn invitations(&self) -> rusqlite::Result<()> {
        for invitation in &self.seed.invitations {
            let created = invitation.created.unwrap_or(Span::days(0)).after(self.now);
            let expires = match invitation.expires {
                Some(span) => span.after(self.now),
                None => self.settings.invitation_window.after(created),
            };
            let new = NewInvitation {
                org_id: &self.org.id,
                email: &invitation.email.text,
                role: invitation.role,
                accepted: match invitation.state {
                    InvitationState::Open | InvitationState::Verifying => None,
                    InvitationState::Accepted => Some(true),
                    InvitationState::Declined => Some(false),
                },
                pending_verification: invitation.state == InvitationState::Verifying,
                invited_by: self.id(invitation.by.as_ref()).unwrap_or(&self.caller),
                created,
                expires,
            };
            invitations::create(self.conn, &new)?;
        }
        Ok(())
    }

    /// The ids of the teams by name; of several teams of one name, the first.
    fn teams(&self) -> rusqlite::Result<BTreeMap<&'a str, String>> {
        let mut ids = BTreeMap::new();
        for team in &self.seed.teams {
            let new = NewTeam {
                org_id: &self.org.id,
                name: &team.name.text,
                description: team.description.as_deref(),
                active: team.active,
                is_default: team.default,
                created: BEFORE.after(self.now),
            };
            let id = teams::create(self.conn, &new)?;
            for member in &team.members {
                if let Some(user_id) = self.id(Some(member)) {
                    teams::put_member(self.conn, &id, user_id, "member")?;
                }
            }
            ids.entry(team.name.text.as_str()).or_insert(id);
        }
        Ok(ids)
    }

    fn workspaces(&self, teams: &BTreeMap<&str, String>) -> rusqlite::Result<()> {
        let created = BEFORE.after(self.now);
        for (key, workspace) in &self.seed.workspaces {
            let new = NewWorkspace {
                org_id: &self.org.id,
                key: &key.text,
                name: workspace.name.as_deref().unwrap_or(&key.text),
                description: workspace.description.as_deref(),
                active: workspace.active,
                default_of: self.id(workspace.default_of.as_ref()),
                created_by: self.id(workspace.created_by.as_ref()),
                created,
            };
            let id = workspaces::create(self.conn, &new)?;
            let by = new.created_by;
            for (email, role) in &workspace.users {
                if let Some(user_id) = self.id(Some(email)) {
                    grants::put_user(self.conn, &id, user_id, *role, by, created)?;
                }
            }
            for (name, role) in &workspace.teams {
                if let Some(team_id) = teams.get(name.text.as_str()) {
                    grants::put_team(self.conn, &id, team_id, *role, by, created)?;
                }
            }
            for email in &workspace.hidden_from {
                if let Some(user_id) = self.id(Some(email)) {
                    run(
                        self.conn,
                        "INSERT INTO hidden (workspace_id, user_id) VALUES (?1, ?2)",
                        [&id, user_id],
                    )?;
                }
            }
        }
        Ok(())
    }

    fn id(&self, email: Option<&Word>) -> Option<&str> {
        email
            .and_then(|email| self.people.get(email.text.as_str()))
            .map(|user| user.id.as_str())
    }
}
