//! The platform's own words when it says no.

use std::fmt;

use serde::Deserialize;

/// How much of a text of the platform is repeated.
const LONGEST: usize = 300;

/// An answer that is not a success, read as far as it reads as the published error body (api.md 1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// The stable machine-readable value, such as `conflict_error`; an open list.
    pub kind: Option<String>,
    /// The text for people, shortened; what came instead where there is none.
    pub detail: String,
    /// Which fields are wrong, on 422.
    pub fields: Vec<FieldError>,
    /// Whether it came as an error body. Anything else, such as a page of HTML, may be somebody else's answer.
    pub has_error_body: bool,
}

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where, such as `body.name`.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl Refusal {
    /// Reads an error body. Never fails: whatever it is, something can be said about it.
    pub(super) fn read(status: u16, body: &[u8], hide: &[&str]) -> Refusal {
        let said = Said::read(body);
        Refusal {
            status,
            kind: said.kind.map(|kind| presentable(&kind, hide)),
            detail: presentable(&said.detail, hide),
            fields: said
                .fields
                .into_iter()
                .map(|field| FieldError {
                    place: presentable(&field.place(), hide),
                    message: presentable(&field.msg, hide),
                })
                .collect(),
            has_error_body: said.has_error_body,
        }
    }

    /// Whether a 429 means that nothing but money helps (INFERRED from the SDK).
    pub(super) fn is_about_credits(&self) -> bool {
        self.status == 429 && self.detail.to_ascii_lowercase().contains("credit")
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        if let Some(kind) = &self.kind {
            write!(f, " {kind}")?;
        }
        write!(f, ": {}", self.detail)?;
        for FieldError { place, message } in &self.fields {
            write!(f, "; {place}: {message}")?;
        }
        Ok(())
    }
}

/// What an error body says, whoever wrote it.
#[derive(Default)]
struct Said {
    kind: Option<String>,
    detail: String,
    fields: Vec<WireField>,
    has_error_body: bool,
}

/// The published body.
#[derive(Deserialize)]
struct Published {
    #[serde(default, rename = "type")]
    kind: Option<String>,
    detail: String,
    #[serde(default)]
    errors: Option<Vec<WireField>>,
}

/// What the web framework answers by itself on 422.
#[derive(Deserialize)]
struct Framework {
    detail: Vec<WireField>,
}

#[derive(Deserialize)]
struct WireField {
    #[serde(default)]
    loc: Vec<serde_json::Value>,
    #[serde(default)]
    msg: String,
}

impl Said {
    fn read(body: &[u8]) -> Said {
        if let Ok(Published { kind, detail, errors }) = serde_json::from_slice(body) {
            return Said {
                kind,
                detail,
                fields: errors.unwrap_or_default(),
                has_error_body: true,
            };
        }
        if let Ok(Framework { detail }) = serde_json::from_slice(body) {
            return Said {
                kind: None,
                detail: "the request is not valid".to_owned(),
                fields: detail,
                has_error_body: true,
            };
        }
        Said {
            detail: format!("the answer was {} instead of an error body", describe(body)),
            ..Said::default()
        }
    }
}

impl WireField {
    fn place(&self) -> String {
        let parts: Vec<String> = self.loc.iter().map(part).collect();
        parts.join(".")
    }
}

fn part(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a body is, without repeating it.
pub(super) fn describe(body: &[u8]) -> &'static str {
    match body.trim_ascii_start() {
        [] => "empty",
        [b'<', ..] => "a page of HTML",
        [b'{' | b'[', ..] => "another JSON text",
        _ => "no JSON",
    }
}

/// Made fit for one line of a terminal: secrets out, control characters out, and not too long.
pub(super) fn presentable(text: &str, hide: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in hide.iter().filter(|secret| !secret.is_empty()) {
        text = text.replace(secret, "{hidden}");
    }
    let mut clean: String = text
        .chars()
        .map(|c| if c.is_control() || is_invisible(c) { ' ' } else { c })
        .take(LONGEST)
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        clean.push('…');
    }
    clean
}

/// Characters that change how others are shown: they could make a message say something else.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_body_is_read() {
        let body = br#"{"code": 422, "type": "validation_error", "detail": "Invalid", "new": 1,
            "errors": [{"loc": ["body", "users", 0], "msg": "too short", "type": "x"}]}"#;
        let refusal = Refusal::read(422, body, &[]);
        assert_eq!(
            refusal.to_string(),
            "422 validation_error: Invalid; body.users.0: too short"
        );
    }

    #[test]
    fn the_framework_s_own_bodies_are_read() {
        let refusal = Refusal::read(404, br#"{"detail": "Not Found"}"#, &[]);
        assert_eq!(refusal.to_string(), "404: Not Found");
        let refusal = Refusal::read(
            422,
            br#"{"detail": [{"loc": ["path", "id"], "msg": "no UUID"}]}"#,
            &[],
        );
        assert_eq!(
            refusal.to_string(),
            "422: the request is not valid; path.id: no UUID"
        );
    }

    #[test]
    fn other_bodies_are_named_and_not_repeated() {
        for (body, text) in [
            (
                &b"\n<html>x</html>"[..],
                "502: the answer was a page of HTML instead of an error body",
            ),
            (b"", "502: the answer was empty instead of an error body"),
            (
                b"[1]",
                "502: the answer was another JSON text instead of an error body",
            ),
            (
                b"\xff\xfe",
                "502: the answer was no JSON instead of an error body",
            ),
        ] {
            assert_eq!(Refusal::read(502, body, &[]).to_string(), text);
        }
    }

    #[test]
    fn secrets_and_control_characters_are_taken_out() {
        let body =
            br#"{"type": "not_found_error", "detail": "Key dn_key_1 \u001b[31m\u202e invitation i-1"}"#;
        let refusal = Refusal::read(404, body, &["dn_key_1", "i-1", ""]);
        assert_eq!(refusal.detail, "Key {hidden}  [31m  invitation {hidden}");
    }

    #[test]
    fn long_texts_are_cut() {
        let body = format!(r#"{{"detail": "{}"}}"#, "ä".repeat(1000));
        let refusal = Refusal::read(400, body.as_bytes(), &[]);
        assert_eq!(refusal.detail.chars().count(), LONGEST + 1);
    }

    #[test]
    fn only_a_429_speaks_of_credits() {
        let body = br#"{"detail": "Insufficient Credits"}"#;
        assert!(Refusal::read(429, body, &[]).is_about_credits());
        assert!(!Refusal::read(403, body, &[]).is_about_credits());
    }
}
