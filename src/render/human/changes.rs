//! The changes, by where they happen.

use super::canvas::{Canvas, Line};
use super::table::{self, Row};
use crate::render::phrases::{self, Consequence};
use crate::render::places::by_place;
use crate::render::style::{Paint, Style};
use crate::render::words::count;
use crate::report::{ChangeReport, PlanReport, SourceReport, VerbReport};

/// So many additions of one kind in one place are told before the rest is counted.
const ALIKE: usize = 20;

/// A reason that is not longer stands beside what is done.
const SHORT: usize = 24;

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let Some(origins) = &report.origins else {
        return list(canvas, &report.changes);
    };
    let mut chapter = |title: &str, changes: Vec<&ChangeReport>| {
        if !changes.is_empty() {
            let steps = count(changes.len(), "step", "steps");
            canvas.heading(title, Line::new().dim(format!("  {steps}")));
            list(canvas, changes);
        }
    };
    chapter("CAUSED BY THIS CHANGE", report.caused());
    chapter("THERE BEFORE", report.there_before());
    chapter("REPAIRED, no longer due", origins.repaired.iter().collect());
}

fn list<'a>(canvas: &mut Canvas<'_>, changes: impl IntoIterator<Item = &'a ChangeReport>) {
    for (place, changes) in by_place(changes) {
        let file = common_file(&changes);
        let note = file.map(|file| Line::new().dim(format!("  {file}")));
        canvas.heading(&place.heading(), note.unwrap_or_default());
        let (shown, folded) = fold(&changes, canvas.style);
        let rows = shown
            .iter()
            .map(|change| row(change, file, canvas.style))
            .collect();
        table::put(canvas, rows);
        for (what, number) in folded {
            let text = format!("and {number} more: {what} (-v lists them)");
            canvas.put(4, 4, Line::new().dim(text));
        }
        if changes.iter().any(|change| change.action == "remove-member") {
            canvas.put(4, 4, Line::new().dim(phrases::UNSEEN_WORKSPACES));
        }
    }
}

/// One change as a row; its file is left out where the heading says it.
pub(super) fn row(change: &ChangeReport, file: Option<&str>, style: &Style) -> Row {
    let paint = Paint::from(change.verb);
    let reason = phrases::reason(change).or(style.verbose.then_some(change.because.as_str()));
    let (beside, under) = match reason {
        Some(reason) if reason.len() > SHORT => (None, Some(reason)),
        reason => (reason, None),
    };
    let source = change.source.as_ref().map(|source| place(source, file));
    let notes = [beside, source.as_deref()]
        .map(Option::unwrap_or_default)
        .join("  ");
    Row {
        symbol: Line::new().painted(paint, style.symbols.verb(change.verb)),
        cells: vec![
            Line::new().painted(Paint::Strong, phrases::subject(&change.target)),
            Line::new().painted(paint, phrases::what(change, style.symbols)),
            Line::new().dim(notes.trim()),
        ],
        below: under
            .map(|reason| Line::new().dim(reason))
            .into_iter()
            .chain(phrases::consequences(change).iter().map(consequence))
            .collect(),
    }
}

fn consequence(consequence: &Consequence) -> Line {
    if consequence.needs_attention {
        Line::new().painted(Paint::Remove, format!("! {}", consequence.text))
    } else {
        Line::new().plain(&consequence.text)
    }
}

/// Where the manifest asks for it, as terminals make it a link; the line alone under a heading with the file.
pub(super) fn place(source: &SourceReport, file: Option<&str>) -> String {
    let SourceReport {
        file: own,
        line,
        column,
    } = source;
    match file {
        Some(file) if file == own => format!(":{line}:{column}"),
        _ => format!("{own}:{line}:{column}"),
    }
}

/// The file that all these changes come from.
fn common_file<'a>(changes: &[&'a ChangeReport]) -> Option<&'a str> {
    let mut files = changes.iter().filter_map(|change| change.source.as_ref());
    let first = files.next()?.file.as_str();
    files.all(|source| source.file == first).then_some(first)
}

/// Leaves out additions of a kind of which there are many, and counts them. Nothing else is ever left out.
fn fold<'a>(changes: &[&'a ChangeReport], style: &Style) -> (Vec<&'a ChangeReport>, Vec<(String, usize)>) {
    let mut shown = Vec::new();
    let mut folded: Vec<(String, usize)> = Vec::new();
    let mut kinds: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for change in changes {
        let what = phrases::what(change, style.symbols);
        let alike = kinds.entry(what.clone()).or_default();
        *alike += 1;
        if style.verbose || change.verb != VerbReport::Add || *alike <= ALIKE {
            shown.push(*change);
            continue;
        }
        match folded.iter_mut().find(|(folded, _)| *folded == what) {
            Some((_, number)) => *number += 1,
            None => folded.push((what, 1)),
        }
    }
    (shown, folded)
}
