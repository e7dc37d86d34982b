//! Owners are looked at again right before each change that ends somebody's ownership.

use orgform::apply::Outcome;

use super::bench::Bench;

const SEED: &str = "
clock: 2026-06-01T12:00:00Z
caller: ci@acme.example
organization: { key: acme, name: Acme }
members: { ci@acme.example: owner, ada@acme.example: owner, bob@acme.example: owner }
workspaces:
  lab: { name: Lab, users: { ada@acme.example: owner, bob@acme.example: owner } }
";

#[tokio::test]
async fn an_owner_who_left_since_the_plan_was_made_stops_a_demotion() {
    let manifest = "
organization: { key: acme }
members: { ada@acme.example: reader, bob@acme.example: owner }
";
    let bench = Bench::new(SEED, manifest).await;
    let approved = bench.approved().await;
    click(&bench, "bob@acme.example").await;
    bench.sandbox.clear_log().unwrap();
    let ran = bench
        .apply(&approved, None, &tokio_util::sync::CancellationToken::new())
        .await;
    assert!(
        matches!(&ran.outcomes[0].1, Outcome::Stale { .. }),
        "{:?}",
        ran.outcomes
    );
    assert_eq!(bench.writes(), Vec::<String>::new());
}

/// Somebody demotes `person` by hand, between the plan and the apply.
async fn click(bench: &Bench, person: &str) {
    let live = bench.survey().await.live;
    let row = live.members.iter().find(|row| row.email == person).unwrap();
    let writer = bench.connection().writer();
    writer
        .update_member(&row.user_id, orgform::model::Role::Reader, None)
        .await
        .unwrap();
}

/// Somebody takes a person's grant on the lab away by hand, between the plan and the apply.
async fn revoke(bench: &Bench, person: &str) {
    let live = bench.survey().await.live;
    let row = live.members.iter().find(|row| row.email == person).unwrap();
    let lab = orgform::model::WorkspaceKey::new("lab");
    bench
        .connection()
        .writer()
        .revoke_user(&lab, &row.user_id)
        .await
        .unwrap();
}

/// Plans, lets `person` lose the lab, and applies the plan: its one change must not be sent any more.
async fn assert_stale_without(person: &str, manifest: &str) {
    let bench = Bench::new(SEED, manifest).await;
    let approved = bench.approved().await;
    revoke(&bench, person).await;
    bench.sandbox.clear_log().unwrap();
    let ran = bench
        .apply(&approved, None, &tokio_util::sync::CancellationToken::new())
        .await;
    assert!(
        matches!(&ran.outcomes[0].1, Outcome::Stale { .. }),
        "{:?}",
        ran.outcomes
    );
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn a_workspace_whose_other_owner_left_keeps_the_last_one() {
    let manifest = "
organization: { key: acme }
manage: { prune: [grants] }
workspaces: { lab: { users: { bob@acme.example: owner } } }
";
    assert_stale_without("bob@acme.example", manifest).await;
}

#[tokio::test]
async fn a_member_is_not_removed_when_the_co_owner_left_meanwhile() {
    let manifest = "
organization: { key: acme }
manage: { prune: [members] }
members: { ada@acme.example: owner }
";
    assert_stale_without("ada@acme.example", manifest).await;
}
