//! Two processes apply the same manifest to the same organization at once, from two checkouts.

use super::checkout::{Checkout, Ran, finished, write_manifest};
use crate::apply::bench::{Bench, MANIFEST, SEED};
use crate::apply::faults::assert_nobody_was_invited_twice;
use orgform::sandbox::State;
use orgform::sandbox::faults::{Effect, Rule, Verb};

async fn clean() -> State {
    let bench = Bench::new(SEED, MANIFEST).await;
    bench.run().await.unwrap();
    bench.sandbox.state().unwrap()
}

/// Both have planned before either writes.
async fn both(checkout: &Checkout) -> (Ran, Ran) {
    let other = tempfile::tempdir().unwrap();
    write_manifest(other.path(), MANIFEST);
    let first = Rule::new(Effect::Latency {
        ms: 2_000, // the first half of it is what the other has to plan in
        jitter_ms: 0,
        seed: 0,
    });
    let first = first.verb(Verb::Write).times(2);
    checkout.bench.sandbox.faults().set(vec![first]);
    let arguments = ["apply", "--auto-approve"];
    let ends = tokio::join!(
        finished(checkout.program(&arguments)),
        finished(checkout.program_in(other.path(), &arguments)),
    );
    checkout.bench.sandbox.faults().clear();
    ends
}

fn assert_ended_in_order(ran: &Ran) {
    assert!(matches!(ran.code, Some(0 | 6)), "{ran}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_is_right_and_nobody_is_invited_twice() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let (one, other) = both(&checkout).await;
    assert_ended_in_order(&one);
    assert_ended_in_order(&other);
    checkout.run(&["apply", "--auto-approve"]).await.assert_code(0);
    assert_eq!(checkout.bench.sandbox.state().unwrap(), clean().await);
    let incidents = checkout.bench.sandbox.incidents().unwrap();
    assert_eq!(incidents, Vec::<String>::new());
    assert_nobody_was_invited_twice(&checkout.bench, "two at once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_surplus_invitation_is_cancelled_and_told_where_the_platform_takes_two() {
    let seed = format!("{SEED}settings: {{ duplicate_invitation: accepted }}\n");
    let checkout = Checkout::new(&seed, MANIFEST).await;
    let (one, other) = both(&checkout).await;
    assert_ended_in_order(&one);
    assert_ended_in_order(&other);
    let open = |checkout: &Checkout, email: &str| {
        let state = checkout.bench.sandbox.state().unwrap();
        let invitations = &state.organization().unwrap().invitations;
        let open = invitations
            .iter()
            .filter(|invitation| invitation.email == email && invitation.state == "open");
        open.count()
    };
    let twice: Vec<&str> = ["new@acme.example", "role@acme.example"]
        .into_iter()
        .filter(|email| open(&checkout, email) == 2)
        .collect();
    assert!(
        !twice.is_empty(),
        "nobody was invited twice, so nothing is shown here"
    );
    let ran = checkout.run(&["apply", "--auto-approve"]).await;
    ran.assert_code(0);
    for email in twice {
        ran.assert_says(email);
    }
    for email in ["new@acme.example", "role@acme.example"] {
        assert_eq!(open(&checkout, email), 1, "{email}\n{ran}");
    }
    assert!(checkout.bench.survey().await.plan.changes.is_empty());
}
