//! The transcript of a situation: Markdown, in which each `console` block holds commands and what they answer. A block
//! whose answers have fences of their own has a longer one.

use std::fs;
use std::path::{Path, PathBuf};

use super::stage::Stage;
use crate::support::blessed::assert_blessed;

const PROMPT: &str = "$ ";

/// Plays the commands of one situation, and holds the answers against its transcript.
pub(super) fn hold(situation: &str) {
    let folder = folder().join(situation);
    let told = fs::read_to_string(folder.join("transcript.md")).unwrap();
    let played = play(&told, &mut Stage::set(&folder));
    assert_blessed(&format!("tests/scenarios/{situation}/transcript.md"), &played);
}

/// Where the situations are.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// The same transcript with the answers that are given now.
fn play(told: &str, stage: &mut Stage) -> String {
    let mut played = String::new();
    let mut lines = told.lines();
    while let Some(line) = lines.next() {
        put(&mut played, line);
        if let Some(fence) = opening(line) {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            for command in commands(&block) {
                put(&mut played, &format!("{PROMPT}{command}"));
                let answer = stage.run(&command);
                assert!(
                    !answer.lines().any(|line| line == fence),
                    "`{command}` is answered with a line that ends its block, which wants a longer fence"
                );
                played.push_str(&answer);
            }
            put(&mut played, fence);
        }
    }
    played
}

/// The fence that a block of commands begins and ends with.
fn opening(line: &str) -> Option<&str> {
    let fence = line.strip_suffix("console")?;
    (fence.len() >= 3 && fence.bytes().all(|byte| byte == b'`')).then_some(fence)
}

/// The commands of a block. One that ends with `<<END` goes on to the line `END`.
fn commands(block: &[&str]) -> Vec<String> {
    let mut commands = Vec::new();
    let mut lines = block.iter();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix(PROMPT) else {
            continue;
        };
        let mut command = command.to_owned();
        if command.ends_with("<<END") {
            for line in lines.by_ref() {
                command.push('\n');
                command.push_str(line);
                if *line == "END" {
                    break;
                }
            }
        }
        commands.push(command);
    }
    commands
}

fn put(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
