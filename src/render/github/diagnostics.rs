//! The mistakes in a manifest.

use super::command::{Level, Note};
use crate::report::{DiagnosticReport, DiagnosticsReport, SeverityReport};

/// Diagnostics as workflow commands, in their order.
pub fn diagnostics(report: &DiagnosticsReport) -> String {
    report.diagnostics.iter().map(command).collect()
}

fn command(diagnostic: &DiagnosticReport) -> String {
    let place = diagnostic.place.as_ref();
    let mut message = diagnostic.message.clone();
    for help in &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let note = Note {
        level: match diagnostic.severity {
            SeverityReport::Error => Level::Error,
            SeverityReport::Warning => Level::Warning,
            SeverityReport::Notice => Level::Notice,
        },
        place: place.map(|place| (place.file.as_str(), place.line, place.column)),
        end: place.map(|place| (place.end_line, place.end_column)),
        title: &diagnostic.code,
        message: &message,
    };
    note.command()
}
