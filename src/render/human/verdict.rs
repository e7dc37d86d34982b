//! The first lines: what comes of the plan, and for which organization.

use super::canvas::{Canvas, Line};
use crate::render::style::Paint;
use crate::render::{origins, past, verdict, words};
use crate::report::{Outcome, PlanReport};

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let dot = format!(" {} ", canvas.style.symbols.dot());
    let mut line = Line::new();
    for (index, part) in verdict::parts(&report.verdict).into_iter().enumerate() {
        let separated = if index > 0 { line.dim(&dot) } else { line };
        let paint = if index == 0 {
            paint(report.verdict.outcome)
        } else {
            Paint::Strong
        };
        line = separated.whole(paint, part);
    }
    canvas.put(0, 2, line);
    let organization = &report.organization;
    let context = format!(
        "{} at {}, as {}, {}",
        organization.key,
        organization.server,
        report.caller,
        words::minute(report.created_at)
    );
    canvas.put(0, 2, Line::new().dim(context));
    if let Some(snapshot) = &report.snapshot {
        canvas.put(0, 2, Line::new().painted(Paint::Attention, past::note(snapshot)));
    }
    if let Some(origins) = origins::line(report) {
        canvas.put(0, 2, Line::new().painted(Paint::Strong, origins));
    }
}

fn paint(outcome: Outcome) -> Paint {
    match outcome {
        Outcome::Refused => Paint::Refused,
        Outcome::Held | Outcome::Blocked => Paint::Attention,
        Outcome::NoChanges | Outcome::Waiting | Outcome::Changes => Paint::Strong,
    }
}
