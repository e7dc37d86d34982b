//! Mistakes in words and in texts that must have a form.

use std::borrow::Cow;

use serde_json::Value;

use super::super::codes;
use super::super::document::{
    DATE_PATTERN, DOMAIN_PATTERN, EMAIL_PATTERN, KEY_PATTERN, NAME_PATTERN, OBJECT_PATTERN,
};
use super::super::say::{one_of, quoted};
use super::super::suggest::Suggester;
use super::contract;
use super::wording::Said;
use crate::model::{Address, Diagnostic, GuardCode};

/// A word that is none of those that are possible.
pub(super) fn unknown(said: &Said<'_, '_>, suggester: &mut Suggester, options: &Value) -> Diagnostic {
    let options: Vec<&str> = options
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let word = said.text().unwrap_or_default();
    let value = said.value();
    let (code, message) = match contract::title(said.schema) {
        "role" => (codes::UNKNOWN_ROLE, format!("{value} is no role")),
        "guard" if word == GuardCode::SelfLockout.as_str() => {
            let message = format!("{value} cannot be lifted by an approval");
            return said
                .error(codes::NOT_APPROVABLE, message)
                .with_help("take the approval out, and let another owner apply");
        }
        "guard" => (codes::UNKNOWN_GUARD, format!("{value} is no guard")),
        title => (
            codes::UNKNOWN_WORD,
            format!("{value} is no {title} that can stand here"),
        ),
    };
    let possible = one_of(options.iter().copied());
    let diagnostic = said.error(code, message);
    match suggester.did_you_mean(word, options) {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic.with_help(format!("one of {possible}")),
    }
}

/// A text that can only be one word, and is not.
pub(super) fn constant(said: &Said<'_, '_>, expected: &Value) -> Diagnostic {
    let expected = expected.as_str().unwrap_or_default();
    if contract::title(said.schema) == "version of the format" {
        let message = format!("this orgform does not know the format {}", said.value());
        return said
            .error(codes::UNKNOWN_VERSION, message)
            .with_help(format!("write `apiVersion: {expected}`"));
    }
    let message = format!("{} can only be {} or a list", said.value(), quoted(expected));
    said.error(codes::UNKNOWN_WORD, message)
        .with_help(format!("write {}, or put it into brackets", quoted(expected)))
}

/// A text that has not the form it must have.
pub(super) fn pattern(said: &Said<'_, '_>, suggester: &mut Suggester, pattern: &str) -> Diagnostic {
    let text = said.text().unwrap_or_default();
    let value = said.value();
    match pattern {
        EMAIL_PATTERN if !text.is_ascii() => non_ascii(said),
        EMAIL_PATTERN => said
            .error(codes::BAD_EMAIL, format!("{value} is not an e-mail address"))
            .with_help("for example `ada@acme.example`"),
        KEY_PATTERN => bad_key(said, text),
        DOMAIN_PATTERN => bad_domain(said, text),
        DATE_PATTERN => said
            .error(codes::BAD_DATE, format!("{value} is not a day"))
            .with_help("write it as YYYY-MM-DD, for example `2026-12-31`"),
        OBJECT_PATTERN => bad_address(said, suggester, text),
        NAME_PATTERN if text.trim().is_empty() => said
            .error(codes::BAD_NAME, "a name cannot be blank")
            .with_help("write a name, or leave it out"),
        NAME_PATTERN => said
            .error(
                codes::BAD_NAME,
                format!("{value} has a line break or a control character"),
            )
            .with_help("write it on one line"),
        _ => said
            .error(codes::TOO_SHORT, "this text is blank")
            .with_help("say it in words, for whoever reads this later"),
    }
}

fn non_ascii(said: &Said<'_, '_>) -> Diagnostic {
    let text = said.text().unwrap_or_default();
    let odd = text
        .chars()
        .find(|character| !character.is_ascii())
        .unwrap_or_default();
    let message = format!("the address {} has a character outside ASCII", said.value());
    said.error(codes::NON_ASCII_EMAIL, message)
        .with_label(format!("U+{:04X}", u32::from(odd)))
        .with_help("such a character can pass for another one; write the address in ASCII, a domain in its `xn--` form")
}

fn bad_key(said: &Said<'_, '_>, text: &str) -> Diagnostic {
    let message = format!(
        "{} cannot be a key: 3 to 255 small letters, digits and hyphens",
        said.value()
    );
    let diagnostic = said.error(codes::BAD_KEY, message);
    let slug = as_key(text);
    if slug.len() >= 3 && slug.len() <= 255 {
        diagnostic.with_help(format!("did you mean {}?", quoted(&slug)))
    } else {
        diagnostic.with_help("for example `red-team`")
    }
}

/// As the platform's own tools make a key from a name (api.md section 1).
fn as_key(text: &str) -> String {
    let replaced = text.to_lowercase().replace([' ', '_'], "-");
    replaced
        .chars()
        .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
        .collect()
}

fn bad_domain(said: &Said<'_, '_>, text: &str) -> Diagnostic {
    let diagnostic = said.error(codes::BAD_DOMAIN, format!("{} is not a domain", said.value()));
    match text.rsplit_once('@') {
        Some((_, domain)) if !domain.is_empty() => {
            diagnostic.with_help(format!("did you mean {}?", quoted(domain)))
        }
        _ => diagnostic.with_help("for example `acme.example`"),
    }
}

/// An address of no known form.
fn bad_address(said: &Said<'_, '_>, suggester: &mut Suggester, text: &str) -> Diagnostic {
    let kind = text.split('/').next().unwrap_or_default();
    let kinds = ["organization", "member", "invitation", "team", "workspace"];
    let diagnostic = said.error(codes::BAD_ADDRESS, format!("{} is no address", said.value()));
    match suggester.nearest(kind, kinds) {
        Some(meant) if meant != kind => diagnostic.with_help(format!("did you mean {}?", quoted(meant))),
        _ => diagnostic.with_help(forms()),
    }
}

/// The forms of addresses, as the model tells them.
fn forms() -> Cow<'static, str> {
    match "".parse::<Address>() {
        Err(error) => match error.to_string().split_once(": ") {
            Some((_, forms)) => forms.to_owned().into(),
            None => "".into(),
        },
        Ok(_) => "".into(),
    }
}

/// What a word of YAML 1.1 means as a boolean.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => Some(true),
        "no" | "n" | "off" | "false" => Some(false),
        _ => None,
    }
}
