//! All findings on one page.

use super::{here, routes, there, way};
use crate::render::Style;
use crate::render::human::canvas::{Canvas, Line};
use crate::render::human::table::{self, Row};
use crate::render::style::Paint;
use crate::render::words::count;
use crate::report::{Check, CheckReport, CheckState, DoctorReport, Subject};

/// What is said of one thing.
pub(super) struct Said {
    /// What was found.
    pub(super) found: String,
    /// More about it, a line each.
    pub(super) more: Vec<String>,
    /// What to do about it, a line each.
    pub(super) advice: Vec<String>,
}

impl Said {
    pub(super) fn found(found: impl Into<String>) -> Said {
        Said {
            found: found.into(),
            more: Vec::new(),
            advice: Vec::new(),
        }
    }

    /// What is not known, and because of what.
    pub(super) fn unknown(because: Subject) -> Said {
        Said::found(format!("not known, because of the {}", subject(because)))
    }

    pub(super) fn advise(mut self, advice: impl Into<String>) -> Said {
        self.advice.push(advice.into());
        self
    }
}

/// Everything that was looked at, for a person at a terminal.
pub fn doctor(report: &DoctorReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let (paint, verdict) = match report.problems {
        0 => (Paint::Strong, "Nothing stands in the way.".to_owned()),
        1 => (Paint::Refused, "1 problem stands in the way.".to_owned()),
        problems => (Paint::Refused, format!("{problems} problems stand in the way.")),
    };
    canvas.put(0, 2, Line::new().painted(paint, verdict));
    canvas.gap();
    let rows = report.checks.iter().map(|check| row(check, style));
    table::put_at(&mut canvas, 0, rows.collect());
    canvas.gap();
    let closing = format!(
        "Doctor: {}, {}, {} not known.",
        count(report.problems, "problem", "problems"),
        count(report.notes, "note", "notes"),
        report.unknown
    );
    canvas.put_whole(Line::new().painted(Paint::Strong, closing));
    canvas.finish()
}

fn row(report: &CheckReport, style: &Style) -> Row {
    let (name, said) = said(&report.check);
    let (paint, state) = match report.state {
        CheckState::Fine => (Paint::Add, "fine"),
        CheckState::Note => (Paint::Attention, "note"),
        CheckState::Problem => (Paint::Refused, "problem"),
        CheckState::Unknown => (Paint::Dim, "unknown"),
    };
    let more = said.more.iter().map(|line| Line::new().dim(line));
    let arrow = style.symbols.arrow();
    let advice = said.advice.iter().map(|advice| {
        Line::new()
            .painted(Paint::Strong, arrow)
            .plain(format!(" {advice}"))
    });
    Row {
        symbol: Line::new().painted(paint, state),
        cells: vec![
            Line::new().plain(name),
            if report.state == CheckState::Unknown {
                Line::new().dim(&said.found)
            } else {
                Line::new().plain(&said.found)
            },
        ],
        below: more.chain(advice).collect(),
    }
}

fn said(check: &Check) -> (&'static str, Said) {
    match check {
        Check::Manifest(check) => ("manifest", here::manifest(check)),
        Check::LastApply(check) => ("last apply", here::last_apply(check)),
        Check::Server(check) => ("server", way::server(check)),
        Check::Key(check) => ("key", way::key(check)),
        Check::Proxy(check) => ("proxy", way::proxy(check)),
        Check::Certificates(check) => ("certificates", way::certificates(check)),
        Check::Connection(check) => ("connection", way::connection(check)),
        Check::Clock(check) => ("clock", way::clock(check)),
        Check::Account(check) => ("account", there::account(check)),
        Check::Organization(check) => ("organization", there::organization(check)),
        Check::Powers(check) => ("powers", there::powers(check)),
        Check::Limits(check) => ("limits", there::limits(check)),
        Check::Routes(check) => ("routes", routes::routes(check)),
    }
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Server => "server",
        Subject::Key => "key",
        Subject::Certificates => "certificates",
        Subject::Connection => "connection",
        Subject::Account => "account",
        Subject::Organization => "organization",
    }
}
