//! One question to the platform, and what it told.

use jiff::Timestamp;

use super::ReadApi;
use super::outcome::Outcome;
use super::pages::PageOf;
use crate::model::{
    Caller, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember,
    LiveUserGrant, LiveWorkspace, TeamId, WorkspaceKey,
};
use crate::platform::PlatformError;
use crate::platform::wire::Page;

/// A question that takes one request.
#[derive(Debug)]
pub(super) enum Ask {
    Caller,
    Organization,
    Members(PageOf),
    Invitations,
    Teams,
    TeamMembers(TeamId),
    Workspaces(PageOf),
    WorkspaceUsers(WorkspaceKey),
    WorkspaceTeams(WorkspaceKey),
}

/// The answer to the question of the same name. Refusals that a verdict can be made of are answers.
pub(super) enum Told {
    Caller(Caller),
    Organization(Box<LiveOrganization>, Option<Timestamp>),
    Members(PageOf, Page<LiveMember>),
    Invitations(Outcome<Vec<LiveInvitation>>),
    Teams(Outcome<Vec<LiveTeam>>),
    TeamMembers(TeamId, Outcome<Vec<LiveTeamMember>>),
    Workspaces(PageOf, Page<LiveWorkspace>),
    NoWorkspaces(Outcome<Vec<LiveWorkspace>>),
    WorkspaceUsers(WorkspaceKey, Outcome<Vec<LiveUserGrant>>),
    WorkspaceTeams(WorkspaceKey, Outcome<Vec<LiveTeamGrant>>),
    /// Neither rows nor a refusal, about one workspace.
    NothingOf(WorkspaceKey, PlatformError),
}

impl Ask {
    /// Asks.
    pub(super) async fn put_to(self, api: &ReadApi) -> Result<Told, PlatformError> {
        Ok(match self {
            Ask::Caller => Told::Caller(api.caller().await?),
            Ask::Organization => {
                let (organization, date) = api.organization_and_date().await?;
                Told::Organization(Box::new(organization), date)
            }
            Ask::Members(at) => Told::Members(at, api.members_page(at.page).await?),
            Ask::Invitations => Told::Invitations(Outcome::of(api.invitations().await)?),
            Ask::Teams => Told::Teams(Outcome::of(api.teams().await)?),
            Ask::TeamMembers(team) => {
                let people = Outcome::of(api.team_members(&team).await)?;
                Told::TeamMembers(team, people)
            }
            Ask::Workspaces(at) => match api.workspaces_page(at.page).await {
                Ok(page) => Told::Workspaces(at, page),
                // Half a list that is refused is no refusal of the list.
                Err(error) if at.page > 1 => return Err(error),
                Err(error) => Told::NoWorkspaces(Outcome::of(Err(error))?),
            },
            Ask::WorkspaceUsers(key) => match Outcome::of(api.workspace_users(&key).await) {
                Ok(grants) => Told::WorkspaceUsers(key, grants),
                Err(error) => nothing_of(key, error)?,
            },
            Ask::WorkspaceTeams(key) => match Outcome::of(api.workspace_teams(&key).await) {
                Ok(grants) => Told::WorkspaceTeams(key, grants),
                Err(error) => nothing_of(key, error)?,
            },
        })
    }
}

/// A failure that speaks of one workspace alone, unless it speaks of the whole run.
fn nothing_of(key: WorkspaceKey, error: PlatformError) -> Result<Told, PlatformError> {
    match error {
        PlatformError::Call(_) | PlatformError::Inconsistent { .. } if !error.ends_the_run() => {
            Ok(Told::NothingOf(key, error))
        }
        other => Err(other),
    }
}
