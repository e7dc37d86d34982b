//! What stands on the page, in words. The template only places it; it escapes whatever it is given.

use askama::Template;

use super::drift::Row;

/// The page of a drift report.
#[derive(Template)]
#[template(path = "drift.html")]
pub(super) struct Page {
    pub(super) organization: String,
    /// The class of the verdict: `drifted` or `clean`.
    pub(super) outcome: &'static str,
    /// The verdict in one line.
    pub(super) verdict: String,
    /// What else is to be said in one line each.
    pub(super) summary: Vec<String>,
    /// That the report tells of the past.
    pub(super) past: Option<String>,
    /// Name and value, as in the head of a letter.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) tiles: Vec<Tile>,
    pub(super) bursts: Vec<String>,
    pub(super) people: Vec<Row>,
    pub(super) unknown: Option<String>,
    /// What counts, by severity.
    pub(super) groups: Vec<Group>,
    /// What does not count, folded.
    pub(super) folded: Vec<Group>,
    pub(super) has_baseline: bool,
    pub(super) tool: &'static str,
}

/// A number to see from afar.
pub(super) struct Tile {
    pub(super) class: &'static str,
    pub(super) number: usize,
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
}

/// Items that belong together.
pub(super) struct Group {
    pub(super) class: &'static str,
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) items: Vec<Item>,
}

/// One thing that differs.
pub(super) struct Item {
    pub(super) address: String,
    pub(super) sentence: String,
    /// `missing`, `unmanaged` and so on, and what exactly.
    pub(super) kind: String,
    /// How it came about, where a baseline tells.
    pub(super) state: Option<&'static str>,
    pub(super) declared: String,
    pub(super) baseline: Option<String>,
    pub(super) live: String,
    /// `file:line:column`, and what it is the line of.
    pub(super) places: Vec<(&'static str, String)>,
    pub(super) provenance: Option<String>,
    pub(super) fingerprint: String,
}
