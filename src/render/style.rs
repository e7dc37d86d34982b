//! How a text is to look, decided once by who calls.

use anstyle::{AnsiColor, Color};

use crate::report::VerbReport;

/// What the reader can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours may be used. The text says everything without them.
    pub colour: bool,
    /// Which characters.
    pub symbols: Symbols,
    /// After how many columns lines are broken; `None` never breaks them, for files and pipes.
    pub width: Option<usize>,
    /// Whether long lists that hurt nobody are told in full.
    pub verbose: bool,
}

/// Which characters stand for steps and for punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbols {
    /// `→ ⏳ · …`
    Unicode,
    /// `-> ... ,` and so on.
    Ascii,
}

impl Style {
    /// For files and pipes: no colour, no line breaks, and nothing that is not ASCII but names.
    pub const PLAIN: Style = Style {
        colour: false,
        symbols: Symbols::Ascii,
        width: None,
        verbose: false,
    };

    pub(super) fn paint(&self, paint: Paint, text: &str) -> String {
        let style = paint.style();
        if !self.colour || style.is_plain() || text.is_empty() {
            return text.to_owned();
        }
        format!("{style}{text}{style:#}")
    }
}

/// The roles that a piece of text can play. Each has one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Plain,
    Strong,
    Dim,
    Heading,
    Add,
    Change,
    Rename,
    Remove,
    Attention,
    Refused,
    Waiting,
}

impl Paint {
    fn style(self) -> anstyle::Style {
        let plain = anstyle::Style::new();
        let colour = |colour: AnsiColor| plain.fg_color(Some(Color::Ansi(colour)));
        match self {
            Paint::Plain => plain,
            Paint::Strong | Paint::Heading => plain.bold(),
            Paint::Dim => plain.dimmed(),
            Paint::Add => colour(AnsiColor::Green),
            Paint::Change => colour(AnsiColor::Yellow),
            Paint::Rename => colour(AnsiColor::Cyan),
            Paint::Remove => colour(AnsiColor::Red),
            Paint::Attention => colour(AnsiColor::Yellow).bold(),
            Paint::Refused => colour(AnsiColor::Red).bold(),
            Paint::Waiting => colour(AnsiColor::Blue),
        }
    }
}

impl From<VerbReport> for Paint {
    fn from(verb: VerbReport) -> Paint {
        match verb {
            VerbReport::Add => Paint::Add,
            VerbReport::Change => Paint::Change,
            VerbReport::Rename => Paint::Rename,
            VerbReport::Remove => Paint::Remove,
        }
    }
}

impl Symbols {
    /// The symbol of a kind of step.
    pub(super) fn verb(self, verb: VerbReport) -> &'static str {
        match verb {
            VerbReport::Add => "+",
            VerbReport::Change => "~",
            VerbReport::Remove => "-",
            VerbReport::Rename => self.pick("→", ">"),
        }
    }

    /// Between what was and what will be.
    pub(super) fn arrow(self) -> &'static str {
        self.pick("→", "->")
    }

    /// Between the parts of a line.
    pub(super) fn dot(self) -> &'static str {
        self.pick("·", "|")
    }

    /// What waits.
    pub(super) fn waiting(self) -> &'static str {
        self.pick("⏳", "...")
    }

    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self {
            Symbols::Unicode => unicode,
            Symbols::Ascii => ascii,
        }
    }
}
