//! A write is refused, accepted without effect, or nobody can look afterwards.

use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::checkout::Checkout;
use crate::apply::bench::{MANIFEST, SEED};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_write_blocks_its_dependents_and_nothing_else() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let refused = Rule::new(Effect::Status(403)).on(Verb::Post, "/org/*/ws");
    checkout.bench.sandbox.faults().set(vec![refused]);
    let ran = checkout.run(&["apply", "--auto-approve"]).await;
    ran.assert_code(6)
        .assert_says("not converged")
        .assert_says("waits for workspace/fresh, which did not come about");
    for lost in [
        "workspace/fresh ",
        "workspace/fresh/user/ada@acme.example",
        "workspace/fresh/team/blue",
    ] {
        ran.assert_says(lost);
    }

    checkout.declare(&format!("{MANIFEST}  other: {{ name: Other }}\n"));
    let ran = checkout
        .run(&["apply", "--auto-approve", "--format", "json"])
        .await;
    let receipt = ran.assert_code(6).json();
    let ends: Vec<(&str, &str)> = receipt["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|end| (end["address"].as_str().unwrap(), end["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        ends,
        [
            ("workspace/fresh", "failed"),
            ("workspace/other", "failed"),
            ("workspace/fresh/team/blue", "blocked"),
            ("workspace/fresh/user/ada@acme.example", "blocked"),
        ],
        "everything else was done by the first run"
    );
    assert_eq!(receipt["changes"][0]["status"], 403);

    checkout.declare(MANIFEST);
    checkout.bench.sandbox.faults().clear();
    checkout.run(&["apply", "--auto-approve"]).await.assert_code(0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_was_accepted_without_effect_is_told_as_such() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let swallowed = Rule::new(Effect::Swallowed).on(Verb::Patch, "/org/*");
    checkout.bench.sandbox.faults().set(vec![swallowed]);
    let ran = checkout.run(&["apply", "--auto-approve"]).await;
    ran.assert_code(6)
        .assert_says("not converged: 1 thing is left")
        .assert_says("the platform took the change, and it had no effect");
    let ran = checkout
        .run(&["apply", "--auto-approve", "--format", "json"])
        .await;
    let receipt = ran.assert_code(6).json();
    assert_eq!(receipt["changes"][0]["outcome"], "done");
    assert_eq!(receipt["verification"]["changes"][0], "organization");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_is_told_also_when_nobody_can_look_afterwards() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let reads = checkout.bench.survey().await.requests.total();
    let writes = {
        let clean = Checkout::new(SEED, MANIFEST).await;
        clean.bench.run().await.unwrap();
        clean.bench.writes().len()
    };
    checkout.hold_writes_from(writes as u64);
    let mut running = checkout.start(&["apply", "--auto-approve", "--parallelism", "1"]);
    checkout.until_held(&mut running).await;
    running.kill().await;

    // One change is left; then every look fails in a way that no second try mends.
    let failing = Rule::new(Effect::Status(501)).verb(Verb::Get);
    let failing = failing.nth(reads + 1).times(u64::MAX);
    checkout.bench.sandbox.faults().set(vec![failing]);
    let ran = checkout.run(&["apply", "--auto-approve"]).await;
    ran.assert_code(7)
        .assert_says("Applied 1 change: 1 done.")
        .assert_says("not verified");
}

/// What a failed POST came to is read back, so the outage is made good within one run.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_made_good_and_told() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let lost = Rule::new(Effect::StatusAfter(500)).on(Verb::Post, "/org/*/invitations");
    checkout.bench.sandbox.faults().set(vec![lost]);
    let ran = checkout.run(&["apply", "--auto-approve"]).await;
    ran.assert_code(0)
        .assert_says("the answer was lost; a second look shows it");
}
