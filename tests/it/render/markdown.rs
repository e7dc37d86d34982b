//! Plans as comments on pull requests.

use orgform::model::{Role, Text};
use orgform::render::markdown::{self, MarkdownOptions};
use orgform::render::{Style, human};
use orgform::report::PlanReport;
use proptest::prelude::*;

use crate::support::blessed::assert_blessed;
use crate::support::situations::{ADA, eventful, held, hostile, large, notes, refused, taken_away};
use crate::support::world::World;

fn comment(report: &PlanReport, max_chars: usize) -> String {
    let options = MarkdownOptions {
        max_chars,
        full_plan: Some("https://ci.example/runs/7/plan.json".to_owned()),
        ..MarkdownOptions::default()
    };
    markdown::plan(report, &options)
}

fn assert_shown(name: &str, text: &str) {
    assert_eq!(harmless(text), Ok(()), "{name}");
    assert_blessed(&format!("tests/goldens/markdown/{name}.md"), text);
}

#[test]
fn nothing_to_do() {
    assert_shown("nothing", &comment(&World::new().report(), 65_536));
}

#[test]
fn a_bit_of_everything() {
    assert_shown("eventful", &comment(&eventful().report(), 65_536));
}

#[test]
fn refused_by_guards() {
    assert_shown("refused", &comment(&refused().report(), 65_536));
}

#[test]
fn held_back() {
    assert_shown("held", &comment(&held().report(), 65_536));
}

#[test]
fn access_that_ends_and_comes_in_every_way() {
    assert_shown("taken-away", &comment(&taken_away().report(), 65_536));
}

#[test]
fn what_is_told_besides_changes() {
    assert_shown("notes", &comment(&notes().report(), 65_536));
}

#[test]
fn a_large_plan_fits() {
    let text = comment(&large(250).report(), 65_536);
    assert!(!text.contains("Left out"));
    assert_shown("large", &text);
}

#[test]
fn hostile_names_stay_names() {
    assert_shown("hostile", &comment(&hostile().report(), 65_536));
}

/// Every removal is told, and what is left out is named.
#[test]
fn what_does_not_fit_is_cut_from_the_least_important_end() {
    let report = large(250).report();
    let text = comment(&report, 12_000);
    assert!(text.encode_utf16().count() <= 12_000);
    for change in report.changes.iter().filter(|change| change.destructive) {
        let person = change.target.person().unwrap();
        assert!(text.contains(person), "{person}");
    }
    assert!(text.contains("Left out to fit"));
    assert_shown("cut", &text);
}

#[test]
fn removals_that_do_not_fit_are_missed_loudly() {
    let text = comment(&large(250).report(), 3_000);
    assert!(text.encode_utf16().count() <= 3_000);
    assert_shown("cut-removals", &text);
}

#[test]
fn the_marker_finds_the_comment_again() {
    let report = World::new().report();
    assert!(comment(&report, 65_536).starts_with("<!-- orgform:acme -->\n"));
    let options = MarkdownOptions {
        marker: Some("orgform:acme:drift".to_owned()),
        ..MarkdownOptions::default()
    };
    assert!(markdown::plan(&report, &options).starts_with("<!-- orgform:acme:drift -->\n"));
}

/// Reads a comment as a forge does: fences close, and outside of code nothing is a mention, HTML but ours, or
/// a comment but the first.
fn harmless(text: &str) -> Result<(), String> {
    let mut open: Option<usize> = None;
    let mut details = 0_i32;
    for (number, line) in text.lines().enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match open {
            Some(fence) if ticks >= fence && line.trim_start_matches('`').trim().is_empty() => open = None,
            Some(_) => {}
            None if ticks >= 3 && !line[ticks..].contains('`') => open = Some(ticks),
            None => {
                let prose = without_code_spans(line);
                details += i32::from(prose.starts_with("<details>")) - i32::from(prose == "</details>");
                let ours = ["<details>", "</details>", "<summary>", "</summary>"];
                let rest = ours.iter().fold(prose.clone(), |rest, tag| rest.replace(tag, ""));
                let rest = rest
                    .replace("<https://ci.example/runs/7/plan.json>", "")
                    .replace("\\<", "");
                if rest.contains('<') && number > 0 {
                    return Err(format!("HTML in line {number}: {line}"));
                }
                let mention = rest
                    .split('@')
                    .skip(1)
                    .any(|after| after.starts_with(|character: char| character.is_ascii_alphanumeric()));
                if mention {
                    return Err(format!("a mention in line {number}: {line}"));
                }
            }
        }
    }
    match (open, details) {
        (None, 0) => Ok(()),
        (Some(_), _) => Err("a fence stays open".to_owned()),
        (None, _) => Err("details do not balance".to_owned()),
    }
}

/// The line without its code spans, by CommonMark's rule that a run of backticks closes with an equal one.
fn without_code_spans(line: &str) -> String {
    let mut prose = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        prose.push_str(&rest[..start]);
        let after = &rest[start..];
        let run = after.len() - after.trim_start_matches('`').len();
        rest = &after[run..];
        match closing(rest, run) {
            Some(end) => rest = &rest[end + run..],
            None => prose.push_str(&after[..run]),
        }
    }
    prose.push_str(rest);
    prose
}

fn closing(text: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        if length == run {
            return Some(start);
        }
        at = start + length;
    }
    None
}

#[test]
fn the_reader_of_these_tests_finds_harm() {
    for harm in [
        "hello @all",
        "```diff\n+ x",
        "<b>x</b>\n<b>",
        "`a @x",
        "<details><summary>x</summary>",
    ] {
        assert!(harmless(&format!("first\n{harm}\n")).is_err(), "{harm}");
    }
    assert_eq!(harmless("`@x` ``a`@b``\n````\n```\n@x\n````\n"), Ok(()));
}

/// Names made of what Markdown, HTML and forges give a meaning to.
fn names() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("@all".to_owned()),
        Just("`".to_owned()),
        Just("```".to_owned()),
        Just("\n".to_owned()),
        Just("</details>".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("|".to_owned()),
        Just("\u{1f600}\u{202e}".to_owned()),
        "\\PC{0,12}",
        ".{0,6}",
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(crate::support::cases::cases(64))]

    #[test]
    fn whatever_the_names_are_a_comment_is_harmless_and_short_enough(
        names in prop::collection::btree_set(names(), 1..12),
        limit in 0_usize..6_000,
    ) {
        let mut world = World::new();
        world.member(ADA, Role::Contributor);
        for name in names.iter().filter(|name| !Text::new(name).is_empty()) {
            world.live_team(name, &[ADA]).declare_team(&format!("{name}@"), &[ADA]);
        }
        world.desired.teams.get_or_insert_default();
        world.desired.organization.description = names.first().map(|name| Text::new(name));
        let mut report = world.report();
        // A saved document is read back by who edited it, so nothing in it can be relied on.
        report.organization.key = names.first().cloned().unwrap_or_default();
        report.verdict.refused_by.extend(names.iter().cloned());
        let shown = human::plan(&report, &Style::PLAIN);
        let moves = |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
        prop_assert!(!shown.contains(moves), "a terminal is told to move");
        for limit in [limit, 65_536] {
            let text = comment(&report, limit);
            prop_assert!(text.encode_utf16().count() <= limit);
            // A text that was cut to a limit in which nothing fits may end anywhere.
            if limit >= 2_500 {
                prop_assert_eq!(harmless(&text), Ok(()));
            }
        }
    }
}
