//! Plays the commands of a page in a folder that holds what a clone of the repository holds for a reader: the examples,
//! committed to git.
//!
//! - A block of lines is typed line by line. Each command has to end with 0, or with what it says of itself:
//!   `orgform drift   # exit 2: something differs`.
//! - A block whose commands have a prompt (`$ `) shows what they print. It has to be so; a line `…` stands for any lines.
//!   Dates, times, ids, ports and milliseconds may be others.
//! - A `diff` block with `--- FILE` and `+++ FILE` above it edits that file.
//!
//! A remark in a comment right above a block says what is different about it:
//!
//! - `<!-- not run: REASON -->`
//! - `<!-- stays up -->`: a sandbox that serves until the page ends. Its address takes the place of the one on the page
//! - `<!-- in FOLDER -->`: in this folder of the repository
//! - `<!-- file FILE -->`: the block is the text of a file

use super::blocks::{Block, Part, parts};
use super::printed;
use super::shell::Shell;

/// What the page says, with what is printed now where it shows something else.
pub(super) fn play(page: &str) -> String {
    let mut shell = Shell::open();
    let mut played = String::new();
    for part in parts(page) {
        match part {
            Part::Line(line) => put(&mut played, line),
            Part::Block(block) => {
                put(&mut played, block.opening);
                for line in block_played(&block, &mut shell) {
                    put(&mut played, &line);
                }
                put(&mut played, block.closing);
            }
        }
    }
    played
}

fn put(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The lines of a block after it was played.
fn block_played(block: &Block<'_>, shell: &mut Shell) -> Vec<String> {
    assert!(
        !block.language.is_empty(),
        "a block says what it holds: {:?}",
        block.lines
    );
    let as_written = || block.lines.iter().map(|line| (*line).to_owned()).collect();
    if block.language == "diff" {
        edit(block, shell);
    }
    if let Some(file) = block.remark.and_then(|remark| remark.strip_prefix("file ")) {
        shell.write(file, &(block.lines.join("\n") + "\n"));
    }
    if !block.is_commands() {
        return as_written();
    }
    match block.remark {
        Some(remark) if remark.starts_with("not run: ") => {
            assert!(remark.len() > 20, "`{remark}` gives no reason");
            as_written()
        }
        Some("stays up") => stays_up(block, shell),
        Some(remark) if remark.starts_with("in ") => shell.visiting(&remark[3..], |shell| run(block, shell)),
        _ => run(block, shell),
    }
}

fn run(block: &Block<'_>, shell: &mut Shell) -> Vec<String> {
    let mut lines = Vec::new();
    for step in steps(block) {
        let (answer, code) = shell.run(&step.command.join("\n"));
        let typed = &step.command[0];
        assert_eq!(
            code,
            expected(&step.command),
            "the exit code of `{typed}`:\n{answer}"
        );
        let prompt = if block.is_session() { "$ " } else { "" };
        lines.push(format!("{prompt}{typed}"));
        lines.extend(step.command[1..].iter().map(|line| (*line).to_owned()));
        if block.is_session() {
            lines.extend(printed::kept(&step.shown, &answer));
        }
    }
    lines
}

/// One command of a block, and what the page shows of its answer.
struct Step<'b> {
    command: Vec<&'b str>,
    shown: Vec<&'b str>,
}

fn steps<'b>(block: &Block<'b>) -> Vec<Step<'b>> {
    let mut steps: Vec<Step<'b>> = Vec::new();
    let mut lines = block.lines.iter();
    while let Some(line) = lines.next() {
        let command = if block.is_session() {
            line.strip_prefix("$ ")
        } else {
            Some(*line)
        };
        match command {
            Some(first) => {
                let mut command = vec![first];
                while is_unfinished(&command) {
                    command.extend(lines.next());
                }
                steps.push(Step {
                    command,
                    shown: Vec::new(),
                });
            }
            None => steps.last_mut().unwrap().shown.push(*line),
        }
    }
    steps.retain(|step| !step.command[0].trim().is_empty());
    steps
}

/// A command goes on after a backslash, and to the end of its document (`<<END`).
fn is_unfinished(command: &[&str]) -> bool {
    let document = command[0].contains("<<END") || command[0].contains("<<'END'");
    let last = command.last().unwrap();
    last.ends_with('\\') || (document && *last != "END")
}

/// What a command says that it ends with.
fn expected(command: &[&str]) -> i32 {
    let said = command.iter().find_map(|line| line.split_once("# exit "));
    said.map_or(0, |(_, rest)| {
        let digits = rest.chars().take_while(char::is_ascii_digit);
        digits.collect::<String>().parse().unwrap()
    })
}

fn stays_up(block: &Block<'_>, shell: &mut Shell) -> Vec<String> {
    let steps = steps(block);
    let [step] = steps.as_slice() else {
        panic!("one command stays up");
    };
    let told = shell.serve(step.command[0]);
    let prompt = if block.is_session() { "$ " } else { "" };
    let mut lines = vec![format!("{prompt}{}", step.command[0])];
    if block.is_session() {
        lines.extend(printed::kept(&step.shown, &told));
    }
    lines
}

/// Replaces what the lines with `-` and without a mark say by what those with `+` and without a mark say.
fn edit(block: &Block<'_>, shell: &mut Shell) {
    let [old_name, new_name, lines @ ..] = block.lines.as_slice() else {
        panic!("a diff names its file");
    };
    let file = old_name.strip_prefix("--- ").unwrap();
    assert_eq!(new_name.strip_prefix("+++ "), Some(file));
    let side = |mark: char| -> String {
        let lines = lines.iter().filter(|line| line.starts_with([' ', mark]));
        lines.map(|line| format!("{}\n", &line[1..])).collect()
    };
    shell.replace(file, &side('-'), &side('+'));
}

#[test]
fn a_block_that_is_neither_run_nor_excused_does_not_exist() {
    let page = "```console\nexit 3   # exit 3: as it says\n```\n<!-- not run: there is no such program -->\n```sh\nxyzzy\n```\n";
    let blocks: Vec<Block<'_>> = super::blocks::blocks(page).collect();
    assert_eq!(expected(&steps(&blocks[0])[0].command), 3);
    assert_eq!(blocks[1].remark, Some("not run: there is no such program"));
}

#[test]
#[should_panic(expected = "the exit code of `orgform validate nowhere`")]
fn another_exit_code_than_the_page_says_is_noticed() {
    play("```console\norgform validate nowhere\n```\n");
}

#[test]
fn what_a_page_shows_wrongly_is_replaced_by_what_is_printed() {
    let page = |shown: &str| format!("```console\n$ orgform validate examples/minimal\n{shown}\n```\n");
    let right = page("valid: tidewater, 5 members, 1 team, 1 workspace");
    assert_eq!(play(&page("valid: tidewater, 6 members")), right);
    assert_eq!(play(&right), right);
    assert_eq!(play(&page("…")), page("…"));
}
