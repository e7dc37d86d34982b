//! Texts of several lines (`|` and `>`), which keep their lines.

use granit_parser::ScalarStyle;

use super::super::cst::Scalar;

/// The head and the lines (not indented) of a text that is written as a block; `None` where it cannot be written
/// so, and is quoted instead.
pub(super) fn block(scalar: &Scalar<'_>) -> Option<(String, Vec<String>)> {
    match scalar.style {
        ScalarStyle::Literal => literal(&scalar.value),
        ScalarStyle::Folded => folded(scalar).or_else(|| literal(&scalar.value)),
        _ => None,
    }
}

/// Line by line.
fn literal(value: &str) -> Option<(String, Vec<String>)> {
    let chomping = chomping(value)?;
    let text = value.trim_end_matches('\n');
    let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let first = lines.iter().find(|line| !line.is_empty())?;
    if first.starts_with('\t') || has_odd_characters(text) {
        return None;
    }
    // A reader takes the indentation of the first line for that of the block, unless it is told.
    let indicator = if first.starts_with(' ') { "2" } else { "" };
    Some((format!("|{indicator}{chomping}"), lines))
}

/// Lines that are read as one, as they were broken.
fn folded(scalar: &Scalar<'_>) -> Option<(String, Vec<String>)> {
    let chomping = chomping(&scalar.value)?;
    let starts_deeper = |line: &str| line.starts_with([' ', '\t']);
    if scalar.value.starts_with('\n')
        || scalar.value.lines().any(starts_deeper)
        || has_odd_characters(&scalar.value)
    {
        return None;
    }
    // What is written begins with the first text, behind the head, and may end with blank lines that are dropped.
    let lines = scalar
        .raw
        .lines()
        .map(|line| line.trim_start_matches(' ').to_owned());
    let mut lines: Vec<String> = lines.collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    Some((format!(">{chomping}"), lines))
}

/// How the end is written; `None` for texts that end with blank lines or hold nothing else.
fn chomping(value: &str) -> Option<&'static str> {
    let text = value.trim_end_matches('\n');
    match value.len() - text.len() {
        _ if text.is_empty() => None,
        0 => Some("-"),
        1 => Some(""),
        _ => None,
    }
}

fn has_odd_characters(text: &str) -> bool {
    text.contains(|c: char| {
        (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    })
}
