//! One item of drift as an issue of its own.

use super::drift::tell;
use super::escape::{clip, code, line, link, marker};
use super::section::{Importance, Section};
use crate::report::{DriftItemReport, DriftReport};

/// No title is longer, so that no forge cuts it.
const LONGEST_TITLE: usize = 200;

/// No text is longer: what GitHub takes, less a margin.
const LONGEST_TEXT: usize = 60_000;

/// What an issue is opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// One line of plain text.
    pub title: String,
    /// The text. Its first line is the hidden marker `orgform:KEY:drift:FINGERPRINT`, by which it is found again.
    pub text: String,
}

/// The issue of one item. `page` is where the report can be read that it was found in. It does not depend on the
/// time, so that the same drift is the same text.
pub fn issue(report: &DriftReport, item: &DriftItemReport, page: Option<&str>) -> Issue {
    let key = &report.organization.key;
    let title = clip(
        &line(&format!("Drift of {key}: {}", item.sentence)),
        LONGEST_TITLE,
    );
    let mut section = Section::new("Live is not what the manifest says", Importance::Losses);
    tell(&mut section, item, true);
    let page = page.map(|page| format!("Found by {}. ", link(page)));
    let text = format!(
        "{}{}\nEither it is brought back (`orgform plan`, `orgform apply`), or it is taken into the manifest \
         (`orgform adopt`). {}This issue is closed when it is no drift any more.\n\nOrganization: {}\n",
        marker(&format!("orgform:{key}:drift:{}", item.fingerprint)),
        section.text(&section.lines),
        page.unwrap_or_default(),
        code(key),
    );
    Issue {
        title,
        text: clip(&text, LONGEST_TEXT),
    }
}
