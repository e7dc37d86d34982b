//! What guards keep back while the rest goes on.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Line};
use super::{changes, guards, table};
use crate::render::style::Paint;
use crate::report::{GuardState, HeldReport, Outcome, PlanReport};

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    if report.held.is_empty() {
        return;
    }
    let title = match report.verdict.outcome {
        Outcome::Refused => "Would be held back",
        _ => "Held back",
    };
    canvas.heading(title, Line::new().dim(format!("  {}", report.held.len())));
    let mut reasons: BTreeMap<(&str, &str), Vec<&HeldReport>> = BTreeMap::new();
    for held in &report.held {
        reasons.entry((&held.guard, &held.reason)).or_default().push(held);
    }
    for ((guard, reason), held) in reasons {
        let line = Line::new()
            .painted(Paint::Attention, "! ")
            .painted(Paint::Strong, guard)
            .plain(format!("  {reason}"));
        canvas.put(2, 4, line);
        let rows = held
            .iter()
            .map(|held| changes::row(&held.change, None, canvas.style))
            .collect();
        table::put_at(canvas, 4, rows);
    }
    if report.verdict.outcome != Outcome::Refused {
        guards::block(canvas, report, GuardState::Holds);
    }
}
