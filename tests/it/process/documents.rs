//! What machines read keeps to the schemas that are published, and these are current.

use jsonschema::Validator;
use serde_json::Value;

use super::checkout::{Checkout, finished, program};
use crate::apply::bench::{MANIFEST, SEED};
use crate::support::blessed::assert_blessed;

const KINDS: [&str; 7] = [
    "manifest",
    "plan",
    "saved-plan",
    "receipt",
    "event",
    "journal",
    "diagnostics",
];

async fn schema(kind: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let ran = finished(program(folder.path(), &["schema", kind])).await;
    ran.assert_code(0);
    ran.stdout
}

async fn validator(kind: &str) -> Validator {
    let schema: Value = serde_json::from_str(&schema(kind).await).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn assert_valid(validator: &Validator, document: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{document:#}");
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn kinds(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["type"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_published_schemas_are_current() {
    for kind in KINDS {
        assert_blessed(&format!("schemas/{kind}.schema.json"), &schema(kind).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apply_is_told_in_documents_that_keep_to_their_schemas() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = checkout
        .run(&["plan", "--format", "json", "--out", "plan.json"])
        .await;
    assert_valid(&validator("plan").await, &ran.assert_code(0).json());
    let saved = std::fs::read_to_string(checkout.path("plan.json")).unwrap();
    let mut saved: Value = serde_json::from_str(&saved).unwrap();
    let validator_of_saved = validator("saved-plan").await;
    assert_valid(&validator_of_saved, &saved);
    saved["allows"]["organization"]["digest"] = 7.into();
    assert!(!validator_of_saved.is_valid(&saved), "the schema can refuse");

    let ran = checkout
        .run(&["apply", "--auto-approve", "--format", "jsonl"])
        .await;
    ran.assert_code(0);
    let mut events = lines(&ran.stdout);
    let validator_of_events = validator("event").await;
    for event in &events {
        assert_valid(&validator_of_events, event);
    }
    let told = kinds(&events);
    assert_eq!(told.first(), Some(&"began"));
    assert_eq!(told[told.len() - 2..], ["verifying", "ended"]);
    let count = |kind| told.iter().filter(|told| **told == kind).count() as u64;
    assert_eq!(Some(count("started")), events[0]["changes"].as_u64());
    assert_eq!(count("started"), count("finished"));

    let receipt = events.pop().unwrap()["receipt"].take();
    let validator_of_receipts = validator("receipt").await;
    assert_valid(&validator_of_receipts, &receipt);
    let mut broken = receipt;
    broken["changes"][0]["maybe_done"] = "perhaps".into();
    assert!(!validator_of_receipts.is_valid(&broken), "the schema can refuse");

    let journal = std::fs::read_to_string(&checkout.journals()[0]).unwrap();
    let mut records = lines(&journal);
    let validator_of_records = validator("journal").await;
    for record in &records {
        assert_valid(&validator_of_records, record);
    }
    let told = kinds(&records);
    assert_eq!((told.first(), told.last()), (Some(&"head"), Some(&"closed")));
    records[0]["caller"] = Value::Null;
    assert!(
        !validator_of_records.is_valid(&records[0]),
        "the schema can refuse"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_reads_back_and_keeps_to_its_schema_however_the_run_ended() {
    use orgform::sandbox::faults::{Effect, Rule, Verb};
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let refused = Rule::new(Effect::Status(403)).on(Verb::Post, "/org/*/ws");
    checkout.bench.sandbox.faults().set(vec![refused]);
    let validator = validator("receipt").await;
    // In part, in part and nothing done, to the end, nothing to do.
    for (told, code) in [6, 6, 0, 0].into_iter().enumerate() {
        let ran = checkout
            .run(&["apply", "--auto-approve", "--format", "json"])
            .await;
        ran.assert_code(code);
        assert_valid(&validator, &ran.json());
        std::fs::write(checkout.path("receipt.json"), &ran.stdout).unwrap();
        let shown = checkout.run(&["show", "receipt.json", "--format", "json"]).await;
        assert_eq!(
            shown.assert_code(0).stdout,
            ran.stdout,
            "it reads back as it was written"
        );
        if told == 1 {
            checkout.bench.sandbox.faults().clear();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_manifest_keeps_to_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    super::checkout::write_manifest(
        folder.path(),
        "organization: { key: acme }\nmembers: { x: owner }\nteam: {}\n",
    );
    let ran = finished(program(folder.path(), &["validate", "--format", "json"])).await;
    ran.assert_code(3);
    assert_valid(&validator("diagnostics").await, &ran.json());
}
