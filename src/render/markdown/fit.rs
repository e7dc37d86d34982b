//! What is cut where not everything fits: the least important, never a removal, and never in silence.

use super::escape::{length, link};
use super::section::{Importance, Section};
use crate::render::words;

/// What is shown.
pub(super) struct Fitted {
    /// What was cut, in words; empty where nothing was.
    pub(super) note: String,
    /// The sections.
    pub(super) body: String,
}

/// How much of a section is shown.
struct Share {
    text: String,
    /// Lines that are left out.
    missing: usize,
    all: usize,
}

/// Fits the sections into so much room; `None` where not even the note about the cut fits.
pub(super) fn fit(sections: &[Section], room: usize, full_plan: Option<&str>) -> Option<Fitted> {
    let everything: Vec<Share> = sections.iter().map(Share::whole).collect();
    if everything.iter().map(Share::length).sum::<usize>() <= room {
        return Some(Fitted {
            note: String::new(),
            body: everything.into_iter().map(|share| share.text).collect(),
        });
    }
    let nothing: Vec<Share> = sections.iter().map(Share::nothing).collect();
    let reserve = length(&note(sections, &nothing, full_plan));
    let shares = share(sections, room.checked_sub(reserve)?);
    Some(Fitted {
        note: note(sections, &shares, full_plan),
        body: shares.into_iter().map(|share| share.text).collect(),
    })
}

/// Gives room to the most important first. Behind the first section that is cut, nothing is shown.
fn share(sections: &[Section], room: usize) -> Vec<Share> {
    let mut order: Vec<usize> = (0..sections.len()).collect();
    order.sort_by_key(|index| sections[*index].importance);
    let mut shares: Vec<Share> = sections.iter().map(Share::nothing).collect();
    let mut left = room;
    for index in order {
        let share = Share::fitting(&sections[index], left);
        left = left.saturating_sub(share.length());
        let cut = share.missing > 0;
        shares[index] = share;
        if cut {
            break;
        }
    }
    shares
}

impl Share {
    fn whole(section: &Section) -> Share {
        Share::of(section, &section.lines, section.lines.len())
    }

    fn nothing(section: &Section) -> Share {
        let all = section.terse.as_ref().unwrap_or(&section.lines).len();
        Share {
            text: String::new(),
            missing: all,
            all,
        }
    }

    fn of(section: &Section, lines: &[String], shown: usize) -> Share {
        Share {
            text: section.text(&lines[..shown]),
            missing: lines.len() - shown,
            all: lines.len(),
        }
    }

    fn fitting(section: &Section, room: usize) -> Share {
        let fits = |lines: &[String]| section.fitting(lines, room);
        if fits(&section.lines) == Some(section.lines.len()) {
            return Share::whole(section);
        }
        let lines = section.terse.as_ref().unwrap_or(&section.lines);
        match fits(lines) {
            Some(shown) if shown == lines.len() || (shown > 0 && !section.whole) => {
                Share::of(section, lines, shown)
            }
            _ => Share::nothing(section),
        }
    }

    fn length(&self) -> usize {
        length(&self.text)
    }
}

/// What was cut and where it can be read. Loud where removals are missing.
fn note(sections: &[Section], shares: &[Share], full_plan: Option<&str>) -> String {
    let mut loud = String::new();
    let mut cut = Vec::new();
    for (section, share) in sections.iter().zip(shares) {
        let Share { missing, all, .. } = share;
        match (section.importance, *missing) {
            (_, 0) => {}
            (Importance::Removals, _) => {
                loud = format!(
                    "> **{missing} of {all} removals and demotions do not fit into this comment.**\n"
                );
            }
            _ if missing == all => cut.push(format!("\u{201c}{}\u{201d}", section.title)),
            _ => cut.push(format!(
                "{missing} of {all} lines of \u{201c}{}\u{201d}",
                section.title
            )),
        }
    }
    let place = full_plan.map_or_else(|| "in the output of this run".to_owned(), link);
    let cut = match (cut.is_empty(), loud.is_empty()) {
        (true, true) => return String::new(),
        (true, false) => String::new(),
        (false, _) => format!("> Left out to fit: {}.\n", words::list(&cut)),
    };
    format!("{loud}{cut}> The full plan is {place}.\n\n")
}
