//! The mistakes in a manifest as JSON.

use orgform::model::{Code, Diagnostic, Position, Severity, Span};
use orgform::report::{DiagnosticsReport, Document, diagnostics_schema};

fn span(file: &str, line: u32, column: u32, width: u32) -> Span {
    let position = |column| Position {
        line,
        column,
        offset: 0,
    };
    Span {
        file: file.into(),
        start: position(column),
        end: position(column + width),
    }
}

fn mistakes() -> Vec<Diagnostic> {
    vec![
        Diagnostic::error(
            Code("unknown-team"),
            "there is no team `red-taem`",
            span("workspaces/a.yaml", 4, 7, 8),
        )
        .with_label("not in `teams`")
        .with_help("did you mean `red-team`"),
        Diagnostic::error(
            Code("duplicate-member"),
            "ada@acme.example is declared twice",
            span("members.yaml", 9, 3, 16),
        )
        .with_secondary(span("members.yaml", 2, 3, 16), "first declared here"),
        Diagnostic::error_without_place(Code("ignored-file"), "notes.yaml is not read")
            .with_severity(Severity::Notice),
    ]
}

#[test]
fn mistakes_are_sorted_by_place_and_counted() {
    let report = DiagnosticsReport::from(mistakes().as_slice());
    assert_eq!((report.errors, report.warnings, report.notices), (2, 0, 1));
    assert!(!report.usable);
    let codes: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.as_str())
        .collect();
    assert_eq!(codes, ["ignored-file", "duplicate-member", "unknown-team"]);
    insta::assert_json_snapshot!(report.diagnostics[1], @r#"
    {
      "place": {
        "file": "members.yaml",
        "line": 9,
        "column": 3,
        "end_line": 9,
        "end_column": 19
      },
      "code": "duplicate-member",
      "severity": "error",
      "message": "ada@acme.example is declared twice",
      "label": "",
      "secondary": [
        {
          "place": {
            "file": "members.yaml",
            "line": 2,
            "column": 3,
            "end_line": 2,
            "end_column": 19
          },
          "text": "first declared here"
        }
      ],
      "help": []
    }
    "#);
}

#[test]
fn diagnostics_read_back_and_keep_to_their_schema() {
    let report = DiagnosticsReport::from(mistakes().as_slice());
    let json = report.to_json().unwrap();
    assert_eq!(DiagnosticsReport::from_json(&json).unwrap(), report);
    let schema = serde_json::to_value(diagnostics_schema()).unwrap();
    let written: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&written));
}

#[test]
fn a_notice_does_not_make_a_manifest_unusable() {
    let report = DiagnosticsReport::from(&mistakes()[2..]);
    assert!(report.usable);
}
