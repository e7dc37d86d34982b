//! The plan in one line.

use super::words::{self, count, either};
use crate::report::{Outcome, ThanReport, VerdictReport};

/// The parts of the line, in their order; who is hurt comes before who gains.
pub(super) fn parts(verdict: &VerdictReport) -> Vec<String> {
    let mut parts = Vec::new();
    let refusing = verdict.refused_by.len();
    if refusing > 0 {
        let refuse = either(refusing, "refuses", "refuse");
        parts.push(format!("{} {refuse} this plan", words::list(&verdict.refused_by)));
    }
    parts.push(match verdict.outcome {
        _ if verdict.changes > 0 => count(verdict.changes, "change", "changes"),
        _ => "no changes".to_owned(),
    });
    parts.extend(people(verdict));
    if verdict.held > 0 && verdict.outcome != Outcome::Refused {
        parts.push(format!(
            "{} held back by {}",
            verdict.held,
            words::list(&verdict.held_by)
        ));
    }
    if verdict.people_awaited > 0 {
        parts.push(format!("waiting for {}", words::people(verdict.people_awaited)));
    }
    if verdict.blocked > 0 {
        parts.push(format!(
            "{} cannot be reached",
            count(verdict.blocked, "declaration", "declarations")
        ));
    }
    if !verdict.lifted.is_empty() {
        parts.push(format!("approved: {}", words::list(&verdict.lifted)));
    }
    for (than, said) in [
        (ThanReport::Default, "looser than default"),
        (ThanReport::Baseline, "looser than the baseline, which counts"),
    ] {
        let looser = verdict.looser.iter().filter(|looser| looser.than == than);
        let limits: Vec<&str> = looser.map(|looser| looser.limit.as_str()).collect();
        if !limits.is_empty() {
            parts.push(format!("{said}: {}", words::list(&limits)));
        }
    }
    parts
}

/// `2 people lose all access`; the word for people stands with the first number only.
fn people(verdict: &VerdictReport) -> Vec<String> {
    let mut parts = Vec::new();
    let mut tell = |number: usize, one: &str, many: &str| {
        if number > 0 {
            let who = if parts.is_empty() {
                words::people(number)
            } else {
                number.to_string()
            };
            parts.push(format!("{who} {}", either(number, one, many)));
        }
    };
    tell(verdict.people_losing_all, "loses all access", "lose all access");
    tell(
        verdict.people_losing_some,
        "loses some access",
        "lose some access",
    );
    tell(verdict.people_gaining_owner, "gains owner", "gain owner");
    tell(verdict.people_gaining, "gains access", "gain access");
    parts.push(format!("{} unaffected", words::people(verdict.people_unaffected)));
    parts
}
