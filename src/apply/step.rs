//! One change: its calls, in order, each on the journal before and after.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::creation::{Repeat, repeat};
use super::lookback::{Sight, look};
use super::run::Shared;
use super::{CallEnd, CallStart, JournalError, Outcome, Record, owners};
use crate::model::{Action, Change, InvitationId, TeamId, TeamRef};
use crate::platform::{Answer, CallError};

/// Why a call could not be made or did not work.
pub(super) enum Stop {
    /// The platform, or the way to it.
    Call(CallError),
    /// The journal.
    Journal(JournalError),
    /// A team that should have been created is not known.
    NoTeam,
}

/// A change being carried out.
pub(super) struct Step<'a> {
    shared: &'a Shared,
    change: &'a Change,
    began: Instant,
    /// Whether the platform took a call of this change: it is no longer as if it had not been started.
    took: AtomicBool,
}

impl<'a> Step<'a> {
    pub(super) fn new(shared: &'a Shared, change: &'a Change) -> Step<'a> {
        Step {
            shared,
            change,
            began: Instant::now(),
            took: AtomicBool::new(false),
        }
    }

    /// Carries the change out and says how it ended. Never panics, never leaves the journal behind.
    pub(super) async fn run(&self) -> Outcome {
        if self.shared.is_unsupported(self.change) {
            return self.failed(
                "this platform cannot do that, as an earlier change showed",
                None,
                false,
                true,
            );
        }
        if !owners::concerns(self.change) {
            return self.attempt().await;
        }
        let _one_at_a_time = self.shared.owner_endings.lock().await;
        match owners::objection(self.shared, self.change).await {
            Ok(None) => self.attempt().await,
            Ok(Some(detail)) => Outcome::Stale { detail },
            Err(error) if error.ends_the_run() => Outcome::NotStarted,
            Err(error) => {
                let detail = format!("the owners could not be looked at again, so nothing was sent: {error}");
                self.failed(&detail, error.call(), false, false)
            }
        }
    }

    /// Sends, and after a lost answer or a conflict looks before it decides.
    async fn attempt(&self) -> Outcome {
        let mut tries = 0;
        loop {
            tries += 1;
            let error = match self.send().await {
                Ok(done) => return done,
                Err(Stop::Call(error)) => error,
                Err(Stop::Journal(error)) => return self.failed(&error.to_string(), None, false, false),
                Err(Stop::NoTeam) => return self.failed("the team was not created", None, false, false),
            };
            if tries == 1 && self.was_not_sent(&error) {
                return Outcome::NotStarted;
            }
            if !needs_a_look(self.change, &error) {
                return self.refused(&error);
            }
            match look(self.shared, self.change).await {
                Ok(Sight::Reached) if error.is_conflict() => {
                    return Outcome::Satisfied {
                        detail: format!("already so: {error}"),
                    };
                }
                Ok(Sight::Reached) => {
                    return self.done(None, Some("the answer was lost; a second look shows it"));
                }
                Ok(Sight::NotReached(why)) => match repeat(self.change, &error, tries) {
                    Repeat::After(wait) => tokio::time::sleep(self.shared.pace(wait)).await,
                    Repeat::Never => {
                        let detail = format!("{error}; {why}; left to the next run");
                        return self.failed(&detail, Some(&error), error.may_be_done(), false);
                    }
                },
                Err(lost) => {
                    let detail = format!("{error}; a second look failed too: {lost}");
                    return self.failed(&detail, Some(&error), error.may_be_done(), false);
                }
            }
        }
    }

    async fn send(&self) -> Result<Outcome, Stop> {
        let write = &self.shared.apis.write;
        let (request, status) = match &self.change.action {
            Action::UpdateOrganization { after, .. } => {
                self.call("update", write.update_organization(after)).await?
            }
            Action::Invite { email, role } => self.call("invite", write.invite(email, *role)).await?,
            Action::Reinvite {
                email, cancel, after, ..
            } => {
                self.cancel_all(cancel).await?;
                self.call("invite", write.invite(email, *after)).await?
            }
            Action::CancelInvitations { cancel, .. } => self.cancel_all(cancel).await?,
            Action::UpdateMember {
                user, before, after, ..
            } => match &after.models {
                Some(models) if before.role == after.role => {
                    self.call("set model access", write.update_model_access(user, models))
                        .await?
                }
                models => {
                    self.call("set role", write.update_member(user, after.role, models.as_ref()))
                        .await?
                }
            },
            Action::RemoveMember { user, .. } => self.call("remove", write.remove_member(user)).await?,
            Action::CreateTeam { name, description } => {
                let (answer, ends) = self
                    .call_for("create", write.create_team(name, description))
                    .await?;
                self.shared.remember_team(name, &answer);
                ends
            }
            Action::UpdateTeam { team, after, .. } => {
                self.call("update", write.update_team(team, &after.0, &after.1))
                    .await?
            }
            Action::DeleteTeam { team, .. } => self.call("delete", write.delete_team(team)).await?,
            Action::AddTeamMember {
                team, user, account, ..
            } => {
                let team = self.team(team)?;
                self.call("add", write.add_team_member(&team, user, account))
                    .await?
            }
            Action::RemoveTeamMember { team, user, .. } => {
                self.call("remove", write.remove_team_member(team, user)).await?
            }
            Action::CreateWorkspace { key, profile } => {
                self.call("create", write.create_workspace(key, profile)).await?
            }
            Action::UpdateWorkspace { key, after, .. } => {
                self.call("update", write.update_workspace(key, after)).await?
            }
            Action::DeleteWorkspace { key } => self.call("delete", write.delete_workspace(key)).await?,
            Action::GrantUser {
                workspace,
                account,
                role,
                ..
            } => {
                self.call("grant", write.grant_user(workspace, account, *role))
                    .await?
            }
            Action::UpdateUserGrant {
                workspace,
                user,
                after,
                ..
            } => {
                self.call("change", write.update_user_grant(workspace, user, *after))
                    .await?
            }
            Action::RevokeUser { workspace, user, .. } => {
                self.call("revoke", write.revoke_user(workspace, user)).await?
            }
            Action::GrantTeam {
                workspace,
                team,
                role,
                ..
            } => {
                let team = self.team(team)?;
                self.call("grant", write.grant_team(workspace, &team, *role))
                    .await?
            }
            Action::UpdateTeamGrant {
                workspace,
                team,
                after,
                ..
            } => {
                self.call("change", write.update_team_grant(workspace, team, *after))
                    .await?
            }
            Action::RevokeTeam { workspace, team, .. } => {
                self.call("revoke", write.revoke_team(workspace, team)).await?
            }
        };
        Ok(self.done(Some((request, status)), None))
    }

    async fn cancel_all(&self, invitations: &[InvitationId]) -> Result<(String, u16), Stop> {
        let mut last = (String::new(), 0);
        for invitation in invitations {
            let call = self.shared.apis.write.cancel_invitation(invitation);
            let (_, ends) = self.journaled("cancel", Some(invitation), call).await?;
            last = ends;
        }
        Ok(last)
    }

    fn team(&self, team: &TeamRef) -> Result<TeamId, Stop> {
        match team {
            TeamRef::Live(id) => Ok(id.clone()),
            TeamRef::Planned(name) => self.shared.team_id(self.change, name).ok_or(Stop::NoTeam),
        }
    }

    async fn call<T>(
        &self,
        what: &str,
        call: impl Future<Output = Result<Answer<T>, CallError>>,
    ) -> Result<(String, u16), Stop> {
        self.journaled(what, None, call).await.map(|(_, ends)| ends)
    }

    async fn call_for<T>(
        &self,
        what: &str,
        call: impl Future<Output = Result<Answer<T>, CallError>>,
    ) -> Result<(T, (String, u16)), Stop> {
        self.journaled(what, None, call).await
    }

    /// Sends one call, with a line on disk before and after it.
    async fn journaled<T>(
        &self,
        what: &str,
        invitation: Option<&InvitationId>,
        call: impl Future<Output = Result<Answer<T>, CallError>>,
    ) -> Result<(T, (String, u16)), Stop> {
        let address = self.change.address.to_string();
        let (before, after) = self.change.action.before_and_after();
        let start = CallStart {
            at: self.shared.now().to_string(),
            address: address.clone(),
            action: self.change.action.name().to_owned(),
            call: what.to_owned(),
            invitation: invitation.map(|id| id.reveal().to_owned()),
            before,
            after,
        };
        self.shared
            .record(&Record::Start(start))
            .await
            .map_err(Stop::Journal)?;
        let result = call.await;
        let end = self.end(address, what, &result);
        // Nothing waits for this line alone: the next one, before another call or at the end of the change, is on
        // disk only if this one is. What came of the call is so whether or not it can be written down.
        self.shared.note(&Record::End(end));
        let answer = result.map_err(Stop::Call)?;
        self.took.store(true, Ordering::Relaxed);
        Ok((answer.value, (answer.request_id, answer.status)))
    }

    fn end<T>(&self, address: String, call: &str, result: &Result<Answer<T>, CallError>) -> CallEnd {
        let (request_id, status, tries, duration) = match result {
            Ok(answer) => (
                Some(answer.request_id.clone()),
                Some(answer.status),
                answer.tries,
                answer.duration,
            ),
            Err(error) => {
                let facts = error.facts();
                (
                    facts.request_id.clone(),
                    error.status(),
                    facts.tries,
                    facts.duration,
                )
            }
        };
        CallEnd {
            at: self.shared.now().to_string(),
            address,
            call: call.to_owned(),
            ok: result.is_ok(),
            request_id,
            status,
            tries,
            duration_ms: u64::try_from(duration.as_millis()).unwrap_or(u64::MAX),
            error: result.as_ref().err().map(ToString::to_string),
        }
    }

    fn done(&self, ends: Option<(String, u16)>, detail: Option<&str>) -> Outcome {
        let (request_id, status) = ends.unzip();
        Outcome::Done {
            request_id,
            status,
            duration: self.elapsed(),
            detail: detail.map(str::to_owned),
        }
    }

    /// A refusal that a second look cannot change.
    fn refused(&self, error: &CallError) -> Outcome {
        let unsupported =
            error.is_not_offered() || (error.is_not_found() && creates_in_a_collection(self.change));
        if !unsupported {
            return self.failed(&error.to_string(), Some(error), error.may_be_done(), false);
        }
        self.shared.remember_unsupported(self.change);
        let detail = format!("this platform cannot do that ({error}){}", self.consent());
        self.failed(&detail, Some(error), error.may_be_done(), true)
    }

    /// How a manifest says that it knows of a missing route.
    fn consent(&self) -> String {
        let collection = self.change.action.collection();
        collection.map_or_else(String::new, |collection| {
            format!("; `unsupported: [{collection}]` under `manage` says that this is known")
        })
    }

    fn failed(
        &self,
        detail: &str,
        error: Option<&CallError>,
        maybe_done: bool,
        unsupported: bool,
    ) -> Outcome {
        Outcome::Failed {
            detail: detail.to_owned(),
            request_id: error.and_then(|error| error.facts().request_id.clone()),
            status: error.and_then(CallError::status),
            maybe_done,
            unsupported,
        }
    }

    /// The run ended before the first call of this change went out.
    fn was_not_sent(&self, error: &CallError) -> bool {
        error.ends_the_run() && !error.may_be_done() && !self.took.load(Ordering::Relaxed)
    }

    fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }
}

/// Whether the answer leaves open what is there now: it was lost, or the platform says that something else
/// is so. What is gone already when it is to be taken away needs a look too: the route may be missing.
fn needs_a_look(change: &Change, error: &CallError) -> bool {
    let gone = error.is_not_found() && change.action.verb() == crate::model::Verb::Remove;
    error.may_be_done() || error.is_conflict() || gone
}

/// A 404 for the route that makes a team can only mean that there is no such route: the organization was
/// just read. Elsewhere the parent may be gone.
fn creates_in_a_collection(change: &Change) -> bool {
    matches!(change.action, Action::CreateTeam { .. })
}
