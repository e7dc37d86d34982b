//! Commands that are mentioned in a sentence or a table, or shown and not run, exist with their flags.

use clap::Command;

use super::blocks::{blocks, prose};
use super::pages::{pages, text};

#[test]
fn every_command_that_is_mentioned_exists() {
    let command = orgform::cli::command();
    let mut wrong = Vec::new();
    for page in pages() {
        let page_text = text(&page);
        for typed in mentioned(&page_text) {
            if let Err(word) = known(&command, &typed) {
                wrong.push(format!("{page}: `{typed}`: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn mentioned(page: &str) -> Vec<String> {
    let lines: Vec<&str> = prose(page).collect();
    let text = lines.join("\n");
    let spans = text.split('`').skip(1).step_by(2).map(str::to_owned);
    let shown = blocks(page).filter(|block| block.is_commands() && block.remark.is_some());
    let shown = shown.flat_map(|block| block.lines.into_iter().map(str::to_owned));
    let commands = spans.chain(shown).filter_map(|typed| {
        let typed = typed.split(" #").next().unwrap_or_default().replace('\n', " ");
        let typed = typed.trim_start_matches("$ ").to_owned();
        typed.starts_with("orgform ").then_some(typed)
    });
    commands.collect()
}

/// The first word that the command line does not know.
fn known(root: &Command, typed: &str) -> Result<(), String> {
    let mut command = root;
    for word in typed.split_whitespace().skip(1) {
        let word = word.trim_matches(|c| matches!(c, '[' | ']' | '…'));
        if word == "|" || word == ">" || word == "&&" {
            return Ok(());
        }
        if let Some(flag) = word.strip_prefix("--") {
            let flag = flag.split('=').next().unwrap_or_default();
            let mut flags = command.get_arguments().chain(root.get_arguments());
            let is_own = matches!(flag, "help" | "version");
            if !is_own && !flags.any(|argument| argument.get_long() == Some(flag)) {
                return Err(word.to_owned());
            }
        } else if command.has_subcommands() && !word.starts_with('-') {
            let alternatives: Vec<&str> = word.split('|').collect();
            match command.find_subcommand(alternatives[0]) {
                Some(below) => command = below,
                None => return Err(word.to_owned()),
            }
        }
    }
    Ok(())
}

#[test]
fn what_does_not_exist_is_noticed() {
    let command = orgform::cli::command();
    assert_eq!(known(&command, "orgform plan [PATH] --out FILE -v"), Ok(()));
    assert_eq!(known(&command, "orgform sandbox serve|reset"), Ok(()));
    assert_eq!(known(&command, "orgform plam"), Err("plam".to_owned()));
    assert_eq!(known(&command, "orgform plan --prune"), Err("--prune".to_owned()));
    assert_eq!(
        mentioned("see `orgform plan` and\n`a`, `orgform\nfmt`"),
        ["orgform plan", "orgform fmt"]
    );
}
