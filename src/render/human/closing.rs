//! The last line.

use super::canvas::{Canvas, Line};
use crate::render::closing;
use crate::render::style::Paint;
use crate::report::PlanReport;

/// Never broken, so that scripts find it whole.
pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    canvas.gap();
    canvas.put_whole(Line::new().painted(Paint::Strong, closing::line(report)));
}
