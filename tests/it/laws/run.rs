//! Laws of whole runs: over HTTP, against a platform that refuses what the real one refuses.

use std::collections::BTreeMap;

use orgform::apply::Verification;
use orgform::guards::{ApprovedPlan, Verdict};
use orgform::model::{Desired, Email, ModelAccess, OrgState, ReadScope, Role, WorkspaceScope};
use orgform::plan::initial_scope;
use orgform::sandbox::LogEntry;
use proptest::prelude::*;
use tokio::runtime::{Builder, Runtime};

use super::case::{Case, case};
use super::world::World;
use crate::stage::Stage;
use crate::support::cases::cases;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A world, its manifest and the plan, where no guard refuses it.
async fn begin(case: &Case) -> Option<(Stage, Desired, ApprovedPlan)> {
    let stage = Stage::at(World::now, case.world.seed()).await;
    let desired = case.manifest_without_private().desired();
    match stage.judge(&desired).await {
        Verdict::Approved(approved) => Some((stage, desired, approved)),
        Verdict::Refused(_) => None,
    }
}

/// Carries a plan out, and holds it to what every run is held to.
pub(super) async fn carry_out(
    stage: &Stage,
    desired: &Desired,
    approved: &ApprovedPlan,
) -> Result<(), TestCaseError> {
    stage.sandbox.clear_log().unwrap();
    let outcomes = stage.apply(approved, desired).await;
    let plan = approved.plan();
    for (change, outcome) in plan.changes.iter().zip(&outcomes) {
        prop_assert_eq!(outcome.name(), "done", "{}: {:?}", change.address, outcome);
    }
    for write in stage.writes() {
        prop_assert!(
            write.status.is_some_and(|status| status < 300),
            "refused: {write:#?}"
        );
    }
    prop_assert!(
        invited(stage).values().all(|times| *times == 1),
        "{:?}",
        invited(stage)
    );
    match stage.verify(approved, desired).await {
        Verification::Converged { .. } => prop_assert!(!plan.is_blocked()),
        Verification::Remaining { changes, .. } => {
            prop_assert!(changes.is_empty(), "left: {changes:?}");
            prop_assert!(plan.is_blocked());
        }
        other => prop_assert!(false, "{other:?}"),
    }
    Ok(())
}

/// What the sandbox saw go wrong, but for private workspaces, which the caller does not even see.
fn incidents(case: &Case, stage: &Stage) -> Vec<String> {
    let mut incidents = stage.sandbox.incidents().unwrap();
    for key in case.private_keys() {
        incidents.retain(|incident| !incident.contains(&format!("workspace {key} ")));
    }
    incidents
}

/// How many invitations were asked for, by the body that asks.
fn invited(stage: &Stage) -> BTreeMap<Option<String>, usize> {
    let mut times = BTreeMap::new();
    for write in stage.writes().into_iter().filter(is_invitation) {
        *times.entry(write.request).or_default() += 1;
    }
    times
}

fn is_invitation(write: &LogEntry) -> bool {
    write.method == "POST" && write.path.ends_with("/invitations")
}

/// The members as far as a plan decides about them: the platform gives an owner every model by itself.
fn members(state: &OrgState) -> Vec<(&Email, Role, bool, Option<&ModelAccess>)> {
    let rows = state.members.iter();
    rows.map(|(email, member)| {
        let models = member.models.as_ref().filter(|_| member.role != Role::Owner);
        (email, member.role, member.active, models)
    })
    .collect()
}

/// Whether what was read fits what was forecast. The first plan may have had to read more than a second one.
fn fits(forecast: &OrgState, read: &OrgState, scope: &ReadScope) -> Result<(), TestCaseError> {
    prop_assert_eq!(&forecast.profile, &read.profile);
    prop_assert_eq!(members(forecast), members(read));
    prop_assert_eq!(&forecast.invitations, &read.invitations);
    if scope.teams {
        prop_assert_eq!(&forecast.teams, &read.teams);
    }
    if scope.workspaces == WorkspaceScope::None {
        return Ok(());
    }
    let keys = |state: &OrgState| state.workspaces.keys().cloned().collect::<Vec<_>>();
    prop_assert_eq!(keys(forecast), keys(read));
    for (key, workspace) in &forecast.workspaces {
        let other = &read.workspaces[key];
        prop_assert_eq!(&workspace.profile, &other.profile);
        if workspace.users.is_some() && other.users.is_some() {
            prop_assert_eq!(&workspace.users, &other.users, "users of {}", key);
        }
        if workspace.teams.is_some() && other.teams.is_some() {
            prop_assert_eq!(&workspace.teams, &other.teams, "teams of {}", key);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn one_run_converges_and_the_next_has_nothing_to_do(case in case()) {
        runtime().block_on(async {
            let Some((stage, desired, approved)) = begin(&case).await else { return Ok(()) };
            carry_out(&stage, &desired, &approved).await?;
            prop_assert_eq!(incidents(&case, &stage), [] as [String; 0]);

            let Verdict::Approved(second) = stage.judge(&desired).await else {
                return Err(TestCaseError::fail("a second plan is refused"));
            };
            prop_assert_eq!(&second.plan().changes, &[]);
            stage.sandbox.clear_log().unwrap();
            stage.apply(&second, &desired).await;
            prop_assert_eq!(stage.writes().len(), 0, "waiting is quiet");
            fits(&approved.plan().after, &second.plan().before, &initial_scope(&desired))
        })?;
    }

    #[test]
    fn when_everybody_has_accepted_one_more_run_leaves_nothing_to_wait_for(case in case()) {
        runtime().block_on(async {
            let Some((stage, desired, approved)) = begin(&case).await else { return Ok(()) };
            carry_out(&stage, &desired, &approved).await?;
            let awaited = stage.survey(&desired).await.plan.waiting;
            for person in awaited.iter().map(|waiting| waiting.for_what.person().as_str()) {
                // Whoever is waited for in several places accepts once.
                _ = stage.sandbox.accept(person);
            }
            let Verdict::Approved(next) = stage.judge(&desired).await else { return Ok(()) };
            prop_assert_eq!(&next.plan().waiting, &[]);
            carry_out(&stage, &desired, &next).await?;
            prop_assert_eq!(stage.survey(&desired).await.plan.changes, []);
            Ok(())
        })?;
    }
}
