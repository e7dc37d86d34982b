//! What the program's help teaches: every command has examples, and they read well.

use std::process::Command;

use super::checkout::{Ran, program};

/// Whatever is shown has this many columns.
const COLUMNS: usize = 80;

/// A command, by the words that call it.
pub(super) type Words = Vec<String>;

/// Lines of a help that belong together, with what they do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lesson {
    pub(super) does: String,
    pub(super) lines: Vec<String>,
}

/// Every command, those below others too, and the program itself as no words.
pub(super) fn commands() -> Vec<(Words, clap::Command)> {
    let mut found = Vec::new();
    collect(orgform::cli::command(), Vec::new(), &mut found);
    found
}

fn collect(command: clap::Command, words: Words, found: &mut Vec<(Words, clap::Command)>) {
    for below in command.get_subcommands() {
        let mut words = words.clone();
        words.push(below.get_name().to_owned());
        collect(below.clone(), words, found);
    }
    found.push((words, command));
}

/// The lessons in a help text as it is printed.
pub(super) fn lessons(help: &str) -> Vec<Lesson> {
    let mut lessons: Vec<Lesson> = Vec::new();
    for line in help.lines() {
        if let Some(does) = line.strip_prefix("  # ") {
            lessons.push(Lesson {
                does: does.to_owned(),
                lines: Vec::new(),
            });
        } else if let (Some(lesson), Some(line)) = (lessons.last_mut(), line.strip_prefix("  "))
            && line.contains("orgform")
            && !line.starts_with(' ')
        {
            lesson.lines.push(line.to_owned());
        }
    }
    lessons
}

/// What `--help` prints in a terminal of 80 columns.
pub(super) fn help(words: &Words) -> String {
    shown(words, "--help")
}

fn shown(words: &Words, flag: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut asked: Command = program(folder.path(), &[]);
    asked.args(words).arg(flag).env("COLUMNS", COLUMNS.to_string());
    let ran = Ran::from(asked.output().unwrap());
    ran.assert_code(0);
    assert_eq!(ran.stderr, "", "help that was asked for is data");
    ran.stdout
}

#[test]
fn every_command_has_examples_with_what_they_do() {
    for (words, command) in commands() {
        let lessons = lessons(&help(&words));
        let written = command
            .get_after_long_help()
            .unwrap_or_else(|| panic!("{words:?}"));
        assert_eq!(
            lessons,
            self::lessons(&written.to_string()),
            "a line of {words:?} is folded"
        );
        let most = if words.is_empty() { 4 } else { 3 };
        assert!((1..=most).contains(&lessons.len()), "{words:?}: {lessons:?}");
        let is_about_it = |line: &String| line.contains(&format!("orgform {}", words.join(" ")));
        for lesson in &lessons {
            assert!(
                !lesson.does.is_empty() && !lesson.lines.is_empty(),
                "{words:?}: {lesson:?}"
            );
        }
        assert!(
            lessons.iter().flat_map(|lesson| &lesson.lines).any(is_about_it),
            "{words:?}"
        );
    }
}

#[test]
fn help_fits_its_terminal_and_short_help_is_short() {
    for (words, _) in commands() {
        let (long, short) = (help(&words), shown(&words, "-h"));
        for line in long.lines().chain(short.lines()) {
            assert!(line.chars().count() <= COLUMNS, "{words:?}: {line}");
        }
        assert!(short.lines().count() < long.lines().count(), "{words:?}");
        assert!(
            !short.contains("Examples:") && !short.contains("Exit codes:"),
            "{words:?}"
        );
    }
}

#[test]
fn the_programs_own_help_has_the_ways_of_use_and_the_exit_codes() {
    let help = help(&Vec::new());
    let (_, ways) = help.split_once("\nThree ways of use:\n").unwrap();
    for way in ["# At a terminal:", "# In a pipeline:", "# On a schedule:"] {
        assert!(ways.contains(way), "{way}");
    }
    let (_, codes) = help.split_once("\nExit codes:\n").unwrap();
    for exit in orgform::cli::Exit::ALL {
        let code = format!("\n{:>5}  ", exit.code());
        assert!(format!("\n{codes}").contains(&code), "{code}");
        let first = exit.meaning().split(' ').next().unwrap();
        assert!(codes.contains(&format!("{code}{first}")) || codes.starts_with(&code[1..]));
    }
}
