//! The manual: a page for each command, clean to those who check such pages, and legible.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use super::checkout::{Ran, program};
use super::taught::{commands, help, lessons};
use crate::support::tools::is_installed;

fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ran = Ran::from(
        program(folder.path(), &["man", "--out", "man1"])
            .output()
            .unwrap(),
    );
    ran.assert_code(0);
    assert_eq!(ran.stdout, "");
    folder
}

fn file(words: &[String]) -> String {
    let names: Vec<&str> = std::iter::once("orgform")
        .chain(words.iter().map(String::as_str))
        .collect();
    format!("{}.1", names.join("-"))
}

/// What a tool says about a page: nothing where all is well, and nothing with a notice where the tool is not there.
fn checked(tool: &str, arguments: &[&str], page: &Path) -> Option<Ran> {
    if !is_installed(tool, "what it says of the manual") {
        return None;
    }
    let output = Command::new(tool)
        .args(arguments)
        .arg(page)
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Some(output.into())
}

#[test]
fn every_command_has_a_page_that_prints_the_same() {
    let folder = written();
    let there: BTreeSet<String> = std::fs::read_dir(folder.path().join("man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let commands = commands();
    assert_eq!(there, commands.iter().map(|(words, _)| file(words)).collect());
    for (words, _) in commands {
        let mut asked = program(folder.path(), &["man"]);
        let ran = Ran::from(asked.args(&words).output().unwrap());
        let page = std::fs::read_to_string(folder.path().join("man1").join(file(&words))).unwrap();
        assert_eq!(ran.stdout, page, "{words:?}");
        assert!(page.contains(".SH EXAMPLES\n"), "{words:?}");
    }
    let ran = Ran::from(program(folder.path(), &["man", "pln"]).output().unwrap());
    ran.assert_code(64).assert_says("there is no command `pln`");
}

#[test]
fn pages_are_clean_to_those_who_check_them() {
    let folder = written();
    for (words, _) in commands() {
        let page = folder.path().join("man1").join(file(&words));
        for (tool, arguments) in [
            ("groff", &["-man", "-Tutf8", "-ww", "-z"][..]),
            ("mandoc", &["-Tlint", "-Werror"]),
        ] {
            if let Some(ran) = checked(tool, arguments, &page) {
                ran.assert_code(0);
                assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""), "{words:?}");
            }
        }
    }
}

#[test]
fn a_page_reads_as_the_help_does() {
    let folder = written();
    for (words, _) in commands() {
        let page = folder.path().join("man1").join(file(&words));
        let Some(ran) = checked("man", &["-l"], &page) else {
            return;
        };
        ran.assert_code(0);
        for lesson in lessons(&help(&words)) {
            for line in lesson.lines {
                assert!(
                    ran.stdout.lines().any(|shown| shown.trim() == line),
                    "{words:?}: {line}\n{ran}"
                );
            }
        }
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80), "{ran}");
    }
}
