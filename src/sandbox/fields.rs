//! Reading a request's body: every field is looked at, and all mistakes are answered at once.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::{
    error::{ApiError, FieldError},
    ids,
    role::Role,
};

/// A property as it came: left out, null, or a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given<T> {
    Absent,
    Null,
    Value(T),
}

impl<T> Given<T> {
    /// The value; null and left out are the same.
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The new value of a property whose present value is `old`: left out keeps it.
    pub(crate) fn or_keep(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Absent => old,
            other => other.value(),
        }
    }
}

/// The properties of a body. A reader gives a stand-in for a wrong value and notes the mistake; [`Fields::done`] tells
/// all of them, so no stand-in is ever used.
#[derive(Debug)]
pub(crate) struct Fields {
    object: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Fields {
    /// Parses a body that must be a JSON object.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, ApiError> {
        let wrong = |msg: String, kind| {
            ApiError::invalid(vec![FieldError {
                loc: vec!["body".into()],
                msg,
                kind,
            }])
        };
        if body.is_empty() {
            return Err(wrong("Field required".to_owned(), "missing"));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => Ok(Self {
                object,
                errors: Vec::new(),
            }),
            Ok(_) => Err(wrong(
                "Input should be a valid object".to_owned(),
                "model_attributes_type",
            )),
            Err(error) => Err(wrong(format!("JSON decode error: {error}"), "json_invalid")),
        }
    }

    /// All mistakes, if there are any.
    pub(crate) fn done(self) -> Result<(), ApiError> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(ApiError::invalid(self.errors))
        }
    }

    pub(crate) fn text(&mut self, name: &str, length: RangeInclusive<usize>) -> String {
        match self.nullable_text(name, length) {
            Given::Value(text) => text,
            Given::Absent => self.wrong(name, "Field required", "missing"),
            Given::Null => self.wrong(name, "Input should be a valid string", "string_type"),
        }
    }

    pub(crate) fn nullable_text(&mut self, name: &str, length: RangeInclusive<usize>) -> Given<String> {
        match self.object.get(name) {
            None => Given::Absent,
            Some(Value::Null) => Given::Null,
            Some(Value::String(text)) => {
                let text = text.clone();
                self.check_length(name, &text, &length);
                Given::Value(text)
            }
            Some(_) => Given::Value(self.wrong(name, "Input should be a valid string", "string_type")),
        }
    }

    pub(crate) fn email(&mut self, name: &str) -> String {
        let text = self.text(name, 0..=320);
        if !self
            .errors
            .iter()
            .any(|error| error.loc.last().is_some_and(|last| last == name))
            && !is_address(&text)
        {
            return self.wrong(name, "value is not a valid email address", "value_error");
        }
        text
    }

    pub(crate) fn role(&mut self, name: &str, default: Option<Role>) -> Role {
        let role = match (self.object.get(name), default) {
            (None, Some(role)) => return role,
            (None, None) => {
                self.wrong::<()>(name, "Field required", "missing");
                return Role::Reader;
            }
            (Some(value), _) => value.as_str().and_then(Role::from_word),
        };
        role.unwrap_or_else(|| {
            self.wrong::<()>(name, "Input should be 'owner', 'contributor' or 'reader'", "enum");
            Role::Reader
        })
    }

    pub(crate) fn flag(&mut self, name: &str, default: Option<bool>) -> bool {
        match (self.object.get(name), default) {
            (Some(Value::Bool(flag)), _) => *flag,
            (None, Some(default)) => default,
            (None, None) => self.wrong(name, "Field required", "missing"),
            (Some(_), _) => self.wrong(name, "Input should be a valid boolean", "bool_type"),
        }
    }

    pub(crate) fn id(&mut self, name: &str) -> Given<String> {
        match self.object.get(name) {
            None => Given::Absent,
            Some(Value::Null) => Given::Null,
            Some(value) => match value.as_str().and_then(ids::parse) {
                Some(id) => Given::Value(id),
                None => Given::Value(self.wrong(name, "Input should be a valid UUID", "uuid_parsing")),
            },
        }
    }

    pub(crate) fn required_id(&mut self, name: &str) -> String {
        match self.id(name) {
            Given::Value(id) => id,
            Given::Absent => self.wrong(name, "Field required", "missing"),
            Given::Null => self.wrong(name, "UUID input should be a string", "uuid_type"),
        }
    }

    /// A list of words, or null.
    pub(crate) fn words(&mut self, name: &str) -> Given<Vec<String>> {
        match self.object.get(name) {
            None => Given::Absent,
            Some(Value::Null) => Given::Null,
            Some(Value::Array(items)) => {
                match items
                    .iter()
                    .map(|item| item.as_str().map(str::to_owned))
                    .collect()
                {
                    Some(words) => Given::Value(words),
                    None => Given::Value(self.wrong(name, "Input should be a valid string", "string_type")),
                }
            }
            Some(_) => Given::Value(self.wrong(name, "Input should be a valid list", "list_type")),
        }
    }

    /// Notes that a property without which nothing can be done was left out.
    pub(crate) fn missing(&mut self, name: &str) {
        self.wrong::<()>(name, "Field required", "missing");
    }

    fn check_length(&mut self, name: &str, text: &str, length: &RangeInclusive<usize>) {
        let (least, most) = (length.start(), length.end());
        let characters = text.chars().count();
        let (bound, kind) = if characters < *least {
            (format!("at least {least}"), "string_too_short")
        } else if characters > *most {
            (format!("at most {most}"), "string_too_long")
        } else {
            return;
        };
        self.wrong::<()>(name, &format!("String should have {bound} characters"), kind);
    }

    fn wrong<T: Default>(&mut self, name: &str, msg: &str, kind: &'static str) -> T {
        self.errors.push(FieldError {
            loc: vec!["body".into(), name.into()],
            msg: msg.to_owned(),
            kind,
        });
        T::default()
    }
}

/// The shape of an address: something, `@`, a domain with a dot, and nothing that is blank or invisible.
fn is_address(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !local.contains('@')
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !text.contains(blank)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(error: &ApiError) -> Vec<String> {
        let body = error.body();
        body["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| format!("{} {}", e["loc"], e["type"]))
            .collect()
    }

    #[test]
    fn all_mistakes_are_told_with_their_places() {
        let mut fields = Fields::parse(br#"{"name": "ab", "role": "boss", "email": "nobody"}"#).unwrap();
        fields.text("name", 3..=100);
        fields.role("role", None);
        fields.email("email");
        fields.text("key", 3..=255);
        assert_eq!(
            places(&fields.done().unwrap_err()),
            [
                r#"["body","name"] "string_too_short""#,
                r#"["body","role"] "enum""#,
                r#"["body","email"] "value_error""#,
                r#"["body","key"] "missing""#,
            ]
        );
    }

    #[test]
    fn a_body_that_is_no_object_is_refused() {
        for body in [&b""[..], b"[]", b"{", b"\xff\xfe", b"null", br#"{"a": "\ud800"}"#] {
            assert_eq!(Fields::parse(body).unwrap_err().status, 422);
        }
    }

    #[test]
    fn addresses() {
        for good in ["ada@acme.example", "ä@acme.example", "a+b@x.y"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "ada", "@x.y", "a@b", "a b@x.y", "a@x.", "a@.y", "a@b@x.y", "a\n@x.y",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
