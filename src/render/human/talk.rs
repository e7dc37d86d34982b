//! What is said beside the reports: questions, hints, and how things went.

use std::time::Duration;

use jiff::SignedDuration;

use super::canvas::{Canvas, Line};
use crate::render::style::Paint;
use crate::render::words::{count, either};
use crate::render::{Style, human};
use crate::report::{ReadsReport, SavedPlanReport, SummaryReport};

/// Why a command ended without doing its work, and what may help.
pub fn failure(message: &str, hints: &[String], style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    canvas.put(
        0,
        2,
        Line::new()
            .painted(Paint::Refused, "error")
            .plain(format!(": {message}")),
    );
    for hint in hints {
        canvas.put(
            0,
            2,
            Line::new()
                .painted(Paint::Strong, "help")
                .plain(format!(": {hint}")),
        );
    }
    canvas.finish()
}

/// A manifest without mistakes: `orgform.yaml is valid: acme, 125 members, 9 teams, 24 workspaces`.
pub fn valid(organization: &str, sizes: &[(Option<usize>, &str, &str)], style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let line = Line::new().painted(Paint::Add, "valid").plain(format!(
        ": {organization}, {}",
        sizes_in_words(sizes, NOT_DECLARED)
    ));
    canvas.put(0, 2, line);
    canvas.finish()
}

/// What is said of a section that a manifest leaves out.
pub(super) const NOT_DECLARED: &str = "not looked after";

/// What a snapshot holds: `taken: acme, 125 members, 9 teams, 24 workspaces`.
pub fn snapshot_taken(
    organization: &str,
    sizes: &[(Option<usize>, &str, &str)],
    hidden: bool,
    style: &Style,
) -> String {
    let sizes = sizes_in_words(sizes, "unreadable");
    let hidden = if hidden { ", addresses hidden" } else { "" };
    let mut canvas = Canvas::new(style);
    let line = Line::new()
        .painted(Paint::Add, "taken")
        .plain(format!(": {organization}, {sizes}{hidden}"));
    canvas.put(0, 2, line);
    canvas.finish()
}

/// `125 members, 9 teams, workspaces not looked after`: `absent` is said of what has no number.
pub(super) fn sizes_in_words(sizes: &[(Option<usize>, &str, &str)], absent: &str) -> String {
    let told = sizes.iter().map(|(number, one, many)| match number {
        Some(number) => count(*number, one, many),
        None => format!("{many} {absent}"),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// How many mistakes there are.
pub fn invalid(errors: usize, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let mistakes = count(errors, "mistake", "mistakes");
    canvas.put(
        0,
        2,
        Line::new()
            .painted(Paint::Refused, "invalid")
            .plain(format!(": {mistakes}")),
    );
    canvas.finish()
}

/// What is asked before an apply.
pub fn question(summary: &SummaryReport) -> String {
    let changes = summary.add + summary.change + summary.remove + summary.rename;
    let them = either(changes, "this change", "these changes");
    if summary.remove > 0 {
        format!(
            "Apply {them}, {} of them?",
            count(summary.remove, "removal", "removals")
        )
    } else {
        format!("Apply {them}?")
    }
}

/// Whose clock counts, where two differ.
pub fn clock(difference: SignedDuration) -> String {
    let way = if difference.is_negative() {
        "behind"
    } else {
        "ahead of"
    };
    let long = how_long(difference.abs());
    format!("note: the platform's clock is {long} {way} this machine's; the platform's counts\n")
}

/// A length of time in the unit that a person would use, to the nearest.
pub(super) fn how_long(time: SignedDuration) -> String {
    let minutes = time.as_mins();
    let (number, one, many) = match minutes {
        ..120 => (minutes, "minute", "minutes"),
        120..2880 => ((minutes + 30) / 60, "hour", "hours"),
        _ => ((minutes + 720) / 1440, "day", "days"),
    };
    count(usize::try_from(number).unwrap_or(0), one, many)
}

/// What reading took: `reads 4,505 · 1.8 s · 16 in flight · 0 throttled`.
pub fn reads(reads: &ReadsReport, duration: Duration, style: &Style) -> String {
    let dot = style.symbols.dot();
    let seconds = duration.as_secs_f64();
    format!(
        "reads {} {dot} {seconds:.1} s {dot} {} in flight {dot} {} throttled\n",
        thousands(reads.requests),
        reads.peak_in_flight,
        reads.throttled
    )
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let grouped: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    grouped.join(",")
}

/// A plan from a file, with where it comes from and how long it lasts.
pub fn saved_plan(saved: &SavedPlanReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let commit = saved
        .commit
        .as_deref()
        .map(|commit| format!(" from commit {commit}"))
        .unwrap_or_default();
    let text = format!(
        "Saved{commit} by {}, to be applied before {}",
        saved.tool, saved.expires_at
    );
    canvas.put(0, 2, Line::new().dim(text));
    format!("{}{}", canvas.finish(), human::plan(&saved.plan, style))
}

/// What a story says before something is typed, and what is typed.
pub fn scene(says: &str, typed: &str, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    canvas.put(0, 2, Line::new().dim(format!("# {says}")));
    canvas.put_whole(Line::new().painted(Paint::Strong, format!("$ {typed}")));
    format!("\n{}", canvas.finish())
}

/// Where a sandbox listens, and as whom to talk to it.
pub fn sandbox_serving(url: &str, keys: &[(&str, &str, &str)], style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    canvas.put(
        0,
        2,
        Line::new()
            .painted(Paint::Strong, "The sandbox listens at ")
            .plain(url),
    );
    for (role, email, key) in keys {
        canvas.put_whole(Line::new().plain(format!("  {role:<12} {email:<28} {key}")));
    }
    if let Some((_, _, key)) = keys.first() {
        canvas.gap();
        canvas.put_whole(Line::new().dim(format!("  export DREADNODE_SERVER={url} DREADNODE_API_KEY={key}")));
        canvas.put_whole(Line::new().dim("  Ctrl-C stops it; what it holds stays"));
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_people_tell_them() {
        for (minutes, told) in [(6, "6 minutes"), (150, "3 hours"), (11_519, "8 days")] {
            assert_eq!(how_long(SignedDuration::from_mins(minutes)), told);
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(4505), "4,505");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
