//! What became of a plan: what did not come about first, then what remains, the word `converged` last.

use super::canvas::{Canvas, Line};
use crate::render::Style;
use crate::render::style::Paint;
use crate::render::words::{count, people};
use crate::report::{EndReport, FindingReport, ReceiptReport, VerificationReport};

/// A receipt for a person at a terminal.
pub fn receipt(report: &ReceiptReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    canvas.gap();
    canvas.put(0, 0, Line::new().painted(Paint::Heading, ends(report)));
    for end in report
        .changes
        .iter()
        .filter(|end| end.outcome != "done" || end.detail.is_some())
    {
        put_end(&mut canvas, end);
    }
    for kept in &report.held {
        let line = Line::new()
            .painted(Paint::Attention, "held         ")
            .whole(Paint::Plain, &kept.address);
        canvas.put(2, 15, line.dim(format!("  {}: {}", kept.guard, kept.reason)));
    }
    put_verification(&mut canvas, report);
    if let Some(journal) = &report.journal {
        canvas.put(0, 0, Line::new().dim(format!("journal: {journal}")));
    }
    canvas.finish()
}

/// `Applied 12 changes: 11 done, 1 failed.`
fn ends(report: &ReceiptReport) -> String {
    let ends = &report.summary;
    let counts = [
        (ends.done, "done"),
        (ends.satisfied, "already so"),
        (ends.stale, "stale"),
        (ends.failed, "failed"),
        (ends.blocked, "blocked"),
        (ends.not_started, "not started"),
    ];
    let told: Vec<String> = counts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    let changes = count(report.changes.len(), "change", "changes");
    if told.is_empty() {
        format!("Applied {changes}.")
    } else {
        format!("Applied {changes}: {}.", told.join(", "))
    }
}

fn put_end(canvas: &mut Canvas<'_>, end: &EndReport) {
    let paint = match end.outcome.as_str() {
        "done" | "satisfied" => Paint::Dim,
        "failed" => Paint::Refused,
        _ => Paint::Attention,
    };
    let why = match (&end.detail, &end.blocked_by) {
        (Some(detail), _) => detail.clone(),
        (None, Some(by)) => format!("waits for {by}, which did not come about"),
        (None, None) => String::new(),
    };
    let word = match end.outcome.as_str() {
        "satisfied" => "already so".to_owned(),
        other => other.replace('-', " "),
    };
    let word = format!("{word:<11}  ");
    canvas.put(
        2,
        15,
        Line::new()
            .painted(paint, word)
            .whole(Paint::Plain, &end.address)
            .dim(format!("  {why}")),
    );
}

fn put_verification(canvas: &mut Canvas<'_>, report: &ReceiptReport) {
    match &report.verification {
        VerificationReport::Converged { waiting_people: 0 } => {
            canvas.put(
                0,
                0,
                Line::new()
                    .painted(Paint::Add, "converged")
                    .plain(format!(": live is what the manifest says{}.", but_held(report))),
            );
        }
        VerificationReport::Converged { waiting_people } => {
            let line = Line::new()
                .painted(Paint::Add, "converged")
                .plain(", waiting for ");
            canvas.put(
                0,
                0,
                line.painted(Paint::Waiting, people(*waiting_people))
                    .plain(format!(" to answer{}.", but_held(report))),
            );
        }
        VerificationReport::Remaining { changes, blocked } => put_remaining(canvas, report, changes, blocked),
        VerificationReport::Failed { why } => {
            let line = Line::new().painted(Paint::Refused, "not verified");
            canvas.put(0, 2, line.plain(format!(": live could not be read again: {why}")));
        }
        VerificationReport::NotDone => {
            let why = if report.interrupted {
                "interrupted"
            } else {
                "the time limit of the run is over"
            };
            let line = Line::new().painted(Paint::Attention, why);
            canvas.put(
                0,
                2,
                line.plain(": the next run starts from what is live then and does the rest."),
            );
        }
    }
}

fn but_held(report: &ReceiptReport) -> &'static str {
    if report.held.is_empty() {
        ""
    } else {
        ", but for what is held back"
    }
}

fn put_remaining(
    canvas: &mut Canvas<'_>,
    report: &ReceiptReport,
    changes: &[String],
    blocked: &[FindingReport],
) {
    let line = Line::new().painted(Paint::Refused, "not converged");
    let left = count(changes.len() + blocked.len(), "thing is left", "things are left");
    let is_stale = report.changes.iter().any(|end| end.outcome == "stale");
    let advice = if is_stale {
        "Make a new plan: it sees what moved."
    } else {
        "Run again once the cause is mended."
    };
    canvas.put(0, 2, line.plain(format!(": {left}. {advice}")));
    for address in changes {
        let taken = report
            .changes
            .iter()
            .any(|end| end.address == *address && end.outcome == "done");
        let why = if taken {
            "  the platform took the change, and it had no effect"
        } else {
            ""
        };
        canvas.put(
            2,
            4,
            Line::new()
                .painted(Paint::Attention, "! ")
                .whole(Paint::Plain, address)
                .dim(why),
        );
    }
    for finding in blocked {
        let line = Line::new()
            .painted(Paint::Attention, "! ")
            .whole(Paint::Plain, &finding.subject);
        canvas.put(2, 4, line.dim(format!("  {}", finding.detail)));
    }
}
