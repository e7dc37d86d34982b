//! A part of the comment that can be cut on its own.

use super::escape::{fence, length, line};

/// How much it matters that something is read; the least important is cut first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Importance {
    /// Never cut while anything else is there.
    Removals,
    Refusals,
    Losses,
    Owners,
    Blocked,
    Held,
    Approvals,
    Changes,
    Gains,
    Waiting,
    Notes,
    Unmanaged,
}

/// A title over a fence.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// In our own words.
    pub(super) title: String,
    pub(super) importance: Importance,
    /// Whether it is shown on a click only.
    pub(super) folded: bool,
    pub(super) language: &'static str,
    /// Harmless lines.
    pub(super) lines: Vec<String>,
    /// The same in fewer words, one line for each thing, for where the lines do not fit.
    pub(super) terse: Option<Vec<String>>,
    /// Whether a part of it is of no use.
    pub(super) whole: bool,
}

impl Section {
    pub(super) fn new(title: impl Into<String>, importance: Importance) -> Section {
        Section {
            title: title.into(),
            importance,
            folded: false,
            language: "diff",
            lines: Vec::new(),
            terse: None,
            whole: false,
        }
    }

    pub(super) fn folded(self) -> Section {
        Section { folded: true, ..self }
    }

    pub(super) fn in_language(self, language: &'static str) -> Section {
        Section { language, ..self }
    }

    pub(super) fn push(&mut self, text: impl AsRef<str>) {
        self.lines.push(line(text.as_ref()));
    }

    pub(super) fn text(&self, lines: &[String]) -> String {
        let fence = fence(lines);
        let mut text = if self.folded {
            format!("<details><summary>{}</summary>\n\n", self.title)
        } else {
            format!("#### {}\n\n", self.title)
        };
        text.push_str(&format!("{fence}{}\n", self.language));
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&format!("{fence}\n\n"));
        if self.folded {
            text.push_str("</details>\n\n");
        }
        text
    }

    /// How many of these lines fit into so much room; `None` where not even the title does.
    pub(super) fn fitting(&self, lines: &[String], room: usize) -> Option<usize> {
        // The fence around all lines is the longest that is needed for some of them.
        let frame = length(&self.text(&[])) + 2 * (fence(lines).len() - 3);
        let mut left = room.checked_sub(frame)?;
        let fitting = lines.iter().take_while(|line| {
            let needed = length(line) + 1;
            let fits = needed <= left;
            left = left.saturating_sub(needed);
            fits
        });
        Some(fitting.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_never_longer_than_the_room() {
        let mut section = Section::new("Title", Importance::Changes).folded();
        for number in 0..20 {
            section.push(format!("+ {number} {}", "`".repeat(number)));
        }
        let mut shown = 0;
        for room in 0..700 {
            match section.fitting(&section.lines, room) {
                None => assert_eq!(shown, 0),
                Some(lines) => {
                    assert!(length(&section.text(&section.lines[..lines])) <= room, "{room}");
                    assert!(lines >= shown, "more room shows no less");
                    shown = lines;
                }
            }
        }
        assert_eq!(shown, 20);
    }
}
