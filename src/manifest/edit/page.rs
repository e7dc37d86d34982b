//! A text by its lines, and what is to be put in place of stretches of it.

use std::ops::Range;

/// A text whose lines are counted from 1.
pub(super) struct Page<'s> {
    pub(super) text: &'s str,
    starts: Vec<usize>,
}

impl<'s> Page<'s> {
    pub(super) fn new(text: &'s str) -> Page<'s> {
        let newlines = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Page {
            text,
            starts: std::iter::once(0).chain(newlines).collect(),
        }
    }

    /// Where a line starts; the end of the text for lines behind it.
    pub(super) fn start(&self, line: usize) -> usize {
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index));
        start.copied().unwrap_or(self.text.len())
    }

    /// Just behind the end of a line.
    pub(super) fn end(&self, line: usize) -> usize {
        self.start(line + 1)
    }

    /// The number of the line in which an offset stands.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// A line without its end; nothing for lines that are not there.
    pub(super) fn line(&self, line: usize) -> &'s str {
        self.slice(self.start(line)..self.end(line))
            .trim_end_matches(['\r', '\n'])
    }

    /// Whether nothing stands in a line. The lines before the first and behind the last are blank.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        self.line(line).trim().is_empty()
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'s str {
        self.text.get(range).unwrap_or_default()
    }

    /// The blanks at the start of a line.
    pub(super) fn indentation(&self, line: usize) -> &'s str {
        let line = self.line(line);
        &line[..line.len() - line.trim_start_matches(' ').len()]
    }

    /// How lines of this text end.
    pub(super) fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The offset of the first character at or behind `from` that is no blank, no comma and in no comment.
    pub(super) fn skip(&self, from: usize) -> usize {
        let mut offset = from;
        loop {
            let rest = self.slice(offset..self.text.len());
            offset = self.text.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', ',']).len();
            if !self.slice(offset..self.text.len()).starts_with('#') {
                return offset;
            }
            offset = self.end(self.line_of(offset));
        }
    }

    /// Just behind the comma that follows, if one does.
    pub(super) fn comma_behind(&self, offset: usize) -> Option<usize> {
        let rest = self.slice(offset..self.text.len());
        let comma = rest.trim_start();
        comma
            .starts_with(',')
            .then(|| offset + (rest.len() - comma.len()) + 1)
    }
}

/// A stretch of a text and what comes in its place.
#[derive(Debug)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Splice {
    pub(super) fn cut(range: Range<usize>) -> Splice {
        Splice {
            range,
            text: String::new(),
        }
    }

    pub(super) fn put(at: usize, text: impl Into<String>) -> Splice {
        Splice {
            range: at..at,
            text: text.into(),
        }
    }
}

/// The text with all splices made. They do not overlap.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let mut made = text.to_owned();
    for splice in splices.into_iter().rev() {
        made.replace_range(splice.range, &splice.text);
    }
    made
}
