//! Drift: a suite for each collection with a case for each item; what was looked at and does not differ passes.

use super::xml::{Case, End, Suite, document};
use crate::render::{drift, facts};
use crate::report::{DriftItemReport, DriftReport, TargetReport};

/// In the order of the manifest.
const COLLECTIONS: [&str; 6] = [
    "organization",
    "members",
    "teams",
    "team-members",
    "workspaces",
    "grants",
];

/// Drift as JUnit XML. Only what counts is a failure, and what could not be compared is skipped.
pub fn drift(report: &DriftReport) -> String {
    let suites: Vec<Suite> = COLLECTIONS.iter().map(|name| suite(name, report)).collect();
    document(&suites)
}

fn suite(collection: &str, report: &DriftReport) -> Suite {
    let items: Vec<&DriftItemReport> = report
        .items
        .iter()
        .filter(|item| collection_of(item) == collection)
        .collect();
    let mut cases: Vec<Case> = items.iter().map(|item| case(collection, item)).collect();
    if !items
        .iter()
        .any(|item| item.counts || drift::is_not_compared(item))
    {
        let clean = Case {
            class: collection.to_owned(),
            name: format!("{collection} as declared"),
            end: End::PASSED,
        };
        cases.insert(0, clean);
    }
    let organization = &report.organization.key;
    Suite {
        name: format!("{organization}: {collection}"),
        cases,
    }
}

/// An item without an address is about somebody.
fn collection_of(item: &DriftItemReport) -> &'static str {
    match &item.target {
        Some(TargetReport::Organization) => "organization",
        Some(TargetReport::Member { .. } | TargetReport::Invitation { .. }) | None => "members",
        Some(TargetReport::Team { .. }) => "teams",
        Some(TargetReport::TeamMember { .. }) => "team-members",
        Some(TargetReport::Workspace { .. }) => "workspaces",
        Some(TargetReport::TeamGrant { .. } | TargetReport::UserGrant { .. }) => "grants",
    }
}

fn case(collection: &str, item: &DriftItemReport) -> Case {
    Case {
        class: collection.to_owned(),
        name: item.address.clone(),
        end: if item.counts {
            End::Failed {
                kind: item.kind.as_str().to_owned(),
                message: drift::sentence(item),
                text: told(item),
            }
        } else if drift::is_not_compared(item) {
            End::Skipped(drift::sentence(item))
        } else {
            End::Passed(drift::sentence(item))
        },
    }
}

fn told(item: &DriftItemReport) -> String {
    let mut lines = vec![
        drift::sentence(item),
        format!("declared: {}", facts::told(item.declared.as_ref())),
        format!("live: {}", facts::told(item.live.as_ref())),
    ];
    if let Some(source) = &item.source {
        lines.push(format!(
            "declared at {}:{}:{}",
            source.file, source.line, source.column
        ));
    }
    lines.extend(item.provenance.as_ref().map(drift::provenance));
    lines.push(format!("fingerprint {}", item.fingerprint));
    lines.join("\n")
}
