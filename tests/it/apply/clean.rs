//! A clean run, and what it leaves.

use std::collections::BTreeSet;

use orgform::apply::{Journal, Record, Verification};
use tokio_util::sync::CancellationToken;

use super::bench::{Bench, MANIFEST, SEED};

#[tokio::test]
async fn one_run_converges_and_the_next_sends_nothing() {
    let bench = Bench::new(SEED, MANIFEST).await;
    let approved = bench.approved().await;
    let kinds: BTreeSet<&str> = approved
        .plan()
        .changes
        .iter()
        .map(|change| change.action.name())
        .collect();
    let all: BTreeSet<&str> = [
        "update-organization",
        "invite",
        "reinvite",
        "cancel-invitation",
        "update-member",
        "remove-member",
        "create-team",
        "update-team",
        "delete-team",
        "add-team-member",
        "create-workspace",
        "update-workspace",
        "grant-user",
        "update-user-grant",
        "revoke-user",
        "grant-team",
        "update-team-grant",
        "remove-team-member",
    ]
    .into();
    let missing: Vec<_> = all.difference(&kinds).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "the world lacks a kind of change");
    let ran = bench.run().await.unwrap();
    assert!(ran.is_complete(), "{:#?}", ran.outcomes);
    assert_eq!(ran.verification, Verification::Converged { waiting: 2 });
    assert_eq!(bench.sandbox.incidents().unwrap(), Vec::<String>::new());
    let sent = bench.writes().len();
    let again = bench.run().await.unwrap();
    assert!(again.outcomes.is_empty());
    assert_eq!(bench.writes().len(), sent, "the second run writes nothing");
}

#[tokio::test]
async fn planning_sends_nothing_but_get() {
    let bench = Bench::new(SEED, MANIFEST).await;
    bench.survey().await;
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn the_journal_has_a_line_before_and_after_every_call() {
    let bench = Bench::new(SEED, MANIFEST).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.jsonl");
    let journal = std::sync::Arc::new(Journal::create(&path).unwrap());
    let approved = bench.approved().await;
    let ran = bench
        .apply(&approved, Some(journal), &CancellationToken::new())
        .await;
    assert!(ran.is_complete());
    let text = std::fs::read_to_string(&path).unwrap();
    let records: Vec<Record> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(matches!(records[0], Record::Head(_)));
    let starts = records
        .iter()
        .filter(|record| matches!(record, Record::Start(_)))
        .count();
    let ends = records
        .iter()
        .filter(|record| matches!(record, Record::End(end) if end.ok))
        .count();
    let writes = bench.writes().len();
    assert_eq!(
        (starts, ends),
        (writes, writes),
        "the journal explains every write"
    );
    assert!(!text.contains(bench.sandbox.key()), "the key is on no journal");
}

#[tokio::test]
async fn a_run_that_is_stopped_finishes_what_is_under_way_and_starts_nothing_more() {
    let bench = Bench::new(SEED, MANIFEST).await;
    let approved = bench.approved().await;
    let cancel = CancellationToken::new();
    cancel.cancel();
    let ran = bench.apply(&approved, None, &cancel).await;
    let started = ran
        .outcomes
        .iter()
        .filter(|(_, outcome)| outcome.name() != "not-started")
        .count();
    assert!(started <= bench.parallelism, "{started} were started");
    let rest = bench.run().await.unwrap();
    assert!(rest.is_complete());
}

#[tokio::test]
async fn a_journal_that_cannot_be_written_stops_the_run_before_its_first_write() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Journal::create(&file.join("run.jsonl")).unwrap_err();
    assert!(error.to_string().contains("cannot be written"));
}
