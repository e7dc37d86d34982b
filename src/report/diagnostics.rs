//! The mistakes in a manifest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, DocumentKind, FormatVersion};
use crate::model::{Diagnostic, Label, Severity, Span};

/// Every mistake in a manifest, told in one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Diagnostics of orgform")]
pub struct DiagnosticsReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That these are diagnostics.
    #[schemars(with = "String", extend("const" = "diagnostics"))]
    pub kind: DocumentKind,
    /// Whether the manifest can be used: there is no error.
    pub usable: bool,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notices.
    pub notices: usize,
    /// The mistakes, sorted by place; those of no place first.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct DiagnosticReport {
    /// The place that is named first; null where no line can be blamed.
    pub place: Option<SpanReport>,
    /// The stable name of the kind of mistake, such as `unknown-team`.
    pub code: String,
    /// How bad it is.
    pub severity: SeverityReport,
    /// One sentence without a full stop.
    pub message: String,
    /// What is said under the first place; may be empty.
    pub label: String,
    /// Other places that belong to it.
    pub secondary: Vec<LabelReport>,
    /// What to do.
    pub help: Vec<String>,
}

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityReport {
    /// The manifest cannot be used.
    Error,
    /// It can, but somebody should look.
    Warning,
    /// Worth knowing.
    Notice,
}

/// A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct SpanReport {
    /// The file, relative to where orgform was run, with `/`.
    pub file: String,
    /// The line of the first character.
    pub line: u32,
    /// The column of the first character.
    pub column: u32,
    /// The line just behind the last character.
    pub end_line: u32,
    /// The column just behind the last character.
    pub end_column: u32,
}

/// A place with what is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct LabelReport {
    /// The place.
    pub place: SpanReport,
    /// What is said there.
    pub text: String,
}

impl Document for DiagnosticsReport {
    const KIND: DocumentKind = DocumentKind::Diagnostics;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl From<&[Diagnostic]> for DiagnosticsReport {
    fn from(diagnostics: &[Diagnostic]) -> DiagnosticsReport {
        let count = |severity| {
            let alike = diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity);
            alike.count()
        };
        let mut reports: Vec<DiagnosticReport> = diagnostics.iter().map(DiagnosticReport::from).collect();
        reports.sort();
        DiagnosticsReport {
            format_version: DiagnosticsReport::VERSION,
            kind: DiagnosticsReport::KIND,
            usable: !diagnostics.iter().any(Diagnostic::is_error),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notices: count(Severity::Notice),
            diagnostics: reports,
        }
    }
}

impl From<&Diagnostic> for DiagnosticReport {
    fn from(diagnostic: &Diagnostic) -> DiagnosticReport {
        let primary = diagnostic.primary.as_ref();
        DiagnosticReport {
            place: primary.map(|label| SpanReport::from(&label.span)),
            code: diagnostic.code.to_string(),
            severity: diagnostic.severity.into(),
            message: diagnostic.message.clone(),
            label: primary.map(|label| label.text.clone()).unwrap_or_default(),
            secondary: diagnostic.secondary.iter().map(LabelReport::from).collect(),
            help: diagnostic.help.clone(),
        }
    }
}

impl From<Severity> for SeverityReport {
    fn from(severity: Severity) -> SeverityReport {
        match severity {
            Severity::Error => SeverityReport::Error,
            Severity::Warning => SeverityReport::Warning,
            Severity::Notice => SeverityReport::Notice,
        }
    }
}

impl From<&Label> for LabelReport {
    fn from(label: &Label) -> LabelReport {
        LabelReport {
            place: SpanReport::from(&label.span),
            text: label.text.clone(),
        }
    }
}

impl From<&Span> for SpanReport {
    fn from(span: &Span) -> SpanReport {
        SpanReport {
            file: span.file.as_ref().to_owned(),
            line: span.start.line,
            column: span.start.column,
            end_line: span.end.line,
            end_column: span.end.column,
        }
    }
}
