//! SIGTERM and SIGINT: the first finishes what is under way, the second ends at once.

use orgform::apply::Record;
use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::checkout::{Checkout, Ran, Running};
use crate::apply::bench::{MANIFEST, SEED};

const HELD_WRITES: Effect = Effect::Latency {
    ms: 400,
    jitter_ms: 0,
    seed: 0,
};

/// Starts an apply whose third write and all later ones take a while, and waits until one is on its way.
async fn writing(checkout: &Checkout, arguments: &[&str]) -> Running {
    let slow = Rule::new(HELD_WRITES).verb(Verb::Write).nth(3).times(u64::MAX);
    checkout.bench.sandbox.faults().set(vec![slow]);
    let mut running = checkout.start(arguments);
    checkout.until_held(&mut running).await;
    running
}

fn assert_stopped_in_order(checkout: &Checkout, ran: &Ran) {
    ran.assert_code(130)
        .assert_says("not started")
        .assert_says("interrupted")
        .assert_says("stopping:");
    let records = checkout.records();
    assert!(
        matches!(
            records.last(),
            Some(Record::Closed {
                interrupted: true,
                ..
            })
        ),
        "the journal is closed: {:?}",
        records.last()
    );
    let count = |is: fn(&Record) -> bool| records.iter().filter(|record| is(record)).count();
    let starts = count(|record| matches!(record, Record::Start(_)));
    let ends = count(|record| matches!(record, Record::End(end) if end.ok));
    assert_eq!((starts, ends), (checkout.writes_done(), checkout.writes_done()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_signal_finishes_what_is_under_way() {
    for signal in ["TERM", "INT"] {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        let running = writing(&checkout, &["apply", "--auto-approve", "--parallelism", "2"]).await;
        running.signal(signal);
        let ran = running.end().await;
        assert_stopped_in_order(&checkout, &ran);
        assert!(checkout.writes_done() < 8, "{} writes", checkout.writes_done());
        checkout.bench.sandbox.faults().clear();
        assert!(checkout.bench.run().await.unwrap().is_complete());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_signal_ends_at_once() {
    for (first, second) in [("TERM", "TERM"), ("INT", "TERM")] {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        checkout.hold_writes_from(3);
        let talk = checkout.path("stderr");
        let mut program = checkout.program(&["apply", "--auto-approve"]);
        program.stderr(std::fs::File::create(&talk).unwrap());
        let mut running = Running::start(program);
        checkout.until_held(&mut running).await;
        running.signal(first);
        let told = || std::fs::read_to_string(&talk).unwrap().contains("stopping:");
        running.until("the first signal is told", told).await;
        assert!(!running.is_over(), "the first signal waits for what is under way");
        running.signal(second);
        running.end().await.assert_code(130);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_was_written_while_it_still_read() {
    for (signal, command) in [("TERM", "apply"), ("INT", "apply"), ("TERM", "plan")] {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        checkout.hold_requests_from(4);
        let mut running = checkout.start(&[command]);
        checkout.until_held(&mut running).await;
        running.signal(signal);
        let ran = running.end().await;
        ran.assert_code(130).assert_says("nothing was written");
        assert_eq!(checkout.bench.writes(), Vec::<String>::new());
        assert!(checkout.journals().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signal_during_the_last_look_ends_it() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut running = {
        let writes = writes_of_a_clean_run().await;
        checkout.hold_writes_from(writes);
        let mut running = checkout.start(&["apply", "--auto-approve", "--parallelism", "1"]);
        checkout.until_held(&mut running).await;
        running.kill().await;
        let held = Rule::new(Effect::Latency {
            ms: 3_600_000,
            jitter_ms: 0,
            seed: 0,
        });
        checkout.bench.sandbox.clear_log().unwrap();
        checkout.bench.sandbox.faults().clear();
        let reads = checkout.bench.survey().await;
        assert_eq!(reads.plan.changes.len(), 1, "one change is left");
        let first_look = checkout.bench.sandbox.log().unwrap().len() as u64;
        // One write, then the last look.
        checkout
            .bench
            .sandbox
            .faults()
            .set(vec![held.nth(first_look + 2).times(u64::MAX)]);
        checkout.start(&["apply", "--auto-approve"])
    };
    checkout.until_held(&mut running).await;
    running.signal("TERM");
    let ran = running.end().await;
    ran.assert_code(130)
        .assert_says("1 done")
        .assert_says("interrupted");
    let last = checkout.records().pop();
    assert!(
        matches!(
            last,
            Some(Record::Closed {
                interrupted: true,
                ..
            })
        ),
        "{last:?}"
    );
}

async fn writes_of_a_clean_run() -> u64 {
    let bench = crate::apply::bench::Bench::new(SEED, MANIFEST).await;
    bench.run().await.unwrap();
    bench.writes().len() as u64
}

/// Its input is closed, so nobody can answer; but who is asked and interrupted must not wait for a line.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_be_asked_approves_nothing() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = checkout.run(&["apply"]).await;
    ran.assert_code(64).assert_says("nobody approved this");
    assert_eq!(checkout.bench.writes(), Vec::<String>::new());
}
