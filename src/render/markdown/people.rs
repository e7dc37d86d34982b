//! Who loses or gains access, as lines of a difference.

use super::section::{Importance, Section};
use crate::render::phrases;
use crate::render::stories::{Chapters, Story};
use crate::render::style::Symbols;
use crate::render::words::{self, some};
use crate::report::PlanReport;

/// So many names of people who gain the same, and of workspaces in which they do.
const NAMES: usize = 6;

/// So many columns of names in one line.
const COLUMNS: usize = 100;

pub(super) fn sections(report: &PlanReport) -> [Section; 3] {
    let chapters = Chapters::of(report);
    [
        losses(report, &chapters),
        owners(report, &chapters),
        gains(report, &chapters),
    ]
}

fn losses(report: &PlanReport, chapters: &Chapters<'_>) -> Section {
    let people = &report.people;
    let number = people.lose_all.len() + people.lose_some.len();
    let title = format!("Who loses access: {}", words::people(number));
    let mut section = Section::new(title, Importance::Losses);
    chapter(
        &mut section,
        "lose all access",
        people.lose_all.len(),
        &chapters.lose_all,
        '-',
    );
    chapter(
        &mut section,
        "lose some access",
        people.lose_some.len(),
        &chapters.lose_some,
        '-',
    );
    section
}

fn owners(report: &PlanReport, chapters: &Chapters<'_>) -> Section {
    let people = words::people(report.people.gain_owner.len());
    let mut section = Section::new(format!("Who gains owner: {people}"), Importance::Owners);
    for story in &chapters.gain_owner {
        tell(&mut section, story, '!', Some(NAMES));
    }
    told_above(&mut section, chapters.told_before.0);
    section
}

fn gains(report: &PlanReport, chapters: &Chapters<'_>) -> Section {
    let people = words::people(report.people.gain.len());
    let mut section = Section::new(format!("Who gains access: {people}"), Importance::Gains).folded();
    for story in &chapters.gain {
        tell(&mut section, story, '+', Some(NAMES));
    }
    told_above(&mut section, chapters.told_before.1);
    section
}

fn told_above(section: &mut Section, people: usize) {
    if people > 0 {
        section.push(format!(
            "  {} told above, among those who lose",
            words::people(people)
        ));
    }
}

fn chapter(section: &mut Section, title: &str, people: usize, stories: &[Story<'_>], symbol: char) {
    if stories.is_empty() {
        return;
    }
    section.push(format!("@@ {title}: {} @@", words::people(people)));
    for story in stories {
        tell(section, story, symbol, None);
    }
}

fn tell(section: &mut Section, story: &Story<'_>, symbol: char, most: Option<usize>) {
    let symbols = Symbols::Unicode;
    let who = match story.people.as_slice() {
        [person] => (*person).to_owned(),
        several => words::people(several.len()),
    };
    let membership = phrases::membership(story.membership, story.people.len(), symbols);
    let membership = membership.map(|text| format!("  {text}")).unwrap_or_default();
    section.push(format!("{symbol} {who}{membership}"));
    for turn in &story.turns {
        let transition = phrases::transition(turn.before, turn.after, symbols);
        let is_loss = turn.after < turn.before;
        let is_gain = turn.after > turn.before;
        let most = most.filter(|_| !is_loss);
        let symbol = match symbol {
            '-' if is_gain => '+',
            '-' if !is_loss => ' ',
            symbol => symbol,
        };
        let workspaces = some(&turn.workspaces, most, ("workspace", "workspaces"));
        let how = phrases::how(turn, symbols);
        section.push(format!("{symbol}     {transition}  {workspaces}  {how}"));
    }
    if story.people.len() > 1 {
        let names = some(&story.people, most, ("person", "people"));
        for line in broken(&names) {
            section.push(format!("{symbol}     {line}"));
        }
    }
}

/// Breaks a long list at blanks.
fn broken(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if line.len() + word.len() < COLUMNS {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
