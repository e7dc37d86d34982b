//! A success, and reading its body.

use std::time::Duration;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::error::CallFacts;
use super::refusal::{describe, presentable};
use super::request::Request;
use super::{CallError, Problem};

/// How much of a decoder's complaint is repeated.
const NO_VALUES: &str = "a value of the wrong kind";

/// A 2xx with its whole body.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) facts: CallFacts,
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    /// Whether a deletion found that an earlier try of its own had been done.
    pub(super) already: bool,
    /// Whether the answers name invitations, so that not even a piece of them may be repeated.
    pub(super) is_secret: bool,
}

/// What a write brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What the platform answered, as far as anybody needs it.
    pub value: T,
    /// The id of the last try, for the journal and for the platform's support.
    pub request_id: String,
    /// The status.
    pub status: u16,
    /// How often it was sent.
    pub tries: u32,
    /// From the first try to the answer.
    pub duration: Duration,
    /// A deletion that an earlier try, whose answer was lost, had done already.
    pub already: bool,
}

impl Reply {
    /// Reads the body as `T`.
    pub(super) fn decode<T: DeserializeOwned>(&self) -> Result<T, CallError> {
        serde_json::from_slice(&self.body).map_err(|error| self.wrong_shape(&self.explain(&error)))
    }

    /// The answer of a write whose body holds nothing that is needed: empty, or any JSON. A page of HTML is
    /// somebody else's answer.
    pub(super) fn acknowledged(self) -> Result<Answer<()>, CallError> {
        if !self.body.trim_ascii().is_empty() {
            self.decode::<IgnoredAny>()?;
        }
        Ok(self.into_answer(()))
    }

    /// The answer of a write whose body is read. It is an object: a list would pass for one whose fields come
    /// in this order.
    pub(super) fn with<T: DeserializeOwned, U>(
        self,
        read: impl FnOnce(T) -> U,
    ) -> Result<Answer<U>, CallError> {
        if self.body.trim_ascii_start().starts_with(b"[") {
            return Err(self.wrong_shape("it is a list, not an object"));
        }
        let value = read(self.decode()?);
        Ok(self.into_answer(value))
    }

    /// Complains about the body. A write with such an answer may well be done.
    pub(super) fn wrong_shape(&self, why: &str) -> CallError {
        let problem = Problem::WrongShape {
            status: self.status,
            why: why.to_owned(),
        };
        CallError::new(self.facts.clone(), problem, true)
    }

    fn into_answer<T>(self, value: T) -> Answer<T> {
        Answer {
            value,
            request_id: self.facts.request_id.unwrap_or_default(),
            status: self.status,
            tries: self.facts.tries,
            duration: self.facts.duration,
            already: self.already,
        }
    }

    fn explain(&self, error: &serde_json::Error) -> String {
        use serde_json::error::Category;
        let place = format!("line {}, column {}", error.line(), error.column());
        match error.classify() {
            Category::Eof if self.body.trim_ascii().is_empty() => "it is empty".to_owned(),
            Category::Eof => format!("it ends in the middle ({} bytes)", self.body.len()),
            Category::Syntax | Category::Io => format!("it is {} ({place})", describe(&self.body)),
            Category::Data if self.is_secret => format!("{NO_VALUES} ({place})"),
            Category::Data => presentable(&error.to_string(), &[]),
        }
    }
}

/// Whether the answers to a call name invitations, whose ids are accept links.
pub(super) fn names_invitations(request: &Request) -> bool {
    request.path.secret().is_some() || request.path.escaped().ends_with("/invitations")
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    fn reply(body: &str) -> Reply {
        Reply {
            facts: CallFacts {
                method: "GET".into(),
                path: "/user".into(),
                request_id: Some("r-1".into()),
                tries: 1,
                duration: Duration::ZERO,
                date: None,
            },
            status: 200,
            body: body.as_bytes().to_vec(),
            already: false,
            is_secret: false,
        }
    }

    #[derive(Debug, Deserialize)]
    struct Row {
        #[expect(dead_code, reason = "only decoding is tested")]
        id: String,
    }

    #[test]
    fn a_body_of_another_shape_is_an_error_that_names_the_request() {
        let table = [
            ("", "it is empty"),
            (r#"{"id": "a"#, "it ends in the middle (9 bytes)"),
            ("<html></html>", "it is a page of HTML (line 1, column 1)"),
            ("{}", "missing field `id` at line 1 column 2"),
            ("hello", "it is no JSON (line 1, column 1)"),
        ];
        for (body, why) in table {
            let error = reply(body).decode::<Row>().unwrap_err();
            let text =
                format!("GET /user: the answer (200) is not what the contract says: {why} (request r-1)");
            assert_eq!(error.to_string(), text);
        }
    }

    #[test]
    fn nothing_of_an_answer_about_invitations_is_repeated() {
        let mut reply = reply(r#"{"id": {"accept-link": 1}, "role": "accept-link"}"#);
        reply.is_secret = true;
        let error = reply.decode::<Row>().unwrap_err();
        assert!(!error.to_string().contains("accept-link"), "{error}");
    }

    #[test]
    fn a_write_is_acknowledged_by_nothing_or_by_json_but_not_by_html() {
        assert!(reply("").acknowledged().is_ok());
        assert!(reply(r#"{"user_deleted": false}"#).acknowledged().is_ok());
        let error = reply("<!doctype html>").acknowledged().unwrap_err();
        assert!(error.may_be_done());
    }
}
