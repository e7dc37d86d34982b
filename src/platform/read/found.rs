//! What has been read so far.

use jiff::Timestamp;

use super::details::{Details, put_grants, put_people};
use super::outcome::Outcome;
use super::pages::Pages;
use super::verdict::on_list;
use crate::model::{
    Caller, Live, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember,
    LiveUserGrant, LiveWorkspace, Reading, TeamId, WorkspaceKey,
};

/// The pieces of a live organization, as they come in. Nothing is judged before all are there.
pub(super) struct Found {
    pub(super) caller: Option<Caller>,
    pub(super) organization: Option<LiveOrganization>,
    pub(super) platform_now: Option<Timestamp>,
    pub(super) members: Pages<LiveMember>,
    pub(super) invitations: Option<Outcome<Vec<LiveInvitation>>>,
    pub(super) teams: Option<Outcome<Vec<LiveTeam>>>,
    pub(super) people: Details<TeamId, LiveTeamMember>,
    pub(super) workspaces: Pages<LiveWorkspace>,
    /// Set where the first page of the workspaces was refused.
    pub(super) no_workspaces: Option<Outcome<Vec<LiveWorkspace>>>,
    pub(super) user_grants: Details<WorkspaceKey, LiveUserGrant>,
    pub(super) team_grants: Details<WorkspaceKey, LiveTeamGrant>,
}

impl Found {
    /// Nothing yet.
    pub(super) fn new() -> Found {
        Found {
            caller: None,
            organization: None,
            platform_now: None,
            members: Pages::new(),
            invitations: None,
            teams: None,
            people: Details::new(),
            workspaces: Pages::new(),
            no_workspaces: None,
            user_grants: Details::new(),
            team_grants: Details::new(),
        }
    }

    /// What is wrong with complete members: that the account that reads them is not one of them, so that
    /// they can hardly be all.
    pub(super) fn flaw_of_members(&self) -> Option<&'static str> {
        let (caller, members) = (self.caller.as_ref()?, self.members.complete()?);
        members
            .binary_search_by(|member| member.user_id.cmp(&caller.user_id))
            .is_err()
            .then_some("the account that reads them is not one of them")
    }

    /// The live organization, once everything that it takes was asked and answered.
    pub(super) fn into_live(mut self, server: &str) -> Live {
        let (teams, workspaces) = (self.take_teams(), self.take_workspaces());
        let asked = "a read asks for it first, and a failure to get it ends the read";
        Live {
            server: server.to_owned(),
            caller: self.caller.expect(asked),
            organization: self.organization.expect(asked),
            members: self.members.into_complete().expect(asked),
            invitations: on_list(self.invitations),
            teams,
            workspaces,
        }
    }

    /// A live organization with what was found in addition.
    pub(super) fn add_to(mut self, mut live: Live) -> Live {
        if self.teams.is_some() {
            live.teams = self.take_teams();
        }
        match &mut live.workspaces {
            Reading::Read(workspaces) => put_grants(workspaces, self.user_grants, self.team_grants),
            Reading::NotAsked => live.workspaces = self.take_workspaces(),
            Reading::Unreadable(_) | Reading::Unsupported => {}
        }
        live
    }

    fn take_teams(&mut self) -> Reading<Vec<LiveTeam>> {
        let mut teams = on_list(self.teams.take());
        if let Reading::Read(teams) = &mut teams {
            put_people(teams, std::mem::take(&mut self.people));
        }
        teams
    }

    fn take_workspaces(&mut self) -> Reading<Vec<LiveWorkspace>> {
        let rows = self.workspaces.take_complete().map(Outcome::Read);
        let mut workspaces = on_list(rows.or(self.no_workspaces.take()));
        if let Reading::Read(workspaces) = &mut workspaces {
            let (users, teams) = (&mut self.user_grants, &mut self.team_grants);
            put_grants(workspaces, std::mem::take(users), std::mem::take(teams));
        }
        workspaces
    }
}
