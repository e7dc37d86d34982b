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
    assert_calls_are_told_in_order(&records);
}

/// Each call begins before it ends, and has ended before its change is told.
fn assert_calls_are_told_in_order(records: &[Record]) {
    let mut under_way = BTreeSet::new();
    for record in records {
        let in_order = match record {
            Record::Start(start) => under_way.insert((&start.address, &start.call)),
            Record::End(end) => under_way.remove(&(&end.address, &end.call)),
            Record::Change { address, .. } => under_way.iter().all(|(begun, _)| *begun != address),
            _ => true,
        };
        assert!(in_order, "{record:?}");
    }
    assert!(under_way.is_empty(), "{under_way:?}");
}

#[tokio::test]
async fn a_run_that_is_stopped_before_it_begins_sends_nothing() {
    let bench = Bench::new(SEED, MANIFEST).await;
    let approved = bench.approved().await;
    let cancel = CancellationToken::new();
    cancel.cancel();
    let ran = bench.apply(&approved, None, &cancel).await;
    let outcomes: BTreeSet<&str> = ran.outcomes.iter().map(|(_, outcome)| outcome.name()).collect();
    assert_eq!(outcomes, ["not-started"].into(), "{:#?}", ran.outcomes);
    assert_eq!(bench.writes(), Vec::<String>::new());
    let rest = bench.run().await.unwrap();
    assert!(rest.is_complete());
    assert_eq!(rest.verification, Verification::Converged { waiting: 2 });
}

#[tokio::test]
async fn a_journal_that_cannot_be_written_stops_the_run_before_its_first_write() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Journal::create(&file.join("run.jsonl")).unwrap_err();
    assert!(error.to_string().contains("cannot be written"));
}
