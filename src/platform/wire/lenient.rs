//! Reading values that platforms write in more than one way.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

/// The value of a flag that is true unless the platform says otherwise.
pub(super) fn yes() -> bool {
    true
}

/// Tells an absent property (`None`) from a null one (`Some(None)`).
pub(super) fn told<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// A time; one without an offset, which some frameworks write, is taken to be in UTC.
pub(super) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    deserializer.deserialize_str(TimeVisitor)
}

/// A time or null.
pub(super) fn optional_time<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    #[derive(Deserialize)]
    struct Time(#[serde(deserialize_with = "time")] Timestamp);
    Ok(Option::<Time>::deserialize(deserializer)?.map(|Time(time)| time))
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time such as 2026-06-01T12:00:00Z")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        let local = || {
            let civil: DateTime = text.parse()?;
            civil.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp())
        };
        text.parse()
            .or_else(|_: jiff::Error| local())
            .map_err(|_| E::custom("a time that is none"))
    }
}

/// An id or a key: what may stand in an address. An answer that holds anything else is not trusted, because
/// a call about it could reach something else.
pub(super) fn handle<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    checked(String::deserialize(deserializer)?)
}

/// An id or null.
pub(super) fn optional_handle<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(deserializer)?
        .map(checked)
        .transpose()
}

fn checked<E: Error>(handle: String) -> Result<String, E> {
    let is_usable = !handle.is_empty()
        && handle.len() <= 255
        && handle.bytes().all(|byte| byte.is_ascii_graphic())
        && !handle.bytes().all(|byte| byte == b'.');
    if is_usable {
        Ok(handle)
    } else {
        Err(E::custom("an id that is none"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Row {
        #[serde(deserialize_with = "handle")]
        id: String,
        #[serde(deserialize_with = "time")]
        at: Timestamp,
        #[serde(default, deserialize_with = "optional_time")]
        until: Option<Timestamp>,
        #[serde(default, deserialize_with = "told")]
        models: Option<Option<Vec<String>>>,
    }

    fn row(id: &str, at: &str, rest: &str) -> Result<Row, serde_json::Error> {
        serde_json::from_str(&format!(r#"{{"id": {id:?}, "at": {at:?}{rest}}}"#))
    }

    #[test]
    fn times_with_an_offset_or_without() {
        let noon: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        for at in [
            "2026-06-01T12:00:00Z",
            "2026-06-01T14:00:00+02:00",
            "2026-06-01T12:00:00",
            "2026-06-01 12:00:00.000000",
        ] {
            assert_eq!(row("x", at, "").unwrap().at, noon, "{at}");
        }
        assert!(row("x", "yesterday", "").is_err());
        assert_eq!(
            row("x", "2026-06-01T12:00:00Z", r#", "until": null"#)
                .unwrap()
                .until,
            None
        );
    }

    #[test]
    fn ids_that_would_change_the_path_are_not_trusted() {
        let at = "2026-06-01T12:00:00Z";
        for id in ["", ".", "..", "a b", "\u{e4}"] {
            assert!(row(id, at, "").is_err(), "{id:?}");
        }
        assert_eq!(row("a/../b", at, "").unwrap().id, "a/../b");
    }

    #[test]
    fn absent_and_null_are_two_things() {
        let at = "2026-06-01T12:00:00Z";
        assert_eq!(row("x", at, "").unwrap().models, None);
        assert_eq!(row("x", at, r#", "models": null"#).unwrap().models, Some(None));
        assert_eq!(
            row("x", at, r#", "models": []"#).unwrap().models,
            Some(Some(vec![]))
        );
    }
}
