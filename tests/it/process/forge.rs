//! Inside a step of a pipeline, and outside of one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use super::checkout::{Checkout, Ran, finished};
use crate::apply::bench::{MANIFEST, SEED};

const SUMMARY: &str = "summary.md";
const OUTPUTS: &str = "outputs";

/// A program that finds itself in a step of GitHub Actions, or in something that looks a bit like one.
fn in_step(checkout: &Checkout, actions: &str, arguments: &[&str]) -> Command {
    let mut program = checkout.program(arguments);
    program
        .env("GITHUB_ACTIONS", actions)
        .env("GITHUB_STEP_SUMMARY", checkout.path(SUMMARY))
        .env("GITHUB_OUTPUT", checkout.path(OUTPUTS));
    program
}

async fn run(checkout: &Checkout, arguments: &[&str]) -> Ran {
    finished(in_step(checkout, "true", arguments)).await
}

fn summary(checkout: &Checkout) -> String {
    std::fs::read_to_string(checkout.path(SUMMARY)).unwrap()
}

/// The outputs, read as GitHub reads them.
fn outputs(checkout: &Checkout) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(checkout.path(OUTPUTS)).unwrap();
    let mut outputs = BTreeMap::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let (name, delimiter) = line.split_once("<<").unwrap();
        let value: Vec<&str> = lines.by_ref().take_while(|line| *line != delimiter).collect();
        outputs.insert(name.to_owned(), value.join("\n"));
    }
    outputs
}

fn assert_outputs(checkout: &Checkout, expected: &[(&str, &str)]) {
    let outputs = outputs(checkout);
    for (name, value) in expected {
        assert_eq!(
            outputs.get(*name).map(String::as_str),
            Some(*value),
            "{name} in {outputs:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_told_to_the_step_that_it_is_made_in() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = run(&checkout, &["plan", "--format", "json", "--detailed-exitcode"]).await;
    ran.assert_code(2);
    let changes = ran.json()["changes"].as_array().unwrap().clone();
    let removals = changes.iter().filter(|change| change["destructive"] == true);
    let removals: Vec<&str> = removals
        .map(|change| change["address"].as_str().unwrap())
        .collect();
    assert!(removals.len() > 1, "more than one line");
    assert_outputs(
        &checkout,
        &[
            ("outcome", "changes"),
            ("changes", &changes.len().to_string()),
            ("destructive", &removals.len().to_string()),
            ("removals", &removals.join("\n")),
            ("refused", "false"),
            ("exitcode", "2"),
        ],
    );
    let summary = summary(&checkout);
    assert!(
        summary.starts_with("<!-- orgform:acme -->\n### orgform: `acme`\n"),
        "{summary}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apply_tells_what_came_of_it() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = run(&checkout, &["apply", "--auto-approve", "--format", "json"]).await;
    ran.assert_code(0);
    let done = ran.json()["summary"]["done"].to_string();
    assert_outputs(
        &checkout,
        &[
            ("done", &done),
            ("failed", "0"),
            ("converged", "true"),
            ("exitcode", "0"),
        ],
    );
    let summary = summary(&checkout);
    assert!(summary.contains("### orgform: `acme`"), "the plan: {summary}");
    assert!(summary.contains("converged"), "what came of it: {summary}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manifest_with_mistakes_is_told_on_the_page() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.declare("organization: { key: acme }\nmembers: { ada@acme.example: boss }\n");
    let ran = run(&checkout, &["validate"]).await;
    ran.assert_code(3).assert_says("::error file=orgform.yaml,line=3");
    assert_outputs(&checkout, &[("errors", "1"), ("exitcode", "3")]);
    assert!(
        summary(&checkout).contains("orgform.yaml:3:"),
        "{}",
        summary(&checkout)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_could_not_do_its_work_says_why_on_the_page() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut program = in_step(&checkout, "true", &["plan"]);
    program.env("DREADNODE_API_KEY", "dn_wrong");
    finished(program).await.assert_code(7);
    assert_outputs(&checkout, &[("exitcode", "7")]);
    let summary = summary(&checkout);
    assert!(summary.starts_with("```text\nerror: "), "{summary}");
    assert!(!summary.contains("dn_wrong"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn elsewhere_nothing_of_it_happens() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let plain = checkout.run(&["plan"]).await;
    for actions in ["", "1", "false", "True"] {
        let ran = finished(in_step(&checkout, actions, &["plan"])).await;
        assert_eq!(ran.stdout, plain.stdout);
        assert_eq!(ran.stderr, plain.stderr);
    }
    let files: [PathBuf; 2] = [SUMMARY, OUTPUTS].map(|name| checkout.path(name));
    assert!(files.iter().all(|file| !file.exists()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_step_cannot_be_told_does_not_fail_it() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut program = in_step(&checkout, "true", &["plan"]);
    program
        .env("GITHUB_STEP_SUMMARY", checkout.path("nowhere/summary"))
        .env("GITHUB_OUTPUT", checkout.folder.path());
    let ran = finished(program).await;
    ran.assert_code(0)
        .assert_says("nowhere/summary cannot be written")
        .assert_says("Plan: ");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_merge_requests_widget_counts_the_changes() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = checkout
        .run(&["plan", "--format", "json", "--gitlab-report", "widget.json"])
        .await;
    ran.assert_code(0);
    let text = std::fs::read_to_string(checkout.path("widget.json")).unwrap();
    let widget: serde_json::Value = serde_json::from_str(&text).unwrap();
    let summary = &ran.json()["summary"];
    let number = |name: &str| summary[name].as_u64().unwrap();
    let expected = serde_json::json!({
        "create": number("add"),
        "update": number("change") + number("rename"),
        "delete": number("remove"),
    });
    assert_eq!(widget, expected);
    let lost = checkout
        .run(&["plan", "--gitlab-report", "nowhere/widget.json"])
        .await;
    lost.assert_code(1)
        .assert_says("nowhere/widget.json cannot be written");
}
