//! Reading a whole organization, or more of one.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::ReadApi;
use super::ask::Ask;
use super::found::Found;
use super::gather::Gather;
use super::outcome::Outcome;
use super::pages::PageOf;
use crate::model::{Live, LiveMember, LiveWorkspace, Presence, ReadScope, Reading, WorkspaceScope};
use crate::platform::{PlatformError, Progress, RequestStats, Silent};

/// A complete read.
#[derive(Clone, Debug)]
pub struct LiveRead {
    /// What is there.
    pub live: Live,
    /// The platform's clock during the read, where it tells; never by [`ReadApi::widen`].
    pub platform_now: Option<Timestamp>,
    /// What it took.
    pub requests: RequestStats,
    /// How long it took.
    pub duration: Duration,
}

/// A scope in which lists lead to nothing more.
const LISTS_ALONE: ReadScope = ReadScope {
    teams: false,
    workspaces: WorkspaceScope::None,
};

impl ReadApi {
    /// Reads what `scope` asks for, side by side: completely, or not at all.
    ///
    /// Teams and workspaces that the platform keeps as inactive are listed and not opened.
    pub async fn read(&self, scope: &ReadScope, progress: &dyn Progress) -> Result<LiveRead, PlatformError> {
        let (before, started) = (self.stats(), Instant::now());
        let mut gather = Gather::new(self, scope, progress);
        gather.ask(Ask::Organization);
        gather.ask(Ask::Members(PageOf::FIRST));
        if scope.workspaces != WorkspaceScope::None {
            gather.ask(Ask::Workspaces(PageOf::FIRST));
        }
        if scope.teams {
            gather.ask(Ask::Teams);
        }
        gather.ask(Ask::Invitations);
        gather.ask(Ask::Caller);
        if let WorkspaceScope::Named(keys) = &scope.workspaces {
            for (key, presence) in keys {
                if *presence == Presence::Expected {
                    gather.open_early(key);
                }
            }
        }
        let found = gather.run().await?;
        Ok(LiveRead {
            platform_now: found.platform_now,
            live: found.into_live(&self.server),
            requests: self.stats().since(&before),
            duration: started.elapsed(),
        })
    }

    /// Reads what `scope` asks for and `live` does not hold yet: the grants of further workspaces, or a
    /// list that was not asked for. What `live` holds is not read again.
    pub async fn widen(
        &self,
        live: Live,
        scope: &ReadScope,
        progress: &dyn Progress,
    ) -> Result<LiveRead, PlatformError> {
        let (before, started) = (self.stats(), Instant::now());
        let mut gather = Gather::new(self, scope, progress);
        if scope.teams && live.teams == Reading::NotAsked {
            gather.ask(Ask::Teams);
        }
        match &live.workspaces {
            Reading::Read(workspaces) => {
                let is_missing = |workspace: &&LiveWorkspace| {
                    workspace.is_active
                        && workspace.users == Reading::NotAsked
                        && scope.workspaces.opens(&workspace.key, workspace.is_default)
                };
                for workspace in workspaces.iter().filter(is_missing) {
                    gather.open(&workspace.key);
                }
            }
            Reading::NotAsked if scope.workspaces != WorkspaceScope::None => {
                gather.ask(Ask::Workspaces(PageOf::FIRST));
            }
            _ => {}
        }
        let found = gather.run().await?;
        Ok(LiveRead {
            platform_now: None,
            live: found.add_to(live),
            requests: self.stats().since(&before),
            duration: started.elapsed(),
        })
    }

    /// Every member, from all pages.
    pub async fn members(&self) -> Result<Vec<LiveMember>, PlatformError> {
        let found = self.list_alone(Ask::Members(PageOf::FIRST)).await?;
        Ok(found.members.into_complete().unwrap_or_default())
    }

    /// Every workspace that the caller may see, from all pages, without grants.
    pub async fn workspaces(&self) -> Result<Vec<LiveWorkspace>, PlatformError> {
        let found = self.list_alone(Ask::Workspaces(PageOf::FIRST)).await?;
        match found.no_workspaces {
            Some(Outcome::Refused(call)) => Err(call.into()),
            _ => Ok(found.workspaces.into_complete().unwrap_or_default()),
        }
    }

    async fn list_alone(&self, list: Ask) -> Result<Found, PlatformError> {
        let mut gather = Gather::new(self, &LISTS_ALONE, &Silent);
        gather.ask(list);
        gather.run().await
    }
}
