//! What a reader should know and the plan does not change.

use super::canvas::{Canvas, Line};
use super::changes::place;
use super::table::{self, Row};
use crate::render::style::Paint;
use crate::report::{FindingReport, PlanReport};

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let (blocking, other): (Vec<_>, Vec<_>) = report.findings.iter().partition(|finding| finding.blocks);
    list(canvas, "Cannot be reached", &blocking, Paint::Remove);
    list(canvas, "To know", &other, Paint::Attention);
    if !report.warnings.is_empty() {
        canvas.gap();
    }
    for warning in &report.warnings {
        let line = Line::new().painted(Paint::Attention, "! ").plain(warning);
        canvas.put(0, 2, line);
    }
}

fn list(canvas: &mut Canvas<'_>, title: &str, findings: &[&FindingReport], paint: Paint) {
    if findings.is_empty() {
        return;
    }
    canvas.heading(title, Line::new().dim(format!("  {}", findings.len())));
    let rows = findings.iter().map(|finding| row(finding, paint)).collect();
    table::put(canvas, rows);
}

fn row(finding: &FindingReport, paint: Paint) -> Row {
    let source = finding.source.as_ref().map(|source| place(source, None));
    let detail = Line::new()
        .plain(&finding.detail)
        .dim(source.map(|source| format!("  {source}")).unwrap_or_default());
    Row {
        symbol: Line::new().painted(paint, "!"),
        cells: vec![
            Line::new().painted(Paint::Strong, &finding.subject),
            Line::new().plain(&finding.kind),
        ],
        below: vec![detail],
    }
}
