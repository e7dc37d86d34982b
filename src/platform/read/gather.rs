//! Asks many things side by side: what an answer leads to is asked as soon as it is known.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tokio::task::{JoinError, JoinSet};

use super::ReadApi;
use super::ask::{Ask, Told};
use super::found::Found;
use super::outcome::Outcome;
use super::pages::{Flaw, PageOf, REPEATS};
use crate::model::{LiveMember, LiveWorkspace, ReadScope, WorkspaceKey};
use crate::platform::wire::Page;
use crate::platform::{PlatformError, Progress};

/// One read of many things.
pub(super) struct Gather<'a> {
    api: &'a ReadApi,
    scope: &'a ReadScope,
    progress: &'a dyn Progress,
    /// Questions that lead to more.
    lists: VecDeque<Ask>,
    /// Questions that lead to nothing more.
    details: VecDeque<Ask>,
    opened: BTreeSet<WorkspaceKey>,
    /// Workspaces that were opened early and are not listed so far, with the failure to read them if there was
    /// one: about one that is not there nobody needs to know.
    unlisted: BTreeMap<WorkspaceKey, Option<PlatformError>>,
    found: Found,
    failures: Vec<PlatformError>,
}

impl<'a> Gather<'a> {
    /// A read in which lists lead to what `scope` says.
    pub(super) fn new(api: &'a ReadApi, scope: &'a ReadScope, progress: &'a dyn Progress) -> Gather<'a> {
        Gather {
            api,
            scope,
            progress,
            lists: VecDeque::new(),
            details: VecDeque::new(),
            opened: BTreeSet::new(),
            unlisted: BTreeMap::new(),
            found: Found::new(),
            failures: Vec::new(),
        }
    }

    /// Plans a question.
    pub(super) fn ask(&mut self, ask: Ask) {
        self.progress.planned(1);
        match ask {
            Ask::TeamMembers(_) | Ask::WorkspaceUsers(_) | Ask::WorkspaceTeams(_) => {
                self.details.push_back(ask);
            }
            _ => self.lists.push_back(ask),
        }
    }

    /// Plans the questions about one workspace before it is listed.
    pub(super) fn open_early(&mut self, key: &WorkspaceKey) {
        self.unlisted.insert(key.clone(), None);
        self.open(key);
    }

    /// Plans the questions about one workspace, once.
    pub(super) fn open(&mut self, key: &WorkspaceKey) {
        if self.opened.insert(key.clone()) {
            self.ask(Ask::WorkspaceUsers(key.clone()));
            self.ask(Ask::WorkspaceTeams(key.clone()));
        }
    }

    /// Asks until nothing is left to ask. After a failure nothing more is asked; where several things fail,
    /// the most telling failure is returned, whichever came first.
    pub(super) async fn run(mut self) -> Result<Found, PlatformError> {
        let mut on_their_way = JoinSet::new();
        loop {
            while on_their_way.len() < self.api.window.parallelism()
                && let Some(ask) = self.next()
            {
                let api = self.api.clone();
                on_their_way.spawn(async move { ask.put_to(&api).await });
            }
            let Some(answered) = on_their_way.join_next().await else {
                break;
            };
            self.progress.done();
            let told = answered.unwrap_or_else(go_on_panicking);
            match told.and_then(|told| self.take(told)) {
                Err(error) if error.ends_the_run() => return Err(error),
                Err(error) => self.failures.push(error),
                Ok(()) => {}
            }
        }
        match self.failures.into_iter().min_by_key(rank) {
            Some(failure) => Err(failure),
            None => Ok(self.found),
        }
    }

    fn next(&mut self) -> Option<Ask> {
        if !self.failures.is_empty() {
            return None;
        }
        self.lists.pop_front().or_else(|| self.details.pop_front())
    }

    /// Puts an answer in its place, and plans what it leads to.
    fn take(&mut self, told: Told) -> Result<(), PlatformError> {
        let found = &mut self.found;
        match told {
            Told::Caller(caller) => {
                found.caller = Some(caller);
                return self.check_members();
            }
            Told::Organization(organization, date) => {
                found.organization = Some(*organization);
                found.platform_now = date;
            }
            Told::Members(at, page) => return self.take_members(at, page),
            Told::Invitations(rows) => found.invitations = Some(rows),
            Told::Teams(rows) => {
                if let Outcome::Read(teams) = &rows {
                    let ids = teams
                        .iter()
                        .filter(|team| team.is_active)
                        .map(|team| team.id.clone());
                    for id in ids.collect::<Vec<_>>() {
                        self.ask(Ask::TeamMembers(id));
                    }
                }
                self.found.teams = Some(rows);
            }
            Told::TeamMembers(team, rows) => {
                found.people.insert(team, rows);
            }
            Told::Workspaces(at, page) => return self.take_workspaces(at, page),
            Told::NoWorkspaces(refused) => found.no_workspaces = Some(refused),
            Told::WorkspaceUsers(key, rows) => {
                found.user_grants.insert(key, rows);
            }
            Told::WorkspaceTeams(key, rows) => {
                found.team_grants.insert(key, rows);
            }
            Told::NothingOf(key, error) => match self.unlisted.get_mut(&key) {
                Some(failure) => *failure = Some(error),
                None => return Err(error),
            },
        }
        Ok(())
    }

    fn take_members(&mut self, at: PageOf, page: Page<LiveMember>) -> Result<(), PlatformError> {
        let next = self.found.members.take(at, page);
        self.ask_for_members(next)?;
        self.check_members()
    }

    fn check_members(&mut self) -> Result<(), PlatformError> {
        let Some(flaw) = self.found.flaw_of_members() else {
            return Ok(());
        };
        let next = self.found.members.start_over(flaw.to_owned());
        self.ask_for_members(next)
    }

    fn ask_for_members(&mut self, next: Result<Vec<PageOf>, Flaw>) -> Result<(), PlatformError> {
        for at in next.map_err(|flaw| inconsistent("members", flaw))? {
            self.ask(Ask::Members(at));
        }
        Ok(())
    }

    fn take_workspaces(&mut self, at: PageOf, page: Page<LiveWorkspace>) -> Result<(), PlatformError> {
        for workspace in page.rows.iter().filter(|workspace| workspace.is_active) {
            if self.scope.workspaces.opens(&workspace.key, workspace.is_default) {
                if let Some(Some(failure)) = self.unlisted.remove(&workspace.key) {
                    return Err(failure);
                }
                self.open(&workspace.key);
            }
        }
        let next = self.found.workspaces.take(at, page);
        for at in next.map_err(|flaw| inconsistent("workspaces", flaw))? {
            self.ask(Ask::Workspaces(at));
        }
        Ok(())
    }
}

fn inconsistent(what: &str, why: Flaw) -> PlatformError {
    PlatformError::Inconsistent {
        what: what.to_owned(),
        why,
        times: 1 + REPEATS,
    }
}

/// A refused key explains every other failure, and so does an organization that is not there.
fn rank(failure: &PlatformError) -> u8 {
    match failure {
        PlatformError::KeyRefused(_) => 0,
        PlatformError::NoOrganization { .. } => 1,
        PlatformError::OtherOrganization { .. } => 2,
        PlatformError::NoCaller(_) => 3,
        PlatformError::Call(_) => 4,
        PlatformError::Inconsistent { .. } => 5,
    }
}

/// Nobody ends these tasks early, so one that did not end well has panicked.
fn go_on_panicking<T>(error: JoinError) -> T {
    std::panic::resume_unwind(error.into_panic())
}
