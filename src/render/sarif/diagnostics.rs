//! The mistakes in a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{Configuration, Finding, Help, Kind, Level, Location, Region, Rule, Text, fingerprint, log};
use super::text::{file, message};
use crate::model::Fingerprint;
use crate::report::{DiagnosticReport, DiagnosticsReport, SeverityReport, SpanReport};

/// Diagnostics as a SARIF log. `page` gives the page that explains a code, in Markdown.
pub fn diagnostics(report: &DiagnosticsReport, page: &dyn Fn(&str) -> Option<&'static str>) -> String {
    let codes: BTreeSet<(&str, SeverityReport)> = report
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code.as_str(), diagnostic.severity))
        .collect();
    let rules: BTreeMap<&str, Rule> = codes
        .into_iter()
        .rev()
        .map(|(code, severity)| (code, rule(code, severity, page(code).unwrap_or_default())))
        .collect();
    let mut seen = BTreeMap::new();
    let results = report
        .diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, &mut seen))
        .collect();
    log(
        "orgform/validate/".to_owned(),
        rules.into_values().collect(),
        results,
    )
}

/// The first paragraph of a page says what the mistake is.
fn rule(code: &str, severity: SeverityReport, page: &'static str) -> Rule {
    let body = page.split_once("\n\n").map_or("", |(_, body)| body);
    let summary = body.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let summary = if summary.is_empty() { code } else { &summary };
    let first = summary.split_once(". ").map_or(summary, |(first, _)| first);
    Rule {
        id: code.to_owned(),
        short_description: message(first.trim_end_matches('.')),
        full_description: Some(message(summary)),
        help: Help {
            text: message(&format!("{summary} `orgform explain {code}` tells more.")).text,
            markdown: Some(body.to_owned()).filter(|body| !body.is_empty()),
        },
        default_configuration: Configuration {
            level: level(severity),
        },
        properties: None,
    }
}

fn result(diagnostic: &DiagnosticReport, seen: &mut BTreeMap<Fingerprint, usize>) -> Finding {
    let physical = diagnostic.place.as_ref().map(|place| location(place, None));
    let related = diagnostic.secondary.iter().map(|label| {
        let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
        location(&label.place, text.map(message))
    });
    Finding {
        rule_id: diagnostic.code.clone(),
        kind: Kind::Fail,
        level: level(diagnostic.severity),
        message: message(&told(diagnostic)),
        locations: physical.into_iter().collect(),
        related_locations: related.collect(),
        partial_fingerprints: fingerprint(&recognized(diagnostic, seen)),
    }
}

/// The message with what may help, as sentences.
fn told(diagnostic: &DiagnosticReport) -> String {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str(". ");
        text.push_str(help);
    }
    text
}

/// Does not depend on lines, so that a mistake is the same one after something above it was edited. The second
/// of two alike gets a number.
fn recognized(diagnostic: &DiagnosticReport, seen: &mut BTreeMap<Fingerprint, usize>) -> String {
    let file = diagnostic.place.as_ref().map(|place| place.file.as_str());
    let alike = Fingerprint::builder("diagnostic")
        .part(&diagnostic.code)
        .optional(file)
        .part(&diagnostic.message)
        .finish();
    let number = seen
        .entry(alike.clone())
        .and_modify(|seen| *seen += 1)
        .or_insert(1);
    format!("{alike}:{number}")
}

fn location(place: &SpanReport, message: Option<Text>) -> Location {
    let region = Region {
        start_line: place.line,
        start_column: place.column,
        end_line: Some(place.end_line),
        end_column: Some(place.end_column),
    };
    Location {
        physical_location: Some(file(&place.file, Some(region))),
        logical_locations: Vec::new(),
        message,
    }
}

fn level(severity: SeverityReport) -> Level {
    match severity {
        SeverityReport::Error => Level::Error,
        SeverityReport::Warning => Level::Warning,
        SeverityReport::Notice => Level::Note,
    }
}
