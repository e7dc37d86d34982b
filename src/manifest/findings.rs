//! The mistakes found so far: all of them, up to a number that keeps a hostile file from costing memory.

use crate::model::{Diagnostic, Position, Severity};

use super::codes;

/// More than anybody mends in one go; every further one is counted and dropped.
const MAX_FINDINGS: usize = 10_000;

/// Collects diagnostics on the road from text to meaning.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    dropped: usize,
    has_error: bool,
}

impl Findings {
    /// Nothing yet, after others were told; `has_error` says whether one of them keeps the manifest from being used.
    pub(crate) fn after(has_error: bool) -> Findings {
        Findings {
            has_error,
            ..Findings::default()
        }
    }

    /// Adds a mistake.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.has_error |= diagnostic.is_error();
        if self.list.len() < MAX_FINDINGS {
            self.list.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    /// Adds all mistakes of another collection.
    pub(crate) fn append(&mut self, other: Findings) {
        self.dropped += other.dropped;
        self.has_error |= other.has_error;
        other
            .list
            .into_iter()
            .for_each(|diagnostic| self.push(diagnostic));
    }

    /// Whether there is nothing to tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the manifest cannot be used.
    pub(crate) fn has_error(&self) -> bool {
        self.has_error
    }

    /// Everything found, sorted by place. What was found twice (through aliases) is told once.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        let Findings {
            mut list, dropped, ..
        } = self;
        list.sort_by(|one, other| key(one).cmp(&key(other)));
        list.dedup();
        if dropped > 0 {
            let message = format!("{dropped} more mistakes are not listed");
            let more = Diagnostic::error_without_place(codes::TOO_MANY_MISTAKES, message);
            list.push(more.with_severity(Severity::Notice));
        }
        list
    }
}

/// Places first, then what tells apart several mistakes of one place.
fn key(diagnostic: &Diagnostic) -> (Option<(&str, Position)>, Severity, &str, &str) {
    let place = diagnostic.primary.as_ref();
    (
        place.map(|label| (&*label.span.file, label.span.start)),
        diagnostic.severity,
        diagnostic.code.0,
        &diagnostic.message,
    )
}
