//! Workflow commands.

use orgform::manifest::load;
use orgform::render::github;
use orgform::report::DiagnosticsReport;

use crate::support::blessed::assert_blessed;
use crate::support::drifts::{eventful, hostile};

#[test]
fn what_counts_is_noted_at_its_line() {
    assert_blessed("tests/goldens/github/eventful.txt", &github::drift(&eventful()));
}

#[test]
fn names_begin_no_command() {
    let text = github::drift(&hostile());
    assert_blessed("tests/goldens/github/hostile.txt", &text);
    let counting = hostile().items.iter().filter(|item| item.counts).count();
    assert_eq!(text.lines().count(), counting);
    for line in text.lines() {
        assert!(
            ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|level| line.starts_with(level))
        );
    }
}

#[test]
fn mistakes_in_a_manifest() {
    let loaded = load("tests/scenarios/a_manifest_with_mistakes".as_ref());
    let report = DiagnosticsReport::from(loaded.diagnostics.as_slice());
    assert_blessed("tests/goldens/github/mistakes.txt", &github::diagnostics(&report));
}
