//! Drift, for code scanning.

use std::collections::BTreeMap;

use super::log::{
    Configuration, Finding, Help, Kind, Level, Location, LogicalLocation, Properties, Region, Rule,
    fingerprint, log,
};
use super::text::{file, message};
use crate::render::drift;
use crate::report::{DriftItemReport, DriftKind, DriftReport, DriftSeverity, TargetReport};

/// Drift as a SARIF log. What no line declares is placed in `root`, the manifest's root file, as a whole: code
/// scanning takes nothing without a file.
pub fn drift(report: &DriftReport, root: &str) -> String {
    let rules: BTreeMap<String, Rule> = report
        .items
        .iter()
        .map(|item| (rule_id(item), rule(item)))
        .collect();
    let results = report.items.iter().map(|item| result(item, root)).collect();
    let category = format!("orgform/drift/{}/", report.organization.key);
    log(category, rules.into_values().collect(), results)
}

/// Code scanning takes the severity from the rule, so each has its own.
fn rule_id(item: &DriftItemReport) -> String {
    format!("drift-{}-{}", item.kind.as_str(), item.severity.as_str())
}

fn rule(item: &DriftItemReport) -> Rule {
    let (short, help) = about(item.kind);
    let what = meaning(item.severity);
    Rule {
        id: rule_id(item),
        short_description: message(short),
        full_description: Some(message(&format!("{short}. {what}."))),
        help: Help {
            text: message(help).text,
            markdown: None,
        },
        default_configuration: Configuration { level: level(item) },
        properties: security(item.severity).map(|security_severity| Properties {
            tags: vec!["security"],
            security_severity,
        }),
    }
}

fn result(item: &DriftItemReport, root: &str) -> Finding {
    let place = match &item.source {
        Some(source) => {
            let region = Region {
                start_line: source.line,
                start_column: source.column,
                end_line: None,
                end_column: None,
            };
            file(&source.file, Some(region))
        }
        None => file(root, None),
    };
    let location = Location {
        physical_location: Some(place),
        logical_locations: vec![LogicalLocation {
            fully_qualified_name: item.address.clone(),
            kind: item.target.as_ref().map(kind),
        }],
        message: None,
    };
    Finding {
        rule_id: rule_id(item),
        kind: if item.counts {
            Kind::Fail
        } else {
            Kind::Informational
        },
        level: level(item),
        message: message(&told(item)),
        locations: vec![location],
        related_locations: Vec::new(),
        partial_fingerprints: fingerprint(item.fingerprint.as_str()),
    }
}

fn told(item: &DriftItemReport) -> String {
    let sentence = drift::sentence(item);
    match &item.provenance {
        Some(deed) => format!("{sentence} ({})", drift::provenance(deed)),
        None => sentence,
    }
}

fn level(item: &DriftItemReport) -> Level {
    match item.severity {
        _ if !item.counts => Level::None,
        DriftSeverity::Critical | DriftSeverity::High => Level::Error,
        DriftSeverity::Medium => Level::Warning,
        DriftSeverity::Low | DriftSeverity::Information => Level::Note,
    }
}

/// As code scanning sorts: critical from 9.0, high from 7.0, medium from 4.0.
fn security(severity: DriftSeverity) -> Option<&'static str> {
    match severity {
        DriftSeverity::Critical => Some("9.5"),
        DriftSeverity::High => Some("8.0"),
        DriftSeverity::Medium => Some("5.0"),
        DriftSeverity::Low => Some("2.0"),
        DriftSeverity::Information => None,
    }
}

fn meaning(severity: DriftSeverity) -> &'static str {
    match severity {
        DriftSeverity::Critical => "Somebody is owner who should not be",
        DriftSeverity::High => "Somebody has access that is not declared",
        DriftSeverity::Medium => "Somebody lacks access that is declared",
        DriftSeverity::Low => "Nobody's access differs",
        DriftSeverity::Information => "It does not count as drift",
    }
}

/// What a kind of item is, and what to do about it.
fn about(kind: DriftKind) -> (&'static str, &'static str) {
    match kind {
        DriftKind::Missing => (
            "Declared, and not live",
            "Apply the manifest to bring it back, or take it out of the manifest if it was meant to go.",
        ),
        DriftKind::Changed => (
            "Declared and live, and not the same",
            "Apply the manifest to undo what was changed by hand, or declare what is live.",
        ),
        DriftKind::Unmanaged => (
            "Live, and not declared",
            "Declare it, have it removed with `manage.prune`, or leave it to others with `manage.ignore` and a reason.",
        ),
        DriftKind::Expectation => (
            "A setting of the organization is not as expected",
            "Change it in the platform's settings, which the API cannot write, or expect otherwise.",
        ),
        DriftKind::UnknownPerson => (
            "Somebody with a declared access is neither in the organization nor on the way in",
            "Declare the person under `members`, or take the access out of the manifest.",
        ),
        DriftKind::Unreadable => (
            "The platform refused to show it",
            "Use a key that may read it, or name the collection in `manage.unsupported`.",
        ),
        DriftKind::Unsupported => (
            "The platform has no route for it",
            "Name the collection in `manage.unsupported`.",
        ),
        DriftKind::Ambiguous => (
            "Several live things could be meant",
            "Rename or remove all but one of them; nothing is matched or changed before that.",
        ),
        DriftKind::Stuck => (
            "An invitation that is not sent again by itself",
            "Talk to the person, then set `reinvite` to a day to ask once more.",
        ),
        DriftKind::Other => ("Good to know", "Read the message; it needs no answer by itself."),
    }
}

/// What an address is of.
fn kind(target: &TargetReport) -> &'static str {
    match target {
        TargetReport::Organization => "organization",
        TargetReport::Member { .. } => "member",
        TargetReport::Invitation { .. } => "invitation",
        TargetReport::Team { .. } => "team",
        TargetReport::TeamMember { .. } => "team-member",
        TargetReport::Workspace { .. } => "workspace",
        TargetReport::TeamGrant { .. } => "team-grant",
        TargetReport::UserGrant { .. } => "user-grant",
    }
}
