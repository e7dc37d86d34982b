//! The right to look.

use std::sync::Arc;

use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::account::caller;
use super::pages::REPEATS;
use super::requests::About;
use super::rows::{Row, repeated, sorted};
use crate::model::{
    Caller, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember,
    LiveUserGrant, LiveWorkspace, TeamId, WorkspaceKey,
};
use crate::platform::refusal::presentable;
use crate::platform::request::Get;
use crate::platform::transport::{Transport, Window};
use crate::platform::wire::{
    InvitationRow, MembersPage, OrganizationRow, Page, TeamGrantRow, TeamMemberRow, TeamRow, UserGrantRow,
    WorkspaceRow, WorkspacesPage,
};
use crate::platform::{PlatformError, RequestStats, Server};

/// Reads one organization. It can send nothing but `GET`. Cheap to clone; clones share everything.
///
/// Lists come ordered by id or key. A list that does not add up is read again up to three times, and then
/// refused as [`PlatformError::Inconsistent`].
#[derive(Clone)]
pub struct ReadApi {
    pub(super) window: Window,
    pub(super) server: Arc<str>,
    pub(super) organization: Arc<str>,
}

impl ReadApi {
    pub(in crate::platform) fn new(
        transport: Arc<Transport>,
        server: &Server,
        organization: &Arc<str>,
    ) -> ReadApi {
        ReadApi {
            window: Window::new(transport),
            server: server.root().into(),
            organization: Arc::clone(organization),
        }
    }

    /// What was sent so far over this connection, writes included.
    pub fn stats(&self) -> RequestStats {
        self.window.counters().snapshot()
    }

    /// The account behind the key.
    pub async fn caller(&self) -> Result<Caller, PlatformError> {
        caller(&self.window).await
    }

    /// The organization's own row.
    pub async fn organization(&self) -> Result<LiveOrganization, PlatformError> {
        let (organization, _) = self.organization_and_date().await?;
        Ok(organization)
    }

    /// Every invitation, open and closed.
    pub async fn invitations(&self) -> Result<Vec<LiveInvitation>, PlatformError> {
        self.list::<InvitationRow, _>("invitations", || self.about().invitations())
            .await
    }

    /// Every team, without the people in it.
    pub async fn teams(&self) -> Result<Vec<LiveTeam>, PlatformError> {
        self.list::<TeamRow, _>("teams", || self.about().teams()).await
    }

    /// The people in one team.
    pub async fn team_members(&self, team: &TeamId) -> Result<Vec<LiveTeamMember>, PlatformError> {
        self.list::<TeamMemberRow, _>("members of a team", || self.about().team_members(team))
            .await
    }

    /// One workspace without grants; `None` where the platform answers 404, which it may also do for one
    /// that the caller may not see.
    pub async fn workspace(&self, key: &WorkspaceKey) -> Result<Option<LiveWorkspace>, PlatformError> {
        match self.window.get(self.about().workspace(key)).await {
            Ok(reply) => Ok(Some(reply.decode::<WorkspaceRow>()?.into())),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The direct grants of one workspace.
    pub async fn workspace_users(&self, key: &WorkspaceKey) -> Result<Vec<LiveUserGrant>, PlatformError> {
        self.list::<UserGrantRow, _>("users of a workspace", || self.about().workspace_users(key))
            .await
    }

    /// The grants of teams in one workspace.
    pub async fn workspace_teams(&self, key: &WorkspaceKey) -> Result<Vec<LiveTeamGrant>, PlatformError> {
        self.list::<TeamGrantRow, _>("teams of a workspace", || self.about().workspace_teams(key))
            .await
    }

    /// The organization's row, and what the platform's clock said then.
    pub(super) async fn organization_and_date(
        &self,
    ) -> Result<(LiveOrganization, Option<Timestamp>), PlatformError> {
        let reply = match self.window.get(self.about().organization()).await {
            Err(source) if source.is_not_found() || source.is_forbidden() => {
                return Err(PlatformError::NoOrganization {
                    key: self.organization.to_string(),
                    source,
                });
            }
            told => told?,
        };
        let organization: LiveOrganization = reply.decode::<OrganizationRow>()?.into();
        if *organization.key != *self.organization {
            return Err(PlatformError::OtherOrganization {
                asked: self.organization.to_string(),
                answered: presentable(&organization.key, &[]),
            });
        }
        Ok((organization, reply.facts.date))
    }

    /// One page of the members.
    pub(super) async fn members_page(&self, page: u64) -> Result<Page<LiveMember>, PlatformError> {
        let reply = self.window.get(self.about().members(page)).await?;
        Ok(reply.decode::<MembersPage>()?.into_page())
    }

    /// One page of the workspaces.
    pub(super) async fn workspaces_page(&self, page: u64) -> Result<Page<LiveWorkspace>, PlatformError> {
        let reply = self.window.get(self.about().workspaces(page)).await?;
        Ok(reply.decode::<WorkspacesPage>()?.into_page())
    }

    /// Requests about this organization.
    pub(super) fn about(&self) -> About<'_> {
        About(&self.organization)
    }

    /// Reads a list that has no pages, until no row comes twice.
    async fn list<R, T>(&self, what: &str, get: impl Fn() -> Get) -> Result<Vec<T>, PlatformError>
    where
        R: DeserializeOwned,
        T: From<R> + Row,
    {
        let mut times = 1;
        loop {
            let reply = self.window.get(get()).await?;
            let rows: Vec<T> = reply.decode::<Vec<R>>()?.into_iter().map(T::from).collect();
            match repeated(&rows) {
                0 => return Ok(sorted(rows)),
                some if times > REPEATS => {
                    return Err(PlatformError::Inconsistent {
                        what: what.to_owned(),
                        why: format!("{some} of {} rows came twice", rows.len()),
                        times,
                    });
                }
                some => {
                    tracing::info!(
                        list = what,
                        rows_twice = some,
                        "a list does not add up, and is read again"
                    );
                    times += 1;
                }
            }
        }
    }
}
