//! Whether what a page shows is what is printed.

use crate::scenarios::redact::redacted;

/// What the page goes on showing: what it showed, where that is what is printed, and otherwise what is printed.
pub(super) fn kept(shown: &[&str], answer: &str) -> Vec<String> {
    let printed: Vec<&str> = answer.lines().collect();
    let is_so = is_shown(&every_day(shown), &every_day(&printed));
    let kept = if is_so { shown } else { &printed };
    kept.iter().map(|line| (*line).to_owned()).collect()
}

/// A line `…` stands for any lines.
fn is_shown(shown: &[String], printed: &[String]) -> bool {
    let Some((line, shown)) = shown.split_first() else {
        return printed.is_empty();
    };
    if line.trim() == "…" {
        return (0..=printed.len()).any(|skipped| is_shown(shown, &printed[skipped..]));
    }
    printed
        .split_first()
        .is_some_and(|(first, printed)| first == line && is_shown(shown, printed))
}

/// What differs from day to day, made the same.
fn every_day(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| timeless(&redacted(line))).collect()
}

/// A text with the digits of its dates and times made zeros.
fn timeless(text: &str) -> String {
    const SHAPES: [&str; 2] = ["0000-00-00", "00:00"];
    let mut characters: Vec<char> = text.chars().collect();
    let digits: Vec<char> = characters
        .iter()
        .map(|c| if c.is_ascii_digit() { '0' } else { *c })
        .collect();
    for shape in SHAPES {
        let shape: Vec<char> = shape.chars().collect();
        for start in 0..=digits.len().saturating_sub(shape.len()) {
            if digits[start..].starts_with(&shape) {
                characters[start..start + shape.len()].copy_from_slice(&shape);
            }
        }
    }
    characters.into_iter().collect()
}

#[test]
fn only_the_day_may_differ() {
    let shown = "as root, 2026-06-01 12:00 UTC, 3 of 12";
    assert_eq!(timeless(shown), "as root, 0000-00-00 00:00 UTC, 3 of 12");
    assert_eq!(
        kept(&[shown], "as root, 2027-01-31 09:59 UTC, 3 of 12\n"),
        [shown]
    );
    assert_ne!(
        kept(&[shown], "as root, 2026-06-01 12:00 UTC, 4 of 12\n"),
        [shown]
    );
    assert_eq!(kept(&["a", "…", "d"], "a\nb\nc\nd\n"), ["a", "…", "d"]);
    assert_eq!(kept(&["a", "…", "d"], "a\nb\nc\n"), ["a", "b", "c"]);
}
