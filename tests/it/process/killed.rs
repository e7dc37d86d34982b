//! SIGKILL at every write of an apply, before and after it is carried out, and at five of its reads. Run
//! again; the end is that of one clean run.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;

use orgform::apply::Record;
use orgform::sandbox::{LogEntry, State};

use super::checkout::{Checkout, program};
use crate::apply::bench::{Bench, MANIFEST, SEED};
use crate::apply::faults::assert_nobody_was_invited_twice;

/// What one clean run leads to, and what it sends.
struct Clean {
    state: State,
    log: Vec<LogEntry>,
}

impl Clean {
    async fn run() -> Clean {
        let bench = Bench::new(SEED, MANIFEST).await;
        bench.run().await.unwrap();
        Clean {
            state: bench.sandbox.state().unwrap(),
            log: bench.sandbox.log().unwrap(),
        }
    }

    fn writes(&self) -> u64 {
        self.log.iter().filter(|entry| entry.is_write()).count() as u64
    }

    /// The positions of five reads, from the first to the last.
    fn reads(&self) -> Vec<u64> {
        let reads: Vec<u64> = (1..)
            .zip(&self.log)
            .filter(|(_, entry)| !entry.is_write())
            .map(|(position, _)| position)
            .collect();
        (0..5).map(|fifth| reads[fifth * (reads.len() - 1) / 4]).collect()
    }
}

/// Runs the program until the sandbox holds one of its requests, and kills it there.
async fn killed_when_held(checkout: &Checkout, parallelism: &str) {
    let mut running = checkout.start(&["apply", "--auto-approve", "--parallelism", parallelism]);
    checkout.until_held(&mut running).await;
    running.kill().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn before_each_write_is_carried_out() {
    let clean = Clean::run().await;
    for nth in 1..=clean.writes() {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        checkout.hold_writes_from(nth);
        killed_when_held(&checkout, if nth % 2 == 0 { "1" } else { "8" }).await;
        let context = format!("killed at write {nth}, before it was carried out");
        assert_eq!(checkout.writes_done() as u64, nth - 1, "{context}");
        assert_told(&checkout, &context);
        assert_heals(&checkout, &clean, &context).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_each_write_was_carried_out() {
    let clean = Clean::run().await;
    for nth in 1..=clean.writes() {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        checkout.hold_writes_from(nth + 1);
        let parallelism = if nth % 2 == 0 { "8" } else { "1" };
        let mut running = checkout.start(&["apply", "--auto-approve", "--parallelism", parallelism]);
        let done = || checkout.writes_done() as u64 == nth;
        running.until("the write is carried out", done).await;
        running.kill().await;
        let context = format!("killed at write {nth}, after it was carried out");
        assert_told(&checkout, &context);
        assert_heals(&checkout, &clean, &context).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_five_reads() {
    let clean = Clean::run().await;
    for nth in clean.reads() {
        let checkout = Checkout::new(SEED, MANIFEST).await;
        checkout.hold_requests_from(nth);
        killed_when_held(&checkout, "1").await;
        let context = format!("killed at request {nth}");
        if !checkout.journals().is_empty() {
            assert_told(&checkout, &context);
        }
        assert_heals(&checkout, &clean, &context).await;
    }
}

/// The same program run again, with the same lock and beside the dead one's journal.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_itself_goes_on_where_it_was_killed() {
    let clean = Clean::run().await;
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.hold_writes_from(clean.writes() / 2);
    killed_when_held(&checkout, "8").await;
    checkout.bench.sandbox.faults().clear();
    checkout.run(&["apply", "--auto-approve"]).await.assert_code(0);
    assert_eq!(checkout.bench.sandbox.state().unwrap(), clean.state);
    assert_eq!(checkout.journals().len(), 2);
    let show = ["show", &checkout.journals()[0].display().to_string()];
    checkout
        .run(&show)
        .await
        .assert_code(0)
        .assert_says("The run was cut off");
}

/// Whatever byte the last line was cut at.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_that_was_cut_anywhere_in_its_last_line_can_be_shown() {
    let seed = SEED.replace("Acme Old", "Größe");
    let checkout = Checkout::new(&seed, MANIFEST).await;
    checkout.run(&["apply", "--auto-approve"]).await.assert_code(0);
    let whole = std::fs::read(&checkout.journals()[0]).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    let umlaut = text.find('ö').unwrap();
    let line = text[..umlaut].rfind('\n').unwrap() + 1;
    for cut in [line, line + 1, umlaut, umlaut + 1, umlaut + 2, whole.len() - 1] {
        let file = checkout.path("cut.jsonl");
        std::fs::write(&file, &whole[..cut]).unwrap();
        for format in ["human", "json"] {
            let ran = checkout.run(&["show", "cut.jsonl", "--format", format]).await;
            ran.assert_code(0);
        }
    }
}

/// The journal is private, has a line for whatever reached the platform, and can be shown.
fn assert_told(checkout: &Checkout, context: &str) {
    let journal = checkout.journals().pop().expect("there is a journal");
    let mode = std::fs::metadata(&journal).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{context}");

    let mut started: BTreeMap<String, usize> = BTreeMap::new();
    for record in checkout.records() {
        if let Record::Start(start) = record {
            *started.entry(start.call).or_default() += 1;
        }
    }
    let held = checkout.bench.sandbox.faults().struck() as usize;
    let mut unexplained = held + checkout.writes_done();
    for (call, number) in writes_by_call(checkout) {
        let lines = started.get(call).copied().unwrap_or_default();
        assert!(lines >= number, "{context}: {number} × {call}, and {lines} lines");
    }
    unexplained = unexplained.saturating_sub(started.values().sum());
    assert!(
        unexplained == 0 || held_are_reads(checkout),
        "{context}: {unexplained} writes without a line"
    );

    let show = program(checkout.folder.path(), &["show", &journal.display().to_string()]).output();
    let show = super::checkout::Ran::from(show.unwrap());
    show.assert_code(0);
}

/// What was held were requests of any kind, not writes.
fn held_are_reads(checkout: &Checkout) -> bool {
    let report = checkout.bench.sandbox.faults().report();
    report.iter().any(|struck| struck.rule.method.is_none())
}

/// How often each call of the journal was carried out, by the sandbox's account.
fn writes_by_call(checkout: &Checkout) -> BTreeMap<&'static str, usize> {
    let mut calls = BTreeMap::new();
    for entry in checkout.bench.sandbox.log().unwrap() {
        if entry.is_write() {
            *calls.entry(call_of(entry.operation.as_deref())).or_default() += 1;
        }
    }
    calls
}

fn call_of(operation: Option<&str>) -> &'static str {
    match operation.unwrap_or_default() {
        "update_org" | "update_organization_team" | "update_workspace" => "update",
        "invite_to_organization" => "invite",
        "cancel_organization_invitation" => "cancel",
        "update_organization_member" => "set role",
        "update_organization_member_model_access" => "set model access",
        "remove_organization_member" | "remove_team_member" => "remove",
        "create_organization_team" | "create_workspace" => "create",
        "delete_organization_team" | "delete_workspace" => "delete",
        "add_team_member" => "add",
        "add_user_to_workspace" | "add_team_to_workspace" => "grant",
        "update_workspace_user_permission" | "update_workspace_team_permission" => "change",
        "remove_user_from_workspace" | "remove_team_from_workspace" => "revoke",
        other => panic!("{other} is no write of an apply"),
    }
}

/// The next run ends where one clean run would have ended.
async fn assert_heals(checkout: &Checkout, clean: &Clean, context: &str) {
    let bench = &checkout.bench;
    bench.sandbox.faults().clear();
    let healed = bench.run().await.unwrap();
    assert!(healed.is_complete(), "{context}: {:#?}", healed.outcomes);
    assert_eq!(bench.sandbox.state().unwrap(), clean.state, "{context}");
    let incidents = bench.sandbox.incidents().unwrap();
    assert_eq!(incidents, Vec::<String>::new(), "{context}");
    assert_nobody_was_invited_twice(bench, context);
}
