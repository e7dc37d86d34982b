//! Who loses or gains access, and by which path.

use super::canvas::{Canvas, Line};
use crate::render::phrases;
use crate::render::stories::{Chapters, Story, Turn, unknown_workspaces};
use crate::render::style::Paint;
use crate::render::words::{self, some};
use crate::report::PlanReport;

/// So many stories of gains are told before the rest is counted.
const STORIES: usize = 12;
/// So many names of people who gain the same.
const NAMES: usize = 6;
/// So many names of workspaces in which the same is gained.
const WORKSPACES: usize = 4;

/// What stands behind workspaces lines up where their names are not longer than this.
const LONGEST: usize = 24;

const PEOPLE: (&str, &str) = ("person", "people");

pub(super) fn write(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let chapters = Chapters::of(report);
    let people = &report.people;
    losses(
        canvas,
        "Lose all access",
        people.lose_all.len(),
        &chapters.lose_all,
    );
    losses(
        canvas,
        "Lose some access",
        people.lose_some.len(),
        &chapters.lose_some,
    );
    let (owners_before, gains_before) = chapters.told_before;
    gains(
        canvas,
        "Gain owner",
        people.gain_owner.len(),
        &chapters.gain_owner,
        owners_before,
    );
    gains(
        canvas,
        "Gain access",
        people.gain.len(),
        &chapters.gain,
        gains_before,
    );
    other_path(canvas, &chapters.other_path);
    unknown(canvas, report);
}

fn losses(canvas: &mut Canvas<'_>, title: &str, people: usize, stories: &[Story<'_>]) {
    if people == 0 {
        return;
    }
    heading(canvas, title, people);
    let layout = Layout::of(canvas, stories, false);
    for story in stories {
        layout.story(canvas, story, Paint::Remove, "-");
    }
}

fn gains(canvas: &mut Canvas<'_>, title: &str, people: usize, stories: &[Story<'_>], told_before: usize) {
    if people == 0 {
        return;
    }
    heading(canvas, title, people);
    let most = if canvas.style.verbose { usize::MAX } else { STORIES };
    let shown = stories.len().min(most);
    let (shown, rest) = stories.split_at(shown);
    let layout = Layout::of(canvas, shown, !canvas.style.verbose);
    for story in shown {
        layout.story(canvas, story, Paint::Add, "+");
    }
    let rest: usize = rest.iter().map(|story| story.people.len()).sum();
    if rest > 0 {
        let text = format!("and {} (-v lists them)", words::more(rest, PEOPLE));
        canvas.put(4, 4, Line::new().dim(text));
    }
    if told_before > 0 {
        let text = format!("{} told above, among those who lose", words::people(told_before));
        canvas.put(4, 4, Line::new().dim(text));
    }
}

fn heading(canvas: &mut Canvas<'_>, title: &str, people: usize) {
    canvas.heading(title, Line::new().dim(format!("  {}", words::people(people))));
}

fn other_path(canvas: &mut Canvas<'_>, stories: &[Story<'_>]) {
    let told: Vec<Story<'_>> = stories
        .iter()
        .filter(|story| !story.turns.is_empty())
        .cloned()
        .collect();
    let people: usize = told.iter().map(|story| story.people.len()).sum();
    if people == 0 {
        return;
    }
    heading(canvas, "Same access by another path", people);
    let most = if canvas.style.verbose {
        usize::MAX
    } else {
        STORIES / 3
    };
    let shown = told.len().min(most);
    let (shown, rest) = told.split_at(shown);
    let layout = Layout::of(canvas, shown, !canvas.style.verbose);
    for story in shown {
        layout.story(canvas, story, Paint::Change, "~");
    }
    let rest: usize = rest.iter().map(|story| story.people.len()).sum();
    if rest > 0 {
        let text = format!("and {} (-v lists them)", words::more(rest, PEOPLE));
        canvas.put(4, 4, Line::new().dim(text));
    }
}

/// Nobody's access to what cannot be read is counted, and that is said wherever it could matter.
fn unknown(canvas: &mut Canvas<'_>, report: &PlanReport) {
    let unknown = unknown_workspaces(report);
    if unknown.is_empty() {
        return;
    }
    canvas.gap();
    let workspaces = some(&unknown, Some(NAMES), ("workspace", "workspaces"));
    let line = Line::new().painted(Paint::Attention, "! ").plain(format!(
        "Who has access to {workspaces} is not fully known; what is not known is not counted above"
    ));
    canvas.put(0, 2, line);
}

/// Where the columns of one chapter stand.
struct Layout {
    who: usize,
    transition: usize,
    workspaces: usize,
    /// Whether what happens stands beside the name, or under it where the terminal is narrow.
    beside: bool,
    folds: bool,
}

impl Layout {
    fn of(canvas: &Canvas<'_>, stories: &[Story<'_>], folds: bool) -> Layout {
        let symbols = canvas.style.symbols;
        let width = |text: &str| Line::new().plain(text).width();
        let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
        let turns = || stories.iter().flat_map(|story| &story.turns);
        let who = widest(&mut stories.iter().map(|story| width(&who(story))));
        let transition =
            widest(&mut turns().map(|turn| width(&phrases::transition(turn.before, turn.after, symbols))));
        let workspaces = widest(
            &mut turns()
                .map(|turn| width(&workspaces(turn, folds)))
                .filter(|width| *width <= LONGEST),
        );
        let room = canvas.style.width.unwrap_or(usize::MAX);
        Layout {
            who,
            transition,
            workspaces,
            beside: who + transition + 48 <= room,
            folds,
        }
    }

    fn story(&self, canvas: &mut Canvas<'_>, story: &Story<'_>, paint: Paint, symbol: &str) {
        let mut lines = self.lines(canvas, story).into_iter();
        let who = Line::new()
            .painted(paint, symbol)
            .plain(" ")
            .painted(Paint::Strong, who(story));
        let begin = if self.beside { 4 + self.who + 2 } else { 6 };
        if self.beside {
            let first = lines.next().unwrap_or_default();
            canvas.put(
                2,
                begin + first.hang,
                who.padded(2 + self.who + 2).then(first.line),
            );
        } else {
            let title = phrases::membership(story.membership, story.people.len(), canvas.style.symbols);
            let title = title.map(|_| lines.next().unwrap_or_default().line);
            let who = match title {
                Some(title) => who.plain("  ").then(title),
                None => who,
            };
            canvas.put(2, 6, who);
        }
        for text in lines {
            canvas.put(begin, begin + text.hang, text.line);
        }
    }

    fn lines(&self, canvas: &Canvas<'_>, story: &Story<'_>) -> Vec<Hanging> {
        let symbols = canvas.style.symbols;
        let mut lines = Vec::new();
        let membership = phrases::membership(story.membership, story.people.len(), symbols);
        lines.extend(membership.map(|text| Hanging {
            line: Line::new().plain(text),
            hang: 2,
        }));
        for turn in &story.turns {
            lines.push(self.turn(canvas, turn));
        }
        if story.people.len() > 1 {
            let most = self.folds.then_some(NAMES);
            lines.push(Hanging {
                line: Line::new().plain(some(&story.people, most, PEOPLE)),
                hang: 0,
            });
        }
        lines
    }

    fn turn(&self, canvas: &Canvas<'_>, turn: &Turn<'_>) -> Hanging {
        let symbols = canvas.style.symbols;
        let transition = Line::new().plain(phrases::transition(turn.before, turn.after, symbols));
        let workspaces = Line::new().plain(workspaces(turn, self.folds));
        Hanging {
            line: transition
                .padded(self.transition)
                .plain("  ")
                .then(workspaces.padded(self.workspaces))
                .dim(format!("  {}", phrases::how(turn, symbols))),
            hang: self.transition + 2,
        }
    }
}

/// In which workspaces; only gains leave any out.
fn workspaces(turn: &Turn<'_>, folds: bool) -> String {
    let is_loss = turn.after < turn.before;
    let most = (folds && !is_loss).then_some(WORKSPACES);
    some(&turn.workspaces, most, ("workspace", "workspaces"))
}

/// A line, and how far its continuation is set in.
#[derive(Default)]
struct Hanging {
    line: Line,
    hang: usize,
}

fn who(story: &Story<'_>) -> String {
    match story.people.as_slice() {
        [person] => (*person).to_owned(),
        several => words::people(several.len()),
    }
}
