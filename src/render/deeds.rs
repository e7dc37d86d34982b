//! Who did something, and when.

use super::words;
use crate::report::{Deed, ProvenanceReport};

/// `granted by ada@acme.example on 2026-05-02`.
pub(super) fn told(deed: &ProvenanceReport) -> String {
    let ProvenanceReport { deed, by, at } = deed;
    let what = match deed {
        Deed::Granted => "granted",
        Deed::Invited => "invited",
        Deed::Joined if by.is_some() => "joined, invited",
        Deed::Joined => "joined",
        Deed::Created => "made",
    };
    let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let at = at.map(|at| format!(" on {}", words::day(at))).unwrap_or_default();
    format!("{what}{by}{at}")
}
