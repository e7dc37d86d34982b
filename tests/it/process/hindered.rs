//! The lock is held, the journal cannot be kept, the time is over.

use std::process::Stdio;

use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::checkout::{Checkout, Ran, Running, finished};
use crate::apply::bench::{MANIFEST, SEED};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_apply_in_one_checkout_names_the_first_and_a_killed_one_holds_nothing() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.hold_writes_from(1);
    let mut first = checkout.start(&["apply", "--auto-approve"]);
    checkout.until_held(&mut first).await;
    let second = checkout.run(&["apply", "--auto-approve"]).await;
    second
        .assert_code(64)
        .assert_says(&format!("process {}", first.id()))
        .assert_says("nothing was written");
    let planned = checkout.run(&["plan"]).await;
    planned.assert_code(0);
    first.kill().await;
    checkout.bench.sandbox.faults().clear();
    checkout.run(&["apply", "--auto-approve"]).await.assert_code(0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_that_cannot_be_made_stops_the_run_before_its_first_write() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    std::fs::create_dir(checkout.path(".orgform")).unwrap();
    std::fs::write(checkout.path(".orgform/journal"), "").unwrap();
    let ran = checkout.run(&["apply", "--auto-approve"]).await;
    ran.assert_code(1)
        .assert_says("cannot be written")
        .assert_says("nothing was written to the platform");
    assert_eq!(checkout.bench.writes(), Vec::<String>::new());
}

/// A disk that is full: the system refuses to let any file of the process grow beyond so many kilobytes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fills_up_stops_the_run_and_what_was_done_is_told() {
    for kilobytes in [0, 1, 4] {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        let limited = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
        let program = checkout.program(&[]);
        let mut shell = std::process::Command::new("bash");
        shell
            .args(["-c", &limited])
            .arg(program.get_program())
            .args(["apply", "--auto-approve", "--parallelism", "2"])
            .current_dir(checkout.folder.path())
            .env_clear()
            .envs(
                program
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            );
        shell
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let ran = finished(shell).await;
        ran.assert_says("File too large");
        let (written, done) = (checkout.bench.writes().len(), checkout.writes_done());
        if kilobytes == 0 {
            assert_eq!(written, 0);
            continue;
        }
        ran.assert_code(6).assert_says(&format!("{done} done"));
        assert!(
            !ran.stderr.contains("nothing was written to the platform"),
            "{ran}"
        );
        let starts = checkout
            .records()
            .iter()
            .filter(|record| matches!(record, orgform::apply::Record::Start(_)))
            .count();
        assert!(starts >= written, "{starts} lines for {written} writes");
        assert!(checkout.bench.run().await.unwrap().is_complete());
    }
}

fn slow(ms: u64) -> Rule {
    Rule::new(Effect::Latency {
        ms,
        jitter_ms: 0,
        seed: 0,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_that_take_longer_than_allowed_end_the_run() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.hold_requests_from(3);
    for command in ["plan", "apply"] {
        let ran = checkout.run(&[command, "--timeout", "1s"]).await;
        ran.assert_code(7)
            .assert_says("the time limit of the run is over")
            .assert_says("the server is http://127.0.0.1:");
    }
    assert_eq!(checkout.bench.writes(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_under_way_are_finished_when_the_time_is_over() {
    // However slow the machine is: the third write outlasts the limit, and where it was not reached in time, there is more.
    for limit in [1, 4, 16] {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        let third = slow(1000 * limit + 500).verb(Verb::Write).nth(3);
        checkout.bench.sandbox.faults().set(vec![third]);
        let timeout = format!("{limit}s");
        let ran = checkout
            .run(&[
                "apply",
                "--auto-approve",
                "--parallelism",
                "1",
                "--timeout",
                &timeout,
            ])
            .await;
        if checkout.bench.sandbox.faults().struck() > 0 {
            return assert_third_was_the_last(&checkout, &ran).await;
        }
    }
    panic!("no limit was long enough for two writes");
}

async fn assert_third_was_the_last(checkout: &Checkout, ran: &Ran) {
    ran.assert_code(6)
        .assert_says("3 done")
        .assert_says("not started")
        .assert_says("the time limit of the run is over");
    assert_eq!(checkout.bench.writes().len(), 3, "{ran}");
    assert!(checkout.bench.run().await.unwrap().is_complete());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_goes_away_does_not_stop_an_apply() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut program = checkout.program(&["apply", "--auto-approve", "--format", "jsonl"]);
    let (reader, writer) = std::io::pipe().unwrap();
    program.stdout(writer);
    let running = Running::start(program);
    drop(reader);
    running.end().await.assert_code(0);
    assert!(checkout.bench.survey().await.plan.changes.is_empty());
}
