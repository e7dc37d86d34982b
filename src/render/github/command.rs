//! One workflow command: `::error file=orgform.yaml,line=8,col=15,title=unknown-key::the key …`

use std::fmt::Write as _;

use crate::render::visible::visible;

/// What is shown, and where.
pub(super) struct Note<'a> {
    pub(super) level: Level,
    /// The file, with the first line and column, where one can be blamed.
    pub(super) place: Option<(&'a str, u32, u32)>,
    /// Where it ends, if that is known: the line and column just behind it.
    pub(super) end: Option<(u32, u32)>,
    pub(super) title: &'a str,
    pub(super) message: &'a str,
}

/// How bad it is.
#[derive(Clone, Copy)]
pub(super) enum Level {
    Error,
    Warning,
    Notice,
}

impl Note<'_> {
    /// The command, with its line break.
    pub(super) fn command(&self) -> String {
        let mut command = format!("::{} ", self.level.as_str());
        if let Some((file, line, column)) = self.place {
            let _ = write!(command, "file={},line={line},", property(file));
            match self.end {
                // Columns are of one line; GitHub ignores them otherwise.
                Some((end_line, end_column)) if end_line == line => {
                    let _ = write!(command, "col={column},endColumn={end_column},");
                }
                Some((end_line, _)) => {
                    let _ = write!(command, "endLine={end_line},");
                }
                None => {
                    let _ = write!(command, "col={column},");
                }
            }
        }
        let _ = writeln!(command, "title={}::{}", property(self.title), lines(self.message));
        command
    }
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }
}

/// A message of several lines; nothing in it begins a command of its own.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| visible(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

fn property(text: &str) -> String {
    visible(text)
        .replace('%', "%25")
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_no_command_and_end_no_property() {
        let note = Note {
            level: Level::Error,
            place: Some(("a,line=1::x.yaml", 3, 5)),
            end: Some((3, 9)),
            title: "unknown: 100%",
            message: "first\r\n::stop-commands::x\u{1b}[2J 5%",
        };
        assert_eq!(
            note.command(),
            "::error file=a%2Cline=1%3A%3Ax.yaml,line=3,col=5,endColumn=9,title=unknown%3A 100%25::first%0A\
             ::stop-commands::x\\u{1b}[2J 5%25\n"
        );
    }
}
