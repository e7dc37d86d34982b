//! Places in the files that people wrote.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A place: line and column count from 1, columns in characters; `offset` in bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Bytes from the start of the file.
    pub offset: usize,
}

/// A stretch of one file, `end` exclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file as the user would name it.
    pub file: Arc<str>,
    /// The first character.
    pub start: Position,
    /// Just behind the last character.
    pub end: Position,
}

/// Where a declaration stands, as it is told to people: `teams/red.yaml:12:5`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The file as the user would name it.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Source {
    /// The place of what no file says yet.
    pub fn unwritten() -> Source {
        Source {
            file: "".into(),
            line: 0,
            column: 0,
        }
    }
}

impl From<&Span> for Source {
    fn from(span: &Span) -> Source {
        Source {
            file: Arc::clone(&span.file),
            line: span.start.line,
            column: span.start.column,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One file's name and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The file as the user would name it: relative to where they stand, with `/`.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
}

/// The texts that diagnostics point into, by file name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<Arc<str>, Arc<str>>);

impl Sources {
    /// Adds a file; a second one of the same name replaces the first.
    pub fn insert(&mut self, file: SourceFile) {
        self.0.insert(file.name, file.text);
    }

    /// The text of a file, if it was read.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.0.get(file).map(AsRef::as_ref)
    }

    /// All files, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_ref(), text.as_ref()))
    }
}
