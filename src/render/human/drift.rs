//! Drift, from the verdict to the summary.

use super::canvas::{Canvas, Line};
use super::changes::place;
use crate::render::drift::{self, Chapter};
use crate::render::style::{Paint, Style};
use crate::render::{past, words};
use crate::report::{DriftItemReport, DriftReport, DriftSeverity, DriftState};

/// So many items that do not count are told in one chapter before the rest is counted.
const LISTED: usize = 10;

/// So many people whose access differs are named under one item.
const NAMED: usize = 3;

/// Drift for a person at a terminal: the verdict in one line, what looks like a problem of reading, then what differs,
/// the most severe first, with who did it and when.
pub fn drift(report: &DriftReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    verdict(&mut canvas, report);
    for burst in &report.bursts {
        canvas.gap();
        let line = Line::new()
            .painted(Paint::Attention, "! ")
            .plain(drift::burst(burst));
        canvas.put(0, 2, line);
    }
    for chapter in drift::chapters(report) {
        tell(&mut canvas, &chapter);
    }
    if let Some(unknown) = drift::unknown(report, (!style.verbose).then_some(NAMED)) {
        canvas.gap();
        canvas.put(0, 2, Line::new().painted(Paint::Attention, "! ").plain(unknown));
    }
    canvas.gap();
    canvas.put_whole(Line::new().painted(Paint::Strong, drift::closing(report)));
    canvas.finish()
}

fn verdict(canvas: &mut Canvas<'_>, report: &DriftReport) {
    let dot = format!(" {} ", canvas.style.symbols.dot());
    let mut line = Line::new();
    for (index, part) in drift::verdict(report).into_iter().enumerate() {
        let paint = match index {
            0 if report.verdict.by_severity.critical > 0 => Paint::Refused,
            0 if report.verdict.drifted => Paint::Attention,
            _ => Paint::Strong,
        };
        line = if index > 0 { line.dim(&dot) } else { line }.whole(paint, part);
    }
    canvas.put(0, 2, line);
    let organization = &report.organization;
    let baseline = drift::compared(report).map(|baseline| format!(", {baseline}"));
    let context = format!(
        "{} at {}, as {}, {}{}",
        organization.key,
        organization.server,
        report.caller,
        words::minute(report.created_at),
        baseline.unwrap_or_default(),
    );
    canvas.put(0, 2, Line::new().dim(context));
    if let Some(snapshot) = &report.snapshot {
        canvas.put(0, 2, Line::new().painted(Paint::Attention, past::note(snapshot)));
    }
}

fn tell(canvas: &mut Canvas<'_>, chapter: &Chapter<'_>) {
    canvas.heading(
        chapter.title,
        Line::new().dim(format!("  {}", chapter.items.len())),
    );
    let most = if chapter.counts || canvas.style.verbose {
        usize::MAX
    } else {
        LISTED
    };
    for item in chapter.items.iter().take(most) {
        self::item(canvas, item);
    }
    let rest = chapter.items.len().saturating_sub(most);
    if rest > 0 {
        let more = words::more(rest, ("item", "items"));
        canvas.put(4, 4, Line::new().dim(format!("and {more} (-v lists them)")));
    }
}

fn item(canvas: &mut Canvas<'_>, item: &DriftItemReport) {
    let (symbol, paint) = symbol(item);
    let both = match item.state {
        DriftState::Both => "  (the manifest moved on too)",
        DriftState::Drift | DriftState::Pending | DriftState::Settled => "",
    };
    let source = item.source.as_ref().or(item.baseline_source.as_ref());
    let source = source.map(|source| format!("  {}", place(source, None)));
    let line = Line::new()
        .painted(paint, format!("{symbol} "))
        .plain(sentence(item))
        .dim(both)
        .dim(source.unwrap_or_default());
    canvas.put(2, 4, line);
    if let Some(provenance) = &item.provenance {
        canvas.put(6, 8, Line::new().dim(drift::provenance(provenance)));
    }
    let most = (!canvas.style.verbose).then_some(NAMED);
    if let Some(access) = drift::access(item, most) {
        canvas.put(6, 8, Line::new().plain(access));
    }
}

/// What is found has only its story; what it is about stands before it.
fn sentence(item: &DriftItemReport) -> String {
    match &item.finding {
        Some(finding) => format!("{}  {finding}: {}", item.address, item.sentence),
        None => item.sentence.clone(),
    }
}

fn symbol(item: &DriftItemReport) -> (&'static str, Paint) {
    match (item.counts, item.severity) {
        (true, DriftSeverity::Critical) => ("!", Paint::Refused),
        (true, DriftSeverity::High) => ("!", Paint::Remove),
        (true, DriftSeverity::Medium) => ("!", Paint::Change),
        (true, _) => ("~", Paint::Change),
        (false, _) => ("=", Paint::Dim),
    }
}
