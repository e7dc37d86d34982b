//! Drift.

use super::command::{Level, Note};
use crate::render::drift;
use crate::report::{DriftItemReport, DriftReport, DriftSeverity};

/// What counts of a drift report as workflow commands, in its order. What does not count is left to the report:
/// GitHub shows few notes, and the first ones.
pub fn drift(report: &DriftReport) -> String {
    let counting = report.items.iter().filter(|item| item.counts);
    counting.map(command).collect()
}

fn command(item: &DriftItemReport) -> String {
    let source = item.source.as_ref();
    let title = format!("drift: {}", item.kind.as_str());
    let note = Note {
        level: match item.severity {
            DriftSeverity::Critical | DriftSeverity::High => Level::Error,
            DriftSeverity::Medium => Level::Warning,
            DriftSeverity::Low | DriftSeverity::Information => Level::Notice,
        },
        place: source.map(|source| (source.file.as_str(), source.line, source.column)),
        end: None,
        title: &title,
        message: &drift::sentence(item),
    };
    note.command()
}
