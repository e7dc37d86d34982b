//! The last line, which scripts look for.

use super::words::{self, count};
use crate::report::{Outcome, PlanReport, SummaryReport};

/// `Plan: 3 to add, 1 to change, 2 to remove, 4 waiting.`, or `No changes. …`.
pub(super) fn line(report: &PlanReport) -> String {
    let SummaryReport {
        add,
        change,
        remove,
        rename,
        waiting,
    } = report.summary;
    if report.changes.is_empty() {
        return format!("No changes. {}", why_none(report));
    }
    let renamed = match rename {
        0 => String::new(),
        number => format!(", {number} to rename"),
    };
    format!("Plan: {add} to add, {change} to change, {remove} to remove, {waiting} waiting{renamed}.")
}

/// Whether some line of the manifest is not met, though there is nothing to do about it.
fn is_unmet(report: &PlanReport) -> bool {
    report.findings.iter().any(|finding| finding.source.is_some())
}

fn why_none(report: &PlanReport) -> String {
    let verdict = &report.verdict;
    match verdict.outcome {
        Outcome::Held => format!("{} held back.", count(verdict.held, "step is", "steps are")),
        Outcome::Blocked => {
            let things = count(verdict.blocked, "declaration", "declarations");
            format!("{things} cannot be reached here.")
        }
        Outcome::Waiting => format!("Waiting for {}.", words::people(verdict.people_awaited)),
        Outcome::Refused => "The manifest itself is refused.".to_owned(),
        Outcome::NoChanges | Outcome::Changes if is_unmet(report) => {
            "Not all is as declared: see what there is to know, above.".to_owned()
        }
        Outcome::NoChanges | Outcome::Changes => "The organization matches the manifest.".to_owned(),
    }
}
