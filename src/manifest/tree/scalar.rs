//! What a plain scalar is by the core schema of YAML 1.2 (section 10.3.2 of its specification).

use std::borrow::Cow;

use serde_json::Number;

use super::Kind;

/// A plain scalar that no manifest can hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotFinite;

/// Resolves a plain scalar without a tag.
pub(super) fn resolve(text: Cow<'_, str>) -> Result<Kind<'_>, NotFinite> {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Kind::Null),
        "true" | "True" | "TRUE" => return Ok(Kind::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Kind::Bool(false)),
        _ => {}
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return Ok(Kind::Text(text));
    }
    if is_infinite_or_nan(&text) {
        return Err(NotFinite);
    }
    match number(&text) {
        Some(number) => number.map(Kind::Number),
        None => Ok(Kind::Text(text)),
    }
}

/// Whether a plain scalar is text.
pub(crate) fn is_text(text: &str) -> bool {
    matches!(resolve(Cow::Borrowed(text)), Ok(Kind::Text(_)))
}

/// Words that are text here and booleans to YAML 1.1, which many tools still speak.
pub(crate) fn is_boolean_of_yaml_1_1(text: &str) -> bool {
    matches!(
        text,
        "y" | "Y" | "yes" | "Yes" | "YES" | "n" | "N" | "no" | "No" | "NO"
    ) || matches!(text, "on" | "On" | "ON" | "off" | "Off" | "OFF")
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn is_infinite_or_nan(text: &str) -> bool {
    matches!(unsigned(text), ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

fn number(text: &str) -> Option<Result<Number, NotFinite>> {
    if let Some(octal) = text.strip_prefix("0o") {
        return radix(octal, 8);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return radix(hexadecimal, 16);
    }
    let digits = unsigned(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(decimal(text));
    }
    is_float(digits).then(|| float(text))
}

fn radix(digits: &str, radix: u32) -> Option<Result<Number, NotFinite>> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    Some(u64::from_str_radix(digits, radix).map_or(Err(NotFinite), |value| Ok(value.into())))
}

fn decimal(text: &str) -> Result<Number, NotFinite> {
    let unsigned: Result<u64, _> = text.strip_prefix('+').unwrap_or(text).parse();
    match unsigned {
        Ok(value) => Ok(value.into()),
        Err(_) => text.parse::<i64>().map(Number::from).or_else(|_| float(text)),
    }
}

fn float(text: &str) -> Result<Number, NotFinite> {
    let value: f64 = text.parse().map_err(|_| NotFinite)?;
    Number::from_f64(value).ok_or(NotFinite)
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(unsigned(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is_sound = exponent.is_none_or(|digits| !digits.is_empty() && all_digits(digits));
    !(whole.is_empty() && fraction.is_empty())
        && all_digits(whole)
        && all_digits(fraction)
        && exponent_is_sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match resolve(Cow::Borrowed(text)) {
            Ok(Kind::Number(number)) => number.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_those_of_the_core_schema() {
        assert_eq!(shown("0777"), "777");
        assert_eq!(shown("0o17"), "15");
        assert_eq!(shown("0xff"), "255");
        assert_eq!(shown("1e3"), "1000.0");
        assert_eq!(shown(".5"), "0.5");
        assert_eq!(shown("-12"), "-12");
        assert_eq!(shown("+12"), "12");
        assert_eq!(shown("1."), "1.0");
        assert_eq!(shown("99999999999999999999"), "1e+20");
        assert_eq!(shown("1e999"), "Err(NotFinite)");
        assert_eq!(shown("-.inf"), "Err(NotFinite)");
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for text in [
            "1_000",
            "12:30",
            "2026-12-31",
            "1.2.3",
            ".",
            "-",
            "+",
            "0x",
            "0o8",
            "e3",
            "1e",
            "--1",
            "...",
        ] {
            assert!(
                matches!(resolve(Cow::Borrowed(text)), Ok(Kind::Text(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn the_booleans_of_yaml_1_1_are_text() {
        for text in ["no", "Yes", "on", "OFF", "y"] {
            assert!(
                matches!(resolve(Cow::Borrowed(text)), Ok(Kind::Text(_))),
                "{text}"
            );
            assert!(is_boolean_of_yaml_1_1(text));
        }
        assert!(matches!(resolve(Cow::Borrowed("True")), Ok(Kind::Bool(true))));
    }
}
