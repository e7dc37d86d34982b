//! The mistakes in a manifest: a case for each, or one that passes.

use super::xml::{Case, End, Suite, document};
use crate::report::{DiagnosticReport, DiagnosticsReport, SeverityReport};

/// Diagnostics as JUnit XML. Errors are failures; warnings and notices pass.
pub fn diagnostics(report: &DiagnosticsReport) -> String {
    let mut cases: Vec<Case> = report.diagnostics.iter().map(case).collect();
    if report.usable {
        let valid = Case {
            class: "manifest".to_owned(),
            name: "the manifest is valid".to_owned(),
            end: End::PASSED,
        };
        cases.insert(0, valid);
    }
    let name = "orgform validate".to_owned();
    document(&[Suite { name, cases }])
}

fn case(diagnostic: &DiagnosticReport) -> Case {
    let place = diagnostic.place.as_ref();
    let text = told(diagnostic);
    Case {
        class: place.map_or("manifest", |place| &place.file).to_owned(),
        name: match place {
            Some(place) => format!("{} at {}:{}", diagnostic.code, place.line, place.column),
            None => diagnostic.code.clone(),
        },
        end: match diagnostic.severity {
            SeverityReport::Error => End::Failed {
                kind: diagnostic.code.clone(),
                message: diagnostic.message.clone(),
                text,
            },
            SeverityReport::Warning | SeverityReport::Notice => End::Passed(text),
        },
    }
}

/// Place, message and help, a line each.
fn told(diagnostic: &DiagnosticReport) -> String {
    let place = diagnostic.place.as_ref().map_or_else(String::new, |place| {
        format!("{}:{}:{}: ", place.file, place.line, place.column)
    });
    let first = format!("{place}{}", diagnostic.message);
    let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
    let lines: Vec<String> = std::iter::once(first).chain(help).collect();
    lines.join("\n")
}
