//! What the page says in words of its own. The other forms tell the verdict in parts of one line, for a terminal and
//! for scripts; the page is for those who read neither, so it has sentences.

use crate::render::drift;
use crate::render::words::{self, count};
use crate::report::{DriftReport, DriftSeverity};

/// How grave: the class of its tile, its name, and what it means.
pub(super) const SEVERITIES: [(DriftSeverity, &str, &str, &str); 4] = [
    (
        DriftSeverity::Critical,
        "critical",
        "Critical",
        "somebody is owner who should not be",
    ),
    (
        DriftSeverity::High,
        "high",
        "High",
        "somebody has access that is not declared",
    ),
    (
        DriftSeverity::Medium,
        "medium",
        "Medium",
        "somebody lacks access that is declared",
    ),
    (DriftSeverity::Low, "low", "Low", "nobody\u{2019}s access differs"),
];

/// The headline.
pub(super) fn verdict(report: &DriftReport) -> String {
    let verdict = &report.verdict;
    if !verdict.drifted {
        return words::capitalized(drift::none(report));
    }
    let differ = count(verdict.drift, "difference", "differences");
    match verdict.people {
        0 => format!("{differ}, and nobody\u{2019}s access is other than declared"),
        1 => format!("{differ}, and 1 person whose access is not what is declared"),
        people => format!("{differ}, and {people} people whose access is not what is declared"),
    }
}

/// What else there is, below the headline.
pub(super) fn summary(report: &DriftReport) -> Vec<String> {
    let verdict = &report.verdict;
    let told = [
        (
            verdict.pending,
            "declaration waits for an apply",
            "declarations wait for an apply",
        ),
        (
            verdict.settled,
            "change by hand is declared by now",
            "changes by hand are declared by now",
        ),
        (
            verdict.people_awaited,
            "person has an invitation to answer",
            "people have an invitation to answer",
        ),
        (
            verdict.information,
            "thing besides is good to know",
            "things besides are good to know",
        ),
    ];
    told.into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect()
}
