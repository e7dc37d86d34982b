//! What stands in the way, what waits, and what else there is to know.

use std::collections::BTreeMap;

use super::changes;
use super::section::{Importance, Section};
use crate::render::stories::unknown_workspaces;
use crate::render::words::{self, count};
use crate::render::{approvals, phrases, waits};
use crate::report::{
    ChangeReport, FindingReport, GuardState, Outcome, PlanReport, SourceReport, WaitingReport,
};

pub(super) fn refusals(report: &PlanReport) -> Vec<Section> {
    let mut reasons = Section::new("Refused: nothing of this plan is applied", Importance::Refusals);
    for guard in report.guards_that(GuardState::Refuses) {
        let cannot = if guard.approval.is_none() {
            "; no approval lifts this"
        } else {
            ""
        };
        reasons.push(format!("- {}: {}{cannot}", guard.code, guard.reason));
    }
    vec![reasons, block(report, GuardState::Refuses)]
}

/// The YAML to paste, of which a part would be of no use.
fn block(report: &PlanReport, state: GuardState) -> Section {
    let title = "If it is meant, this in the root file, with a reason, lets it through";
    let mut section = Section::new(title, Importance::Approvals)
        .folded()
        .in_language("yaml");
    section.whole = true;
    for line in report.approvals_to_paste(state).unwrap_or_default().lines() {
        section.push(line);
    }
    section
}

pub(super) fn held(report: &PlanReport) -> Vec<Section> {
    let refused = report.verdict.outcome == Outcome::Refused;
    let title = if refused {
        "Would be held back"
    } else {
        "Held back"
    };
    let title = format!("{title}: {}", count(report.held.len(), "addition", "additions"));
    let mut section = Section::new(title, Importance::Held);
    let mut reasons: BTreeMap<(&str, &str), Vec<&ChangeReport>> = BTreeMap::new();
    for held in &report.held {
        reasons
            .entry((&held.guard, &held.reason))
            .or_default()
            .push(&held.change);
    }
    for ((guard, reason), held) in reasons {
        section.push(format!("! {guard}: {reason}"));
        changes::list(&mut section, &held);
    }
    let mut sections = vec![section];
    if !refused {
        sections.push(block(report, GuardState::Holds));
    }
    sections
}

pub(super) fn waiting(report: &PlanReport) -> Section {
    let mut people: BTreeMap<&str, Vec<&WaitingReport>> = BTreeMap::new();
    for waiting in &report.waiting {
        people.entry(&waiting.person).or_default().push(waiting);
    }
    let title = format!("Waiting for {}", words::people(people.len()));
    let mut section = Section::new(title, Importance::Waiting)
        .folded()
        .in_language("text");
    for (person, waiting) in people {
        let since = waits::since(&waiting, report.created_at);
        section.push(format!("{person}  {since}: {}", waits::intents(&waiting)));
    }
    section
}

pub(super) fn blocked(report: &PlanReport) -> Section {
    let blocking: Vec<&FindingReport> = report.findings.iter().filter(|finding| finding.blocks).collect();
    let title = format!(
        "Cannot be reached: {}",
        count(blocking.len(), "declaration", "declarations")
    );
    let mut section = Section::new(title, Importance::Blocked);
    for finding in blocking {
        section.push(format!("! {}", told(finding)));
    }
    section
}

pub(super) fn to_know(report: &PlanReport) -> Section {
    let mut section = Section::new("To know", Importance::Notes)
        .folded()
        .in_language("text");
    for warning in &report.warnings {
        section.push(warning);
    }
    for workspace in unknown_workspaces(report) {
        section.push(format!(
            "{workspace}  who has access is not fully known; what is not known is not counted"
        ));
    }
    for finding in report.findings.iter().filter(|finding| !finding.blocks) {
        section.push(told(finding));
    }
    for guard in report.guards_that(GuardState::Lifted) {
        section.push(format!("{}  approved: {}", guard.code, guard.reason));
    }
    for note in &report.approvals {
        let (state, place) = (approvals::state(note), place(&note.source));
        section.push(format!("approval of {} at {place}  {state}", note.guard));
    }
    section
}

fn told(finding: &FindingReport) -> String {
    let place = finding
        .source
        .as_ref()
        .map(|source| format!("  {}", place(source)));
    let FindingReport {
        kind,
        subject,
        detail,
        ..
    } = finding;
    format!("{subject}  {kind}: {detail}{}", place.unwrap_or_default())
}

fn place(source: &SourceReport) -> String {
    format!("{}:{}:{}", source.file, source.line, source.column)
}

pub(super) fn unmanaged(report: &PlanReport) -> Section {
    let title = format!(
        "Not managed: {} live and not declared, left alone",
        report.unmanaged.len()
    );
    let mut section = Section::new(title, Importance::Unmanaged)
        .folded()
        .in_language("text");
    for unmanaged in &report.unmanaged {
        let role = unmanaged.role.map(|role| format!("  {role}")).unwrap_or_default();
        let kept = unmanaged.kept_because.as_ref().map(|kept| format!("  {kept}"));
        let thing = phrases::thing(&unmanaged.target);
        section.push(format!("{thing}{role}{}", kept.unwrap_or_default()));
    }
    section
}
