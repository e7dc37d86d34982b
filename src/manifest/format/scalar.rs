//! How a text is quoted: not at all where every reader of YAML takes it for text, else with quotes.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use super::super::cst::Scalar;
use super::super::tree::{is_boolean_of_yaml_1_1, is_text};

/// A scalar on one line. What is no text stays as it is written.
pub(super) fn inline<'a>(scalar: &'a Scalar<'_>, in_flow: bool) -> Cow<'a, str> {
    let is_plain = scalar.style == ScalarStyle::Plain;
    if is_plain && !scalar.is_tagged && !is_text(&scalar.value) {
        return scalar.raw.into();
    }
    let needs_no_quotes = if is_plain && !scalar.is_tagged {
        can_be_plain
    } else {
        is_plain_to_all
    };
    if needs_no_quotes(&scalar.value, in_flow) {
        Cow::Borrowed(&scalar.value)
    } else {
        quote(&scalar.value).into()
    }
}

/// Whether a text that was written without quotes can stay so.
fn can_be_plain(text: &str, in_flow: bool) -> bool {
    let first_is_free = |first: char| first.is_alphanumeric() || "_/.(+~$^;".contains(first);
    let ends_key = text.contains(": ") || text.ends_with(':') || text.contains(" #");
    let ends_in_flow = in_flow && text.contains([',', '[', ']', '{', '}']);
    text.starts_with(first_is_free)
        && text.trim() == text
        && text != "..."
        && !ends_key
        && !ends_in_flow
        && !text.contains(needs_escape)
        && is_text(text)
        && !is_boolean_of_yaml_1_1(text)
}

/// Whether a text that was quoted needs no quotes: nothing in it can be taken for anything else, by any version of
/// YAML.
fn is_plain_to_all(text: &str, in_flow: bool) -> bool {
    let is_boring = |character: char| character.is_alphanumeric() || " @._/()-".contains(character);
    can_be_plain(text, in_flow) && text.starts_with(char::is_alphabetic) && text.chars().all(is_boring)
}

/// A text in quotes: double ones, but single ones where that saves every escape.
fn quote(text: &str) -> String {
    let single = text.contains(['"', '\\']) && !text.contains(needs_escape);
    if single {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            _ if needs_escape(character) => quoted.push_str(&escape(character)),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// What cannot stand in a line, or cannot be seen there.
fn needs_escape(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn escape(character: char) -> String {
    let code = u32::from(character);
    if code <= 0xff {
        format!("\\x{code:02x}")
    } else {
        format!("\\u{code:04x}")
    }
}
