//! The run of an apply: starts changes as their dependencies allow, a few at a time, and collects how they
//! end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::{self, JoinSet};
use tokio_util::sync::CancellationToken;

use super::schedule::Schedule;
use super::step::Step;
use super::{Event, Journal, JournalError, JournalHead, Observer, Outcome, Record};
use crate::guards::ApprovedPlan;
use crate::model::{Action, Address, Change, Email, GuardCode, TeamId, TeamName, WorkspaceKey};
use crate::platform::{ReadApi, WriteApi};

/// The two hands on the platform. Only apply holds both.
#[derive(Clone)]
pub struct Apis {
    /// For looking again.
    pub read: ReadApi,
    /// For writing.
    pub write: WriteApi,
}

/// How an apply is run.
#[derive(Clone, Debug)]
pub struct ApplySettings {
    /// So many changes are under way at once.
    pub parallelism: usize,
    /// The manifest's `min_owners`.
    pub min_owners: u32,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// By how much waits are multiplied; less than one in tests.
    pub pace: f64,
    /// The id of the run.
    pub run: String,
}

/// Carries out the changes of an approved plan. Returns how each of them ended, in the plan's order, and
/// whether the run was stopped by `cancel`. Fails only when the journal cannot be started, and then nothing
/// was sent.
pub async fn apply(
    approved: &ApprovedPlan,
    apis: Apis,
    journal: Option<Arc<Journal>>,
    observer: &dyn Observer,
    cancel: &CancellationToken,
    settings: &ApplySettings,
) -> Result<(Vec<Outcome>, bool), JournalError> {
    let changes: Arc<[Change]> = approved.plan().changes.clone().into();
    let shared = Arc::new(Shared::new(approved, apis, journal, settings));
    shared.record(&Record::Head(head(approved, settings))).await?;
    observer.observe(&Event::Began {
        changes: changes.len(),
    });

    let mut run = Run {
        schedule: Schedule::new(&changes),
        outcomes: vec![None; changes.len()],
        running: JoinSet::new(),
        started: Vec::new(),
        changes: &changes,
        shared,
        observer,
    };
    let interrupted = run.go_on(cancel, settings.parallelism.max(1)).await;
    let outcomes = run
        .outcomes
        .into_iter()
        .map(|outcome| outcome.unwrap_or(Outcome::NotStarted))
        .collect();
    Ok((outcomes, interrupted))
}

struct Run<'a> {
    schedule: Schedule<'a>,
    outcomes: Vec<Option<Outcome>>,
    running: JoinSet<Outcome>,
    /// Which change each running task is for.
    started: Vec<(task::Id, usize)>,
    changes: &'a Arc<[Change]>,
    shared: Arc<Shared>,
    observer: &'a dyn Observer,
}

impl Run<'_> {
    async fn go_on(&mut self, cancel: &CancellationToken, parallelism: usize) -> bool {
        let mut interrupted = false;
        loop {
            // Asked before anything is started: whoever stopped the run meanwhile wants no more of it.
            if !interrupted && cancel.is_cancelled() {
                interrupted = true;
                self.observer.observe(&Event::Interrupted {
                    under_way: self.running.len(),
                });
            }
            while !interrupted && !self.shared.has_lost_journal() && self.running.len() < parallelism {
                let Some(index) = self.schedule.start() else { break };
                self.start(index);
            }
            if self.running.is_empty() {
                return interrupted;
            }
            tokio::select! {
                Some(ended) = self.running.join_next_with_id() => self.ended(ended),
                () = cancel.cancelled(), if !interrupted => {}
            }
        }
    }

    fn start(&mut self, index: usize) {
        self.observer.observe(&Event::Started(&self.changes[index]));
        let (shared, changes) = (Arc::clone(&self.shared), Arc::clone(self.changes));
        let task = self.running.spawn(async move {
            let change = &changes[index];
            let outcome = Step::new(&shared, change).run().await;
            // A journal that fails here stops the next start; this change has ended either way.
            let _ = shared.record(&conclusion(change, &outcome)).await;
            outcome
        });
        self.started.push((task.id(), index));
    }

    fn ended(&mut self, ended: Result<(task::Id, Outcome), task::JoinError>) {
        let (id, outcome) = match ended {
            Ok((id, outcome)) => (id, Some(outcome)),
            Err(error) => (error.id(), None),
        };
        let Some(place) = self.started.iter().position(|(started, _)| *started == id) else {
            return;
        };
        let (_, index) = self.started.swap_remove(place);
        let outcome = outcome.unwrap_or_else(|| self.noted(index, broken_down()));
        let reached = outcome.is_reached();
        self.conclude(index, outcome);
        if reached {
            self.schedule.reached(index);
        } else {
            for (blocked, by) in self.schedule.missed(index) {
                let outcome = self.noted(blocked, Outcome::Blocked { by });
                self.conclude(blocked, outcome);
            }
        }
    }

    /// Puts the end of a change that no task of its own has told of on the journal.
    fn noted(&self, index: usize, outcome: Outcome) -> Outcome {
        self.shared.note(&conclusion(&self.changes[index], &outcome));
        outcome
    }

    fn conclude(&mut self, index: usize, outcome: Outcome) {
        self.observer
            .observe(&Event::Finished(&self.changes[index], &outcome));
        self.outcomes[index] = Some(outcome);
    }
}

/// How a change ended, as a line of the journal.
fn conclusion(change: &Change, outcome: &Outcome) -> Record {
    let detail = match outcome {
        Outcome::Done { detail, .. } => detail.clone(),
        Outcome::Satisfied { detail } | Outcome::Stale { detail } | Outcome::Failed { detail, .. } => {
            Some(detail.clone())
        }
        Outcome::Blocked { by } => Some(format!("waits for {by}")),
        Outcome::NotStarted => None,
    };
    Record::Change {
        address: change.address.to_string(),
        outcome: outcome.name().to_owned(),
        detail,
    }
}

/// A step that panicked is a bug of ours, and nobody knows how far it came.
fn broken_down() -> Outcome {
    Outcome::Failed {
        detail: "orgform broke down in the middle of this change, which is a bug".to_owned(),
        request_id: None,
        status: None,
        maybe_done: true,
        unsupported: false,
    }
}

fn head(approved: &ApprovedPlan, settings: &ApplySettings) -> JournalHead {
    let plan = approved.plan();
    JournalHead {
        format_version: Journal::VERSION.to_owned(),
        tool: concat!("orgform ", env!("CARGO_PKG_VERSION")).to_owned(),
        run: settings.run.clone(),
        organization: plan.organization.key.clone(),
        organization_id: plan.organization.id.to_string(),
        server: plan.organization.server.clone(),
        caller: plan.caller.to_string(),
        plan: plan.digest().to_string(),
        started_at: (settings.clock)().to_string(),
    }
}

/// What all steps of a run share.
pub(super) struct Shared {
    pub(super) apis: Apis,
    /// The plan's moment, which is the platform's where the two clocks differ: what was open then, or was
    /// made since, counts as open.
    pub(super) planned_at: Timestamp,
    pub(super) operators: BTreeSet<Email>,
    pub(super) min_owners: usize,
    /// Workspaces that an approval lets go without an owner.
    pub(super) ownerless_approved: BTreeSet<WorkspaceKey>,
    /// Changes that end an ownership run one after another.
    pub(super) owner_endings: tokio::sync::Mutex<()>,
    journal: Option<Arc<Journal>>,
    journal_lost: Mutex<bool>,
    teams: Mutex<BTreeMap<TeamName, TeamId>>,
    unsupported: Mutex<BTreeSet<&'static str>>,
    clock: fn() -> Timestamp,
    pace: f64,
}

impl Shared {
    fn new(
        approved: &ApprovedPlan,
        apis: Apis,
        journal: Option<Arc<Journal>>,
        settings: &ApplySettings,
    ) -> Shared {
        let plan = approved.plan();
        let lifted = &approved.judgement().lifted;
        let lifts = |guard| lifted.iter().filter(move |objection| objection.guard == guard);
        let min_owners = if lifts(GuardCode::LastOwner).next().is_some() {
            1
        } else {
            settings.min_owners.max(1)
        };
        let ownerless = lifts(GuardCode::LastWorkspaceOwner).flat_map(|objection| &objection.objects);
        Shared {
            apis,
            operators: plan
                .before
                .members
                .iter()
                .filter(|(_, member)| member.operator)
                .map(|(email, _)| email.clone())
                .collect(),
            planned_at: plan.now,
            min_owners: min_owners as usize,
            ownerless_approved: ownerless.filter_map(Address::workspace).cloned().collect(),
            owner_endings: tokio::sync::Mutex::new(()),
            journal,
            journal_lost: Mutex::new(false),
            teams: Mutex::new(BTreeMap::new()),
            unsupported: Mutex::new(BTreeSet::new()),
            clock: settings.clock,
            pace: settings.pace,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(super) fn pace(&self, wait: Duration) -> Duration {
        wait.mul_f64(self.pace)
    }

    /// Puts a line on the journal; after the first failure nothing more is started.
    pub(super) async fn record(&self, record: &Record) -> Result<(), JournalError> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let written = journal.write(record).await;
        if written.is_err() {
            *self.journal_lost.lock().unwrap_or_else(PoisonError::into_inner) = true;
        }
        written
    }

    /// Puts a line on the journal without waiting for the disk; the next line that is waited for vouches for it.
    pub(super) fn note(&self, record: &Record) {
        let Some(journal) = &self.journal else { return };
        if journal.note(record).is_err() {
            *self.journal_lost.lock().unwrap_or_else(PoisonError::into_inner) = true;
        }
    }

    fn has_lost_journal(&self) -> bool {
        *self.journal_lost.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn remember_team(&self, name: &TeamName, id: &TeamId) {
        let mut teams = self.teams.lock().unwrap_or_else(PoisonError::into_inner);
        teams.insert(name.clone(), id.clone());
    }

    /// The id of a team that a change names: live when the plan was made, or created since.
    pub(super) fn team_id(&self, change: &Change, name: &TeamName) -> Option<TeamId> {
        use crate::model::TeamRef;
        match &change.action {
            Action::AddTeamMember {
                team: TeamRef::Live(id),
                ..
            }
            | Action::GrantTeam {
                team: TeamRef::Live(id),
                ..
            } => Some(id.clone()),
            _ => self
                .teams
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get(name)
                .cloned(),
        }
    }

    /// The platform has no route for this kind of change.
    pub(super) fn remember_unsupported(&self, change: &Change) {
        self.unsupported
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(change.action.name());
    }

    pub(super) fn is_unsupported(&self, change: &Change) -> bool {
        self.unsupported
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(change.action.name())
    }
}
