//! The small examples: what they show, and that they are as tame as they say.

use orgform::apply::Verification;
use orgform::guards::{ApprovedPlan, Verdict};
use orgform::model::Verb;

use super::folders::{desired, seed};
use crate::stage::Stage;

/// Applies an example to its world and makes sure that nothing is left to do. Returns what was done, and the
/// addresses of what was left alone.
async fn play(name: &str) -> (ApprovedPlan, Vec<String>) {
    let manifest = desired(name);
    let stage = Stage::open(seed(name)).await;
    let Verdict::Approved(approved) = stage.judge(&manifest).await else {
        panic!("{name} is refused");
    };
    let outcomes = stage.apply(&approved, &manifest).await;
    assert!(
        outcomes.iter().all(|outcome| outcome.name() == "done"),
        "{outcomes:?}"
    );
    let verification = stage.verify(&approved, &manifest).await;
    assert!(
        matches!(verification, Verification::Converged { .. }),
        "{verification:?}"
    );
    let second = stage.survey(&manifest).await.plan;
    assert_eq!(second.changes, []);
    let left = second
        .unmanaged
        .iter()
        .map(|left| left.address.to_string())
        .collect();
    (approved, left)
}

fn removes(approved: &ApprovedPlan) -> bool {
    let mut changes = approved.plan().changes.iter();
    changes.any(|change| change.action.verb() == Verb::Remove)
}

#[tokio::test]
async fn minimal_adds_and_changes_and_removes_nothing() {
    let (approved, left) = play("minimal").await;
    let summary = approved.plan().summary();
    assert!(
        summary.add > 0 && summary.change > 0 && summary.waiting > 0,
        "{summary:?}"
    );
    assert!(!removes(&approved));
    assert_eq!(left, ["member/intern@tidewater.example"]);
}

#[tokio::test]
async fn teams_only_touches_teams_only() {
    let (approved, left) = play("teams-only").await;
    for change in &approved.plan().changes {
        assert!(change.address.team().is_some(), "{}", change.address);
    }
    assert_eq!(approved.plan().summary().rename, 1);
    assert_eq!(approved.plan().people_awaited(), 1);
    assert!(!removes(&approved));
    assert_eq!(
        left,
        [
            "team/book-club",
            "team/detection/member/ewan.sinclair@lighthouse.example"
        ]
    );
}
