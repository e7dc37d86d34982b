//! Files that are cut, edited, foreign or from the future.

use std::sync::OnceLock;

use orgform::apply::{SavedPlan, narrow};
use orgform::guards::{ApprovedPlan, Verdict, check};
use orgform::render;
use orgform::report::{Document, SavedPlanReport, Stored};
use proptest::prelude::*;
use serde_json::Value;

use super::checkout::Checkout;
use crate::apply::bench::{Bench, MANIFEST, SEED};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_plan_ends_with_5_and_says_why() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.run(&["plan", "--out", "plan.json"]).await.assert_code(0);
    let whole = std::fs::read_to_string(checkout.path("plan.json")).unwrap();
    let mut future: Value = serde_json::from_str(&whole).unwrap();
    future["format_version"] = "2.0".into();
    let mut elsewhere: Value = serde_json::from_str(&whole).unwrap();
    elsewhere["allows"]["member/no address"] = elsewhere["allows"]["organization"].clone();
    let table: [(&str, Vec<u8>, &str); 9] = [
        ("empty", Vec::new(), "cannot be used as a plan"),
        ("cut", whole.as_bytes()[..whole.len() / 2].to_vec(), "is not JSON"),
        ("foreign", b"{\"hello\": 1}".to_vec(), "no document of orgform"),
        ("a list", b"[1, 2]".to_vec(), "no document of orgform"),
        ("future", future.to_string().into_bytes(), "use a newer orgform"),
        ("not text", vec![0xff, 0xfe, 0x00, 0x80], "is not JSON"),
        ("deep", "[".repeat(100_000).into_bytes(), "is not JSON"),
        (
            "another version",
            whole.replacen("\"1.0\"", "\"one\"", 1).into_bytes(),
            "no document of orgform",
        ),
        (
            "an address that is none",
            elsewhere.to_string().into_bytes(),
            "cannot be used",
        ),
    ];
    for (name, bytes, why) in table {
        std::fs::write(checkout.path("bad.json"), bytes).unwrap();
        let applied = checkout
            .run(&["apply", "--plan", "bad.json", "--auto-approve"])
            .await;
        applied.assert_code(5).assert_says(why);
        if name != "an address that is none" {
            checkout.run(&["show", "bad.json"]).await.assert_code(5);
        }
    }
    let missing = checkout.run(&["apply", "--plan", "missing.json"]).await;
    missing.assert_code(5).assert_says("missing.json");
    assert_eq!(checkout.bench.writes(), Vec::<String>::new());
}

/// A saved plan, and the fresh plan that is made when it is applied.
fn saved() -> &'static (String, ApprovedPlan) {
    static SAVED: OnceLock<(String, ApprovedPlan)> = OnceLock::new();
    SAVED.get_or_init(|| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (plan, desired) = runtime.block_on(async {
            let bench = Bench::new(SEED, MANIFEST).await;
            (bench.survey().await.plan, bench.desired)
        });
        let verdict = check(plan, &desired);
        let report = SavedPlanReport::of(&verdict, None, std::time::Duration::from_secs(60));
        let Verdict::Approved(approved) = verdict else {
            panic!("refused");
        };
        (report.to_json().unwrap(), approved)
    })
}

/// One damage to a file.
#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index),
    Byte(prop::sample::Index, u8),
    Digit(prop::sample::Index, u8),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Swap(prop::sample::Index, prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        place().prop_map(Damage::Cut),
        (place(), any::<u8>()).prop_map(|(place, byte)| Damage::Byte(place, byte)),
        (place(), b'0'..=b'9').prop_map(|(place, digit)| Damage::Digit(place, digit)),
        (place(), 1_usize..200).prop_map(|(place, length)| Damage::Remove(place, length)),
        (place(), 1_usize..200).prop_map(|(place, length)| Damage::Repeat(place, length)),
        (place(), place()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for damage in damages {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        match damage {
            Damage::Cut(at) => bytes.truncate(at.index(length)),
            Damage::Byte(at, byte) | Damage::Digit(at, byte) => bytes[at.index(length)] = *byte,
            Damage::Remove(at, many) => {
                let from = at.index(length);
                bytes.drain(from..(from + many).min(length));
            }
            Damage::Repeat(at, many) => {
                let from = at.index(length);
                let part = bytes[from..(from + many).min(length)].to_vec();
                bytes.splice(from..from, part);
            }
            Damage::Swap(one, other) => {
                let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}

/// What `apply --plan` makes of a text: nothing, or a plan to go by.
fn read(text: &str) -> Option<SavedPlan> {
    SavedPlanReport::from_json(text).ok()?.to_saved_plan().ok()
}

/// What `show` makes of it.
fn show(text: &str) {
    let style = render::Style {
        colour: true,
        symbols: render::Symbols::Unicode,
        width: Some(80),
        verbose: true,
    };
    match Stored::read(text) {
        Ok(Stored::SavedPlan(plan)) => drop(render::human::saved_plan(&plan, &style)),
        Ok(Stored::Plan(plan)) => drop(render::human::plan(&plan, &style)),
        Ok(Stored::Receipt(receipt)) => drop(render::human::receipt(&receipt, &style)),
        Ok(Stored::Journal(journal)) => drop(render::human::journal(&journal, &style)),
        Err(error) => drop(error.to_string()),
    }
}

proptest! {
    #![proptest_config(crate::support::cases::cases(300))]

    /// Never a panic, and whatever is still read allows nothing that a fresh plan would not do.
    #[test]
    fn a_damaged_plan_never_does_more_than_a_fresh_one(damages in prop::collection::vec(damage(), 1..4)) {
        let (text, fresh) = saved();
        let bytes = damaged(text, &damages);
        let damaged = String::from_utf8_lossy(&bytes);
        show(&damaged);
        if let Some(plan) = read(&damaged) {
            let (kept, ends) = narrow(&plan, fresh.clone());
            let planned = &fresh.plan().changes;
            prop_assert!(kept.plan().changes.iter().all(|change| planned.contains(change)));
            prop_assert!(kept.plan().changes.len() + ends.len() >= plan.changes.len());
        }
    }
}

#[test]
fn an_undamaged_plan_is_kept_whole() {
    let (text, fresh) = saved();
    let (kept, ends) = narrow(&read(text).unwrap(), fresh.clone());
    assert_eq!(kept.plan().changes, fresh.plan().changes);
    assert!(ends.is_empty());
}
