//! Paragraphs: entries that stand together, under a heading or between blank lines.
//!
//! A comment that a blank line follows stands for itself: it begins a paragraph. Where every entry takes one line, a
//! blank line begins a paragraph too; between longer entries it is only air. Where there are several paragraphs, the
//! comment right above the first entry of one is the heading of all of them, unless that entry is alone.

use std::ops::Range;

use super::{Child, Lead};

/// How the entries of a collection stand together.
#[derive(Debug)]
pub(crate) struct Paragraphs {
    ranges: Vec<Range<usize>>,
    air_divides: bool,
}

impl Paragraphs {
    /// The paragraphs of entries, which blank lines divide only where they are short.
    pub(crate) fn of(children: &[Child<'_>], air_divides: bool) -> Paragraphs {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (index, child) in children.iter().enumerate() {
            match ranges.last_mut() {
                Some(paragraph) if !begins(child, air_divides) => paragraph.end = index + 1,
                _ => ranges.push(index..index + 1),
            }
        }
        Paragraphs { ranges, air_divides }
    }

    /// Which entries each paragraph has.
    pub(crate) fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// How many of the leads above an entry stay where they are when it is moved or taken out.
    pub(crate) fn standing(&self, children: &[Child<'_>], index: usize) -> usize {
        let Some(child) = children.get(index) else {
            return 0;
        };
        let is_headed = |paragraph: &Range<usize>| paragraph.start == index && paragraph.len() > 1;
        if self.air_divides && self.ranges.len() > 1 && self.ranges.iter().any(is_headed) {
            child.leads.len()
        } else {
            apart(&child.leads)
        }
    }
}

fn begins(child: &Child<'_>, air_divides: bool) -> bool {
    let apart = apart(&child.leads);
    air_divides && apart > 0
        || child.leads[..apart]
            .iter()
            .any(|lead| matches!(lead, Lead::Comment(_)))
}

/// How many of the leads stand apart from the entry: all up to the last blank line.
pub(crate) fn apart(leads: &[Lead<'_>]) -> usize {
    leads
        .iter()
        .rposition(|lead| *lead == Lead::Blank)
        .map_or(0, |last| last + 1)
}
