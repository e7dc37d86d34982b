//! Lines of painted text, broken at the width of the terminal.

use unicode_width::UnicodeWidthStr;

use crate::render::style::{Paint, Style};
use crate::render::visible::visible;

/// A piece of a line that looks one way. Its text is harmless: whatever it was made from is made visible.
#[derive(Clone, Debug)]
struct Piece {
    paint: Paint,
    text: String,
    /// Whether it is never broken at its blanks.
    whole: bool,
}

/// A line in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Line(Vec<Piece>);

impl Line {
    pub(super) fn new() -> Line {
        Line::default()
    }

    pub(super) fn painted(self, paint: Paint, text: impl AsRef<str>) -> Line {
        self.add(paint, text.as_ref(), false)
    }

    /// Like `painted`, and moved to the next line as a whole where it is too long.
    pub(super) fn whole(self, paint: Paint, text: impl AsRef<str>) -> Line {
        self.add(paint, text.as_ref(), true)
    }

    fn add(mut self, paint: Paint, text: &str, whole: bool) -> Line {
        let text = visible(text).into_owned();
        if !text.is_empty() {
            self.0.push(Piece { paint, text, whole });
        }
        self
    }

    pub(super) fn plain(self, text: impl AsRef<str>) -> Line {
        self.painted(Paint::Plain, text)
    }

    pub(super) fn dim(self, text: impl AsRef<str>) -> Line {
        self.painted(Paint::Dim, text)
    }

    /// Fills with blanks up to a width.
    pub(super) fn padded(self, width: usize) -> Line {
        let blanks = width.saturating_sub(self.width());
        self.plain(" ".repeat(blanks))
    }

    pub(super) fn then(mut self, other: Line) -> Line {
        self.0.extend(other.0);
        self
    }

    /// The columns that it takes in a terminal.
    pub(super) fn width(&self) -> usize {
        self.0.iter().map(|piece| piece.text.width()).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is written so far.
pub(super) struct Canvas<'a> {
    pub(super) style: &'a Style,
    out: String,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(style: &'a Style) -> Canvas<'a> {
        Canvas {
            style,
            out: String::new(),
        }
    }

    /// An empty line between what came before and what follows.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A title over what follows, with a gap above.
    pub(super) fn heading(&mut self, title: &str, note: Line) {
        self.gap();
        let title = Line::new().painted(Paint::Heading, title);
        self.put(0, 0, title.then(note));
    }

    /// A line that begins at column `indent` and goes on at column `hang` where it is too long.
    pub(super) fn put(&mut self, indent: usize, hang: usize, line: Line) {
        let mut broken = Broken {
            width: self.style.width.unwrap_or(usize::MAX),
            hang,
            column: indent,
            fresh: true,
            after_blank: false,
            lines: vec![Vec::new()],
        };
        for piece in line.0 {
            broken.add(&piece);
        }
        let mut begin = indent;
        for pieces in broken.lines {
            let pieces = without_trailing_blanks(pieces);
            if !pieces.is_empty() {
                self.out.push_str(&" ".repeat(begin));
            }
            for piece in &pieces {
                self.out.push_str(&self.style.paint(piece.paint, &piece.text));
            }
            self.out.push('\n');
            begin = hang;
        }
    }

    /// A line that is never broken.
    pub(super) fn put_whole(&mut self, line: Line) {
        for piece in line.0 {
            self.out.push_str(&self.style.paint(piece.paint, &piece.text));
        }
        self.out.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

fn without_trailing_blanks(mut pieces: Vec<Piece>) -> Vec<Piece> {
    while let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        pieces.pop();
    }
    pieces
}

/// A line being broken at blanks.
struct Broken {
    width: usize,
    hang: usize,
    column: usize,
    /// Whether nothing but blanks stands on the current line.
    fresh: bool,
    /// Whether the last character was a blank, so that the line may end here.
    after_blank: bool,
    lines: Vec<Vec<Piece>>,
}

impl Broken {
    fn add(&mut self, piece: &Piece) {
        let mut rest = piece.text.as_str();
        while !rest.is_empty() {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let found = rest[blanks..].find(' ').filter(|_| !piece.whole);
            let end = found.map_or(rest.len(), |found| blanks + found);
            let (chunk, later) = rest.split_at(end);
            self.word(piece.paint, chunk, blanks);
            rest = later;
        }
    }

    fn word(&mut self, paint: Paint, chunk: &str, blanks: usize) {
        let word = &chunk[blanks..];
        let chunk_width = blanks + word.width();
        let breaks = (blanks > 0 || self.after_blank) && !word.is_empty() && !self.fresh;
        if breaks && self.column.saturating_add(chunk_width) > self.width {
            self.lines.push(Vec::new());
            self.column = self.hang + word.width();
            self.push(paint, word);
        } else {
            self.column = self.column.saturating_add(chunk_width);
            self.push(paint, chunk);
        }
        self.fresh &= word.is_empty();
        self.after_blank = chunk.ends_with(' ');
    }

    fn push(&mut self, paint: Paint, text: &str) {
        let Some(line) = self.lines.last_mut() else {
            return;
        };
        match line.last_mut() {
            Some(piece) if piece.paint == paint => piece.text.push_str(text),
            _ => line.push(Piece {
                paint,
                text: text.to_owned(),
                whole: false,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(width: usize, line: Line) -> String {
        let style = Style {
            width: Some(width),
            ..Style::PLAIN
        };
        let mut canvas = Canvas::new(&style);
        canvas.put(2, 4, line);
        canvas.finish()
    }

    #[test]
    fn long_lines_go_on_at_the_hanging_column() {
        let line = Line::new().plain("one two").dim(" three four");
        assert_eq!(broken(11, line.clone()), "  one two\n    three\n    four\n");
        assert_eq!(broken(80, line), "  one two three four\n");
    }

    #[test]
    fn a_word_that_fits_nowhere_stands_alone() {
        let line = Line::new().plain("a longer-than-the-width b");
        assert_eq!(broken(8, line), "  a\n    longer-than-the-width\n    b\n");
    }

    #[test]
    fn what_is_whole_moves_as_one() {
        let line = Line::new().plain("one · ").whole(Paint::Plain, "two three");
        assert_eq!(broken(12, line), "  one ·\n    two three\n");
    }

    #[test]
    fn wide_characters_count_for_two() {
        assert_eq!(Line::new().plain("⏳ 赤").padded(7).width(), 7);
    }
}
