//! The large example: a world that differs from its manifest in every way that the planner knows, brought to
//! it in one run without anybody's approval.

use std::collections::BTreeSet;

use orgform::apply::Verification;
use orgform::guards::{ApprovedPlan, Verdict};
use orgform::model::{Action, Desired, Email};
use orgform::plan::{FindingKind, Plan};

use super::folders::{desired, seed};
use super::kinds::missing;
use crate::stage::Stage;

#[test]
fn it_is_as_large_as_a_real_organization() {
    let acme = desired("acme");
    assert!(acme.members.unwrap().len() >= 120);
    assert_eq!(acme.teams.unwrap().len(), 9);
    assert_eq!(acme.workspaces.unwrap().len(), 24);
}

#[tokio::test]
async fn its_world_shows_everything_that_a_plan_can_hold() {
    let acme = desired("acme");
    let stage = Stage::open(seed("acme")).await;
    let plan = stage.survey(&acme).await.plan;
    assert_eq!(missing(&plan), [] as [&str; 0]);
    assert!(stage.writes().is_empty(), "planning only looks");
}

#[tokio::test]
async fn one_apply_brings_its_world_to_the_manifest() {
    let acme = desired("acme");
    let stage = Stage::open(seed("acme")).await;
    let approved = approved(&stage, &acme).await;
    let plan = approved.plan();
    assert!(!plan.is_blocked(), "{:?}", plan.findings);

    let outcomes = stage.apply(&approved, &acme).await;
    for (change, outcome) in plan.changes.iter().zip(&outcomes) {
        assert_eq!(outcome.name(), "done", "{}: {outcome:?}", change.address);
    }
    let waiting = people_asked(plan).len();
    let verification = stage.verify(&approved, &acme).await;
    assert_eq!(verification, Verification::Converged { waiting });
    assert_eq!(stage.sandbox.incidents().unwrap(), [] as [String; 0]);
}

#[tokio::test]
async fn a_second_look_finds_nothing_to_do() {
    let acme = desired("acme");
    let stage = Stage::open(seed("acme")).await;
    let first = approved(&stage, &acme).await;
    stage.apply(&first, &acme).await;

    let second = stage.survey(&acme).await.plan;
    assert_eq!(second.changes, []);
    let people = |kind| second.findings.iter().filter(|found| found.kind == kind).count();
    assert_eq!(
        people(FindingKind::GaveUp) + people(FindingKind::Declined),
        2,
        "told again, asked never"
    );
}

/// Whoever has an open invitation once the plan is done.
fn people_asked(plan: &Plan) -> BTreeSet<&Email> {
    let invited = plan.changes.iter().filter_map(|change| match &change.action {
        Action::Invite { email, .. } | Action::Reinvite { email, .. } => Some(email),
        _ => None,
    });
    let awaited = plan.waiting.iter().map(|waiting| waiting.for_what.person());
    invited.chain(awaited).collect()
}

/// The plan, which no guard refuses and of which none holds anything back.
async fn approved(stage: &Stage, desired: &Desired) -> ApprovedPlan {
    match stage.judge(desired).await {
        Verdict::Approved(approved) => {
            assert_eq!(approved.judgement().held, []);
            assert_eq!(
                approved.judgement().looser,
                [],
                "the example is no looser than the defaults"
            );
            approved
        }
        Verdict::Refused(refusal) => panic!("{:#?}", refusal.judgement().objections),
    }
}
