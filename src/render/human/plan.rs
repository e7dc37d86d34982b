//! A plan, from the verdict to the summary.

use super::canvas::Canvas;
use super::{changes, closing, findings, guards, held, people, unmanaged, verdict, waiting};
use crate::render::Style;
use crate::report::PlanReport;

/// A plan for a person at a terminal: the verdict in one line, what it means for people, the changes by
/// place, everything that stands in the way, and the summary in the last line.
pub fn plan(report: &PlanReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    verdict::write(&mut canvas, report);
    people::write(&mut canvas, report);
    changes::write(&mut canvas, report);
    held::write(&mut canvas, report);
    waiting::write(&mut canvas, report);
    findings::write(&mut canvas, report);
    unmanaged::write(&mut canvas, report);
    guards::write(&mut canvas, report);
    closing::write(&mut canvas, report);
    canvas.finish()
}
