//! Foreign text in Markdown. Names and reasons stand in fences or code spans only: forges look for mentions
//! and references in rendered text, where an entity or a backslash is gone again, and skip code. What is left
//! outside are our own words and numbers.

use crate::render::visible::visible;

/// No line is longer: a name of many pages does not push everything else out.
const LONGEST: usize = 1_000;

/// How long a forge finds a text. Counted in UTF-16 units, which are never fewer than the characters that
/// forges count.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// One line for a fence: harmless, and not endless.
pub(super) fn line(text: &str) -> String {
    clip(visible(text).trim_end(), LONGEST)
}

/// The text, or its beginning with `...` where it is longer than that.
pub(super) fn clip(text: &str, most: usize) -> String {
    if length(text) <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(3);
    let beginning: String = text
        .chars()
        .take_while(|character| {
            let fits = character.len_utf16() <= room;
            room = room.saturating_sub(character.len_utf16());
            fits
        })
        .collect();
    let dots = &"..."[..most.min(3)];
    format!("{beginning}{dots}")
}

/// A code span: its backticks are more than any inside.
pub(super) fn code(text: &str) -> String {
    let text = line(text);
    if text.is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// An address that can be clicked, where it is a plain one.
pub(super) fn link(address: &str) -> String {
    let plain = address
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#=&%+,".contains(&byte));
    if plain && address.starts_with("https://") && address.len() <= LONGEST {
        format!("<{address}>")
    } else {
        code(address)
    }
}

/// Backticks for a fence around these lines: three, or more than any inside.
pub(super) fn fence<'a>(lines: impl IntoIterator<Item = &'a String>) -> String {
    let inside = lines.into_iter().map(|line| longest_run(line)).max().unwrap_or(0);
    "`".repeat((inside + 1).max(3))
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// Prose in which a word could be foreign, as in a document that somebody edited. What begins a mention or a
/// reference is parted from what follows, invisibly; what formats is escaped.
pub(super) fn prose(text: &str) -> String {
    let mut escaped = String::new();
    for character in visible(text).chars() {
        if r"\`*_[]<>|".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
        if "@#!$~%&".contains(character) {
            escaped.push('\u{2060}');
        }
    }
    escaped
}

/// A comment that nobody sees and that finds the text again.
pub(super) fn marker(name: &str) -> String {
    let harmless: String = name
        .chars()
        .map(|character| if is_harmless(character) { character } else { '_' })
        .collect();
    format!("<!-- {} -->\n", clip(&harmless, 300))
}

fn is_harmless(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_.:/".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_hold_their_backticks() {
        assert_eq!(code("ada@acme.example"), "`ada@acme.example`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code("a\nb"), "`a\\nb`");
    }

    #[test]
    fn only_plain_addresses_are_links() {
        assert_eq!(link("https://ci.example/7?a=b#c"), "<https://ci.example/7?a=b#c>");
        assert_eq!(link("https://ci.example/> <b>"), "`https://ci.example/> <b>`");
        assert_eq!(link("plan.json"), "`plan.json`");
    }

    #[test]
    fn fences_are_longer_than_what_is_inside() {
        assert_eq!(fence(&["plain".to_owned()]), "```");
        assert_eq!(fence(&["a ````` b".to_owned(), "`".to_owned()]), "``````");
    }

    #[test]
    fn clipped_texts_are_never_longer() {
        for most in 0..8 {
            let clipped = clip("a\u{1f600}bcdefghi", most);
            assert!(length(&clipped) <= most, "{clipped}");
        }
        assert_eq!(clip("abc", 3), "abc");
    }

    #[test]
    fn a_marker_cannot_end_early() {
        assert_eq!(marker("orgform:acme"), "<!-- orgform:acme -->\n");
        assert!(!marker("x --> <b>").contains("<b>"));
    }
}
