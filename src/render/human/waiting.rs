//! What waits: for whom, since when, and what they get on accepting.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Line};
use super::table::{self, Row};
use crate::render::style::Paint;
use crate::render::{waits, words};
use crate::report::{PlanReport, WaitingReport};

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
                Line::new().plain(waits::since(&waiting, report.created_at)),
                Line::new().dim(waits::intents(&waiting)),
            ],
            below: Vec::new(),
        })
        .collect();
    table::put(canvas, rows);
}
