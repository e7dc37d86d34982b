//! What waits: for whom, since when, and what they get on accepting.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Line};
use super::table::{self, Row};
use crate::render::style::Paint;
use crate::render::words;
use crate::report::{PlanReport, TargetReport, WaitingReport};

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    if report.waiting.is_empty() {
        return;
    }
    let mut people: BTreeMap<&str, Vec<&WaitingReport>> = BTreeMap::new();
    for waiting in &report.waiting {
        people.entry(&waiting.person).or_default().push(waiting);
    }
    let note = format!("  for {}", words::people(people.len()));
    canvas.heading("Waiting", Line::new().dim(note));
    let symbol = canvas.style.symbols.waiting();
    let rows = people
        .into_iter()
        .map(|(person, waiting)| Row {
            symbol: Line::new().painted(Paint::Waiting, symbol),
            cells: vec![
                Line::new().painted(Paint::Strong, person),
                Line::new().plain(since(&waiting, report)),
                Line::new().dim(intents(&waiting)),
            ],
            below: Vec::new(),
        })
        .collect();
    table::put(canvas, rows);
}

fn since(waiting: &[&WaitingReport], report: &PlanReport) -> String {
    let Some(first) = waiting.first() else {
        return String::new();
    };
    match (first.since, first.until) {
        (Some(since), Some(until)) => {
            let ago = words::ago(since, report.created_at);
            let verifying = if first.verifying {
                ", confirms the address"
            } else {
                ""
            };
            format!("invited {ago}, until {}{verifying}", words::day(until))
        }
        _ => "invited by this plan".to_owned(),
    }
}

/// What follows once they are in.
fn intents(waiting: &[&WaitingReport]) -> String {
    let intents: Vec<String> = waiting.iter().map(|waiting| intent(waiting)).collect();
    words::list(&intents)
}

fn intent(waiting: &WaitingReport) -> String {
    let role = words::role(waiting.role);
    match &waiting.target {
        TargetReport::Invitation { .. } | TargetReport::Member { .. } | TargetReport::Organization => {
            format!("{role} in the organization")
        }
        TargetReport::Team { team } | TargetReport::TeamMember { team, .. } => format!("team {team}"),
        TargetReport::Workspace { workspace }
        | TargetReport::TeamGrant { workspace, .. }
        | TargetReport::UserGrant { workspace, .. } => format!("{role} on {workspace}"),
    }
}
