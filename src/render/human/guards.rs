//! What guards refuse and what lifts it, and what became of approvals.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Line};
use super::changes::place;
use crate::render::style::Paint;
use crate::render::words::{self, count};
use crate::report::{ApprovalNoteReport, ApprovalNoteState, GuardReport, GuardState, PlanReport};

/// So many objects stand beside their reason; more stand only in the block below.
const OBJECTS: usize = 3;

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    refused(canvas, report);
    lifted(canvas, report);
    notes(canvas, report);
}

fn refused(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let mut codes: BTreeMap<&str, Vec<&GuardReport>> = BTreeMap::new();
    for guard in report.guards_that(GuardState::Refuses) {
        codes.entry(&guard.code).or_default().push(guard);
    }
    if codes.is_empty() {
        return;
    }
    canvas.heading("Refused", Line::new().dim("  nothing of this plan is applied"));
    for code in &report.verdict.refused_by {
        for guard in codes.get(code.as_str()).into_iter().flatten() {
            reason(canvas, guard);
        }
    }
    block(canvas, report, GuardState::Refuses);
}

fn reason(canvas: &mut Canvas<'_>, guard: &GuardReport) {
    let line = Line::new()
        .painted(Paint::Remove, "! ")
        .painted(Paint::Strong, &guard.code)
        .plain(format!("  {}", guard.reason));
    canvas.put(2, 4, line);
    let objects = match guard.objects.as_slice() {
        few if few.len() <= OBJECTS || guard.approval.is_none() => few.join(", "),
        many => format!("{}, named below", count(many.len(), "object", "objects")),
    };
    let cannot = if guard.approval.is_none() {
        "; no approval lifts this"
    } else {
        ""
    };
    canvas.put(4, 4, Line::new().dim(objects).plain(cannot));
}

/// The YAML to paste.
pub(super) fn block(canvas: &mut Canvas<'_>, report: &PlanReport, state: GuardState) {
    let Some(block) = report.approvals_to_paste(state) else {
        return;
    };
    canvas.gap();
    let text = "If it is meant, this in the root file, with a reason, lets it through:";
    canvas.put(2, 2, Line::new().plain(text));
    canvas.gap();
    for line in block.lines() {
        canvas.put(4, 4, Line::new().painted(Paint::Rename, line));
    }
}

fn lifted(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let lifted: Vec<&GuardReport> = report.guards_that(GuardState::Lifted).collect();
    if lifted.is_empty() {
        return;
    }
    canvas.heading(
        "Approved",
        Line::new().dim("  lifted by the manifest's approvals"),
    );
    for guard in lifted {
        let line = Line::new()
            .painted(Paint::Strong, &guard.code)
            .plain(format!("  {}", guard.reason));
        canvas.put(2, 4, line);
    }
}

fn notes(canvas: &mut Canvas<'_>, report: &PlanReport) {
    if report.approvals.is_empty() {
        return;
    }
    canvas.heading("Approvals that do nothing", Line::new());
    for note in &report.approvals {
        let line = Line::new()
            .painted(Paint::Attention, "! ")
            .painted(Paint::Strong, &note.guard)
            .plain(format!("  {}", state(note)))
            .dim(format!("  {}", place(&note.source, None)));
        canvas.put(2, 4, line);
    }
}

fn state(note: &ApprovalNoteReport) -> String {
    match &note.state {
        ApprovalNoteState::Expired { until } => format!("expired after {until}"),
        ApprovalNoteState::Unused => "lifts nothing here; it can be deleted".to_owned(),
        ApprovalNoteState::Incomplete { missing } if missing.is_empty() => {
            "cannot lift what is refused".to_owned()
        }
        ApprovalNoteState::Incomplete { missing } => {
            format!("does not name {}", words::list(missing))
        }
    }
}
