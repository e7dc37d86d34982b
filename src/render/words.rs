//! Numbers, lists, times and roles in words: the one place for plurals.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::report::{Every, ModelsReport, Role};

/// `1 person`, `2 people`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", either(number, one, many))
}

/// The word that goes with a number.
pub(super) fn either<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}

/// `1 person`, `2 people`.
pub(super) fn people(number: usize) -> String {
    count(number, "person", "people")
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// `a, b, c and 21 more workspaces`; all of them where none may be left out.
pub(super) fn some(names: &[&str], most: Option<usize>, what: (&str, &str)) -> String {
    match most {
        Some(most) if names.len() > most + 1 => {
            let (shown, rest) = names.split_at(most);
            format!("{} and {}", shown.join(", "), more(rest.len(), what))
        }
        _ => list(names),
    }
}

/// `1 more person`, `2 more people`.
pub(super) fn more(number: usize, (one, many): (&str, &str)) -> String {
    count(number, &format!("more {one}"), &format!("more {many}"))
}

/// With a capital letter, as the beginning of a sentence.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A role, or `none`.
pub(super) fn role(role: Option<Role>) -> &'static str {
    role.map_or("none", Role::as_str)
}

/// `all models`, `no models`, `models a and b`.
pub(super) fn models(models: &ModelsReport) -> String {
    match models {
        ModelsReport::Every(Every::All) => "all models".to_owned(),
        ModelsReport::Only(models) if models.is_empty() => "no models".to_owned(),
        ModelsReport::Only(models) => {
            let names: Vec<&String> = models.iter().collect();
            format!("{} {}", either(names.len(), "model", "models"), list(&names))
        }
    }
}

/// How long ago something was, in its largest unit up to days.
pub(super) fn ago(then: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(then.as_second());
    let (number, one, many) = match seconds {
        ..60 => return "just now".to_owned(),
        60..3_600 => (seconds / 60, "minute", "minutes"),
        3_600..86_400 => (seconds / 3_600, "hour", "hours"),
        _ => (seconds / 86_400, "day", "days"),
    };
    format!("{} ago", count(usize::try_from(number).unwrap_or(0), one, many))
}

/// The day, UTC.
pub(super) fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).date().to_string()
}

/// Day and minute, UTC.
pub(super) fn minute(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%d %H:%M UTC")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn times_are_told_in_their_largest_unit() {
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let cases = [
            ("2026-06-01T12:00:05Z", "just now"),
            ("2026-06-01T11:59:01Z", "just now"),
            ("2026-06-01T11:59:00Z", "1 minute ago"),
            ("2026-06-01T10:00:01Z", "1 hour ago"),
            ("2026-05-30T12:00:01Z", "1 day ago"),
            ("2026-04-01T12:00:00Z", "61 days ago"),
        ];
        for (then, expected) in cases {
            assert_eq!(ago(then.parse().unwrap(), now), expected, "{then}");
        }
    }
}
