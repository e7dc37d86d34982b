//! The table of incidents tells the truth: each row names tests that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::env::current_exe;
use std::process::Command;

/// The incidents that each need an answer, and a situation named after them.
const ANSWERED: std::ops::RangeInclusive<u8> = 1..=20;

const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/incidents.md"));

/// The tests that each row names, by the row's number.
fn rows() -> BTreeMap<u8, Vec<&'static str>> {
    let mut rows = BTreeMap::new();
    for line in PAGE.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, happened, done, shown] = cells[..] else {
            panic!("a row has four cells: {line}");
        };
        let Ok(number) = number.parse() else {
            continue;
        };
        assert!(!happened.is_empty() && !done.is_empty(), "{line}");
        assert!(rows.insert(number, named(shown)).is_none(), "{number} twice");
    }
    rows
}

/// What stands between backticks. A situation leads to its transcript.
fn named(shown: &str) -> Vec<&str> {
    let names: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
    for situation in names.iter().filter(|name| !name.contains("::")) {
        let link = format!("[`{situation}`](../tests/scenarios/{situation}/transcript.md)");
        assert!(shown.contains(&link), "{link}");
    }
    names
}

/// Every test of this program, as it lists them itself; a situation by its own name.
fn tests() -> BTreeSet<String> {
    let output = Command::new(current_exe().unwrap())
        .args(["--list", "--format", "terse"])
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .map(|name| name.strip_prefix("scenarios::list::").unwrap_or(name))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_test_that_is_named_is_there() {
    let tests = tests();
    for (number, names) in rows() {
        assert!(!names.is_empty(), "{number} is shown by nothing");
        for name in names {
            assert!(tests.contains(name), "{number} names `{name}`, which is no test");
        }
    }
}

#[test]
fn none_of_them_is_missing() {
    let rows = rows();
    let missing: Vec<u8> = ANSWERED.filter(|number| !rows.contains_key(number)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
}

#[test]
fn each_has_the_situations_that_are_named_after_it() {
    let rows = rows();
    let mut told = BTreeSet::new();
    for name in tests().iter().filter(|name| name.starts_with("pain_")) {
        let number: u8 = name["pain_".len()..].split('_').next().unwrap().parse().unwrap();
        assert!(
            rows[&number].contains(&name.as_str()),
            "{number} does not name {name}"
        );
        told.insert(number);
    }
    let untold: Vec<u8> = ANSWERED.filter(|number| !told.contains(number)).collect();
    assert!(untold.is_empty(), "no situation for {untold:?}");
}
