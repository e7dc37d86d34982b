//! The way out: stdout is data, stderr is talk. Nothing else in the program prints.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use terminal_size::Width;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::settings::{ColorWish, Settings};
use crate::render::{Style, Symbols};

/// As wide as a terminal is taken to be that does not tell.
const COLUMNS: usize = 100;

/// Both streams, and what they can show.
pub(in crate::cli) struct Terminal {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    out_style: Style,
    err_style: Style,
    quiet: bool,
    interactive: bool,
}

impl Terminal {
    pub(in crate::cli) fn open(settings: &Settings) -> Terminal {
        let choice = match settings.color {
            ColorWish::Auto => None,
            ColorWish::Always => Some(ColorChoice::Always),
            ColorWish::Never => Some(ColorChoice::Never),
        };
        let out_choice = choice.unwrap_or_else(|| AutoStream::choice(&io::stdout()));
        let err_choice = choice.unwrap_or_else(|| AutoStream::choice(&io::stderr()));
        let out_tty = io::stdout().is_terminal();
        let err_tty = io::stderr().is_terminal();
        Terminal {
            out_style: style(out_choice, out_tty.then(|| width(settings)), settings),
            err_style: style(err_choice, err_tty.then(|| width(settings)), settings),
            out: AutoStream::new(io::stdout(), out_choice),
            err: AutoStream::new(io::stderr(), err_choice),
            quiet: settings.quiet,
            interactive: err_tty && io::stdin().is_terminal() && out_tty,
        }
    }

    /// How data is shown.
    pub(in crate::cli) fn style(&self) -> &Style {
        &self.out_style
    }

    /// How talk is shown.
    pub(in crate::cli) fn err_style(&self) -> &Style {
        &self.err_style
    }

    /// Whether somebody sits there who can answer.
    pub(in crate::cli) fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Whether talk goes to a terminal that can be redrawn.
    pub(in crate::cli) fn shows_progress(&self) -> bool {
        !self.quiet
            && io::stderr().is_terminal()
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Whether talk goes where nothing can be redrawn, to a file or a pipeline's log.
    pub(in crate::cli) fn says_lines(&self) -> bool {
        !self.quiet && !self.shows_progress()
    }

    /// Writes data.
    pub(in crate::cli) fn data(&mut self, text: &str) -> Result<(), Failure> {
        self.out
            .write_all(text.as_bytes())
            .and_then(|()| self.out.flush())
            .map_err(|error| gone(&error))
    }

    /// Says something to whoever watches, unless they asked for quiet.
    pub(in crate::cli) fn say(&mut self, text: &str) {
        if !self.quiet {
            self.insist(text);
        }
    }

    /// Says something that must be said.
    pub(in crate::cli) fn insist(&mut self, text: &str) {
        // Nobody is left to tell when stderr is gone.
        let _ = self
            .err
            .write_all(text.as_bytes())
            .and_then(|()| self.err.flush());
    }

    /// Says why a command ends.
    pub(in crate::cli) fn fail(&mut self, failure: &Failure) {
        if failure.is_silent() {
            return;
        }
        let text = crate::render::human::failure(&failure.message, &failure.hints, &self.err_style);
        self.insist(&text);
    }
}

/// How wide lines may become on a terminal.
fn width(settings: &Settings) -> usize {
    let told = || terminal_size::terminal_size().map(|(Width(columns), _)| columns.into());
    settings.columns.or_else(told).unwrap_or(COLUMNS)
}

fn style(choice: ColorChoice, width: Option<usize>, settings: &Settings) -> Style {
    let symbols = if settings.ascii {
        Symbols::Ascii
    } else {
        Symbols::Unicode
    };
    Style {
        colour: !matches!(choice, ColorChoice::Never),
        symbols,
        width,
        verbose: settings.verbose > 0,
    }
}

/// A closed pipe (`orgform plan | head`) is the reader's wish, not our failure.
fn gone(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::new(Exit::Success, "")
    } else {
        Failure::new(Exit::Internal, format!("the output cannot be written: {error}"))
    }
}
