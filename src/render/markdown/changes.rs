//! The changes, as lines of a difference: what takes something away apart from the rest.

use super::escape::line;
use super::section::{Importance, Section};
use crate::render::phrases;
use crate::render::places::by_place;
use crate::render::style::Symbols;
use crate::render::words::count;
use crate::report::{ChangeReport, PlanReport, SourceReport, VerbReport};

/// How wide the names of a place get at most so that what is done lines up.
const WIDEST: usize = 36;

pub(super) fn removals(report: &PlanReport) -> Section {
    takings("Removals and demotions", report.caused())
}

pub(super) fn others(report: &PlanReport) -> Section {
    additions("Other changes", report.caused())
}

/// What another change of the manifest, or somebody's click, has left to do; empty without a baseline. What takes
/// something away is cut as late as anything else that does.
pub(super) fn there_before(report: &PlanReport) -> [Section; 2] {
    [
        takings(
            "There before this change, removals and demotions",
            report.there_before(),
        )
        .folded(),
        additions("There before this change, other changes", report.there_before()),
    ]
}

/// What is no longer due.
pub(super) fn repaired(report: &PlanReport) -> Section {
    let repaired: Vec<&ChangeReport> = report
        .origins
        .iter()
        .flat_map(|origins| &origins.repaired)
        .collect();
    let title = format!(
        "Repaired, no longer due: {}",
        count(repaired.len(), "step", "steps")
    );
    let mut section = Section::new(title, Importance::Notes).folded();
    list(&mut section, &repaired);
    section
}

fn takings(title: &str, changes: Vec<&ChangeReport>) -> Section {
    let changes: Vec<&ChangeReport> = changes.into_iter().filter(|change| change.destructive).collect();
    let title = format!("{title}: {}", changes.len());
    let mut section = Section::new(title, Importance::Removals);
    list(&mut section, &changes);
    if changes.iter().any(|change| change.action == "remove-member") {
        section.push(format!("  {}", phrases::UNSEEN_WORKSPACES));
    }
    // A demotion is left out before a removal is.
    let (removed, lowered): (Vec<&ChangeReport>, Vec<&ChangeReport>) = changes
        .into_iter()
        .partition(|change| change.verb == VerbReport::Remove);
    section.terse = Some(removed.into_iter().chain(lowered).map(terse).collect());
    section
}

fn additions(title: &str, changes: Vec<&ChangeReport>) -> Section {
    let changes: Vec<&ChangeReport> = changes.into_iter().filter(|change| !change.destructive).collect();
    let title = format!("{title}: {}", count(changes.len(), "step", "steps"));
    let mut section = Section::new(title, Importance::Changes).folded();
    list(&mut section, &changes);
    section
}

fn terse(change: &ChangeReport) -> String {
    let what = phrases::what(change, Symbols::Unicode);
    line(&format!(
        "{} {}: {what}",
        column_zero(change),
        phrases::thing(&change.target)
    ))
}

pub(super) fn list(section: &mut Section, changes: &[&ChangeReport]) {
    for (place, changes) in by_place(changes.iter().copied()) {
        section.push(format!("@@ {} @@", place.heading()));
        let names = changes
            .iter()
            .map(|change| phrases::subject(&change.target).chars().count());
        let width = names.filter(|width| *width <= WIDEST).max().unwrap_or(0);
        for change in changes {
            step(section, change, width);
        }
    }
}

fn step(section: &mut Section, change: &ChangeReport, width: usize) {
    let symbol = column_zero(change);
    let subject = phrases::subject(&change.target);
    let what = phrases::what(change, Symbols::Unicode);
    let reason = phrases::reason(change)
        .map(|reason| format!("  ({reason})"))
        .unwrap_or_default();
    let place = change.source.as_ref().map(place).unwrap_or_default();
    section.push(format!("{symbol} {subject:<width$}  {what}{reason}{place}"));
    for consequence in phrases::consequences(change) {
        let symbol = if consequence.needs_attention { '!' } else { symbol };
        section.push(format!("{symbol}     {}", consequence.text));
    }
}

fn place(source: &SourceReport) -> String {
    format!("  {}:{}:{}", source.file, source.line, source.column)
}

/// What forges colour: `+` and `-`, and `!` for what is neither.
fn column_zero(change: &ChangeReport) -> char {
    match change.verb {
        VerbReport::Add => '+',
        VerbReport::Remove => '-',
        VerbReport::Change | VerbReport::Rename => '!',
    }
}
