//! The end of each `--help`: lines to type, with what they do. A test runs every one as it is written.

use std::fmt::Write;

use clap::builder::StyledStr;
use clap::builder::styling::Styles;

use crate::cli::Exit;

/// No line is longer, so that none is folded in a terminal of 80 columns or on a page of the manual.
const COLUMNS: usize = 72;

/// What a line, or a few in a row, do, and the lines.
type Example<'a> = (&'a str, &'a [&'a str]);

/// How the program is used: by whom, and when.
const WAYS: &[Example<'static>] = &[
    (
        "At a terminal: look, then apply, which shows the same and asks",
        &["orgform plan", "orgform apply"],
    ),
    (
        "In a pipeline: on the pull request, then on merge no more than that",
        &["orgform plan --out plan.json", "orgform apply --plan plan.json"],
    ),
    (
        "On a schedule: what was clicked meanwhile; ends with 2 if anything was",
        &["orgform drift"],
    ),
];

/// A first look for whoever has nothing yet.
const FIRST: &[Example<'static>] = &[(
    "See it at work in a minute, without an account",
    &["orgform sandbox demo"],
)];

/// The end of a command's help: what a line does, and the line.
pub(in crate::cli) fn examples(examples: &[(&str, &str)]) -> StyledStr {
    let mut text = StyledStr::new();
    let each = examples
        .iter()
        .map(|(does, line)| (*does, std::slice::from_ref(line)));
    section(&mut text, "Examples", each);
    text
}

/// The end of the program's own help.
pub(in crate::cli) fn program() -> StyledStr {
    let mut text = StyledStr::new();
    section(&mut text, "Three ways of use", WAYS.iter().copied());
    if cfg!(feature = "sandbox") {
        section(&mut text, "Examples", FIRST.iter().copied());
    }
    heading(&mut text, "Exit codes");
    for exit in Exit::ALL {
        say(
            &mut text,
            &hanging(&format!("{:>5}  ", exit.code()), exit.meaning()),
        );
    }
    text
}

fn section<'a>(text: &mut StyledStr, title: &str, examples: impl IntoIterator<Item = Example<'a>>) {
    heading(text, title);
    let literal = Styles::styled().get_literal().to_owned();
    for (does, lines) in examples {
        say(text, &format!("  # {does}\n"));
        for line in lines {
            say(text, &format!("  {literal}{line}{literal:#}\n"));
        }
        say(text, "\n");
    }
}

fn heading(text: &mut StyledStr, title: &str) {
    let header = Styles::styled().get_header().to_owned();
    say(text, &format!("{header}{title}:{header:#}\n"));
}

fn say(text: &mut StyledStr, more: &str) {
    // Writing to a text in memory does not fail.
    let _ = text.write_str(more);
}

/// A label, and words beside it that stay there.
fn hanging(label: &str, words: &str) -> String {
    let mut lines = String::new();
    let mut line = label.to_owned();
    for word in words.split(' ') {
        if line.len() + word.len() > COLUMNS {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = " ".repeat(label.len());
        }
        line.push_str(word);
        line.push(' ');
    }
    lines + line.trim_end() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_beside_their_label() {
        let words = ["word"; 30].join(" ");
        let text = hanging("    7  ", &words);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("    7  word") && lines[1].starts_with("       word"));
        assert!(lines.iter().all(|line| line.len() <= COLUMNS), "{text}");
        assert_eq!(text.split_whitespace().count(), 31);
    }
}
