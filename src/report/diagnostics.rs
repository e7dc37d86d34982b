//! Mistakes in a manifest, as they are told to machines.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, DocumentKind, FormatVersion};
use crate::model::{Diagnostic, Label};

/// Everything that was found in a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Diagnostics of orgform")]
pub struct DiagnosticsReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That these are diagnostics.
    pub kind: DocumentKind,
    /// Whether the manifest can be used.
    pub valid: bool,
    /// Sorted by place.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One mistake or remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DiagnosticReport {
    /// The stable kebab-case name.
    pub code: String,
    /// `error`, `warning` or `notice`.
    pub severity: String,
    /// One sentence.
    pub message: String,
    /// The place that is named first; null for a whole folder.
    pub place: Option<PlaceReport>,
    /// Other places that belong to it.
    pub related: Vec<PlaceReport>,
    /// What to do.
    pub help: Vec<String>,
}

/// A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceReport {
    /// The file.
    pub file: String,
    /// The first line.
    pub line: u32,
    /// The first column.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// The column behind the last character.
    pub end_column: u32,
    /// What is said about it; may be empty.
    pub text: String,
}

impl Document for DiagnosticsReport {
    const KIND: DocumentKind = DocumentKind::Diagnostics;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl DiagnosticsReport {
    /// Of everything that was found.
    pub fn of(diagnostics: &[Diagnostic]) -> DiagnosticsReport {
        DiagnosticsReport {
            format_version: DiagnosticsReport::VERSION,
            kind: DiagnosticsReport::KIND,
            valid: !diagnostics.iter().any(Diagnostic::is_error),
            diagnostics: diagnostics.iter().map(DiagnosticReport::from).collect(),
        }
    }
}

impl From<&Diagnostic> for DiagnosticReport {
    fn from(diagnostic: &Diagnostic) -> DiagnosticReport {
        DiagnosticReport {
            code: diagnostic.code.to_string(),
            severity: diagnostic.severity.as_str().to_owned(),
            message: diagnostic.message.clone(),
            place: diagnostic.primary.as_ref().map(PlaceReport::from),
            related: diagnostic.secondary.iter().map(PlaceReport::from).collect(),
            help: diagnostic.help.clone(),
        }
    }
}

impl From<&Label> for PlaceReport {
    fn from(label: &Label) -> PlaceReport {
        let span = &label.span;
        PlaceReport {
            file: span.file.to_string(),
            line: span.start.line,
            column: span.start.column,
            end_line: span.end.line,
            end_column: span.end.column,
            text: label.text.clone(),
        }
    }
}
