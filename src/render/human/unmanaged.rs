//! What is live, not declared, and stays.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Line};
use super::table::{self, Row};
use crate::render::phrases;
use crate::render::words::count;
use crate::report::{PlanReport, TargetReport, UnmanagedReport};

/// So many are listed before they are only counted.
const LISTED: usize = 10;

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let unmanaged = &report.unmanaged;
    if unmanaged.is_empty() {
        return;
    }
    let note = format!("  {} live and not declared, left alone", unmanaged.len());
    canvas.heading("Not managed", Line::new().dim(note));
    if canvas.style.verbose || unmanaged.len() <= LISTED {
        table::put(canvas, unmanaged.iter().map(row).collect());
        return;
    }
    // What is kept for a reason is never only a number.
    let (kept, plain): (Vec<_>, Vec<_>) = unmanaged
        .iter()
        .partition(|unmanaged| unmanaged.kept_because.is_some());
    table::put(canvas, kept.into_iter().map(row).collect());
    let mut numbers: BTreeMap<Kind, usize> = BTreeMap::new();
    for unmanaged in plain {
        *numbers.entry(Kind::of(&unmanaged.target)).or_default() += 1;
    }
    let numbers: Vec<String> = numbers
        .into_iter()
        .map(|(kind, number)| kind.counted(number))
        .collect();
    let line = Line::new().plain(numbers.join(", ")).dim("  (-v lists them)");
    canvas.put(4, 4, line);
}

fn row(unmanaged: &UnmanagedReport) -> Row {
    let role = unmanaged.role.map(|role| role.to_string());
    let note = match (&unmanaged.kept_because, &unmanaged.prune) {
        (Some(kept), _) => kept.clone(),
        (None, Some(word)) => format!("prune: {word} would remove it"),
        (None, None) => "never removed by absence".to_owned(),
    };
    Row {
        symbol: Line::new().dim("="),
        cells: vec![
            Line::new().plain(phrases::thing(&unmanaged.target)),
            Line::new().plain(role.unwrap_or_default()),
            Line::new().dim(note),
        ],
        below: Vec::new(),
    }
}

/// What is counted together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Member,
    Invitation,
    Team,
    TeamMember,
    Workspace,
    Grant,
    Other,
}

impl Kind {
    fn of(target: &TargetReport) -> Kind {
        match target {
            TargetReport::Organization => Kind::Other,
            TargetReport::Member { .. } => Kind::Member,
            TargetReport::Invitation { .. } => Kind::Invitation,
            TargetReport::Team { .. } => Kind::Team,
            TargetReport::TeamMember { .. } => Kind::TeamMember,
            TargetReport::Workspace { .. } => Kind::Workspace,
            TargetReport::TeamGrant { .. } | TargetReport::UserGrant { .. } => Kind::Grant,
        }
    }

    fn counted(self, number: usize) -> String {
        let (one, many) = match self {
            Kind::Member => ("member", "members"),
            Kind::Invitation => ("invitation", "invitations"),
            Kind::Team => ("team", "teams"),
            Kind::TeamMember => ("team membership", "team memberships"),
            Kind::Workspace => ("workspace", "workspaces"),
            Kind::Grant => ("grant", "grants"),
            Kind::Other => ("other", "others"),
        };
        count(number, one, many)
    }
}
