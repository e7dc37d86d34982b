//! Refusals, in the one body that the platform publishes for every operation.

use serde::Serialize;
use serde_json::{Value, json};

/// A refusal: status, stable type, and a sentence for people.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    kind: &'static str,
    detail: String,
    errors: Vec<FieldError>,
}

/// What is wrong with one field, as the platform's framework words it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FieldError {
    pub(crate) loc: Vec<Value>,
    pub(crate) msg: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
}

impl ApiError {
    pub(crate) fn new(status: u16, kind: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            detail: detail.into(),
            errors: Vec::new(),
        }
    }

    pub(crate) fn unauthenticated() -> Self {
        Self::new(401, "authentication_error", "Authentication failed")
    }

    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(403, "forbidden_error", detail)
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(404, "not_found_error", format!("{what} not found"))
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(405, "app_error", "Method Not Allowed")
    }

    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(409, "conflict_error", detail)
    }

    pub(crate) fn exists(detail: impl Into<String>) -> Self {
        Self::new(409, "already_exists_error", detail)
    }

    pub(crate) fn invalid(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(422, "invalid_error", "Validation failed")
        }
    }

    /// One wrong field; `place` is `body`, `path` or `query`.
    pub(crate) fn field(place: &str, name: &str, msg: impl Into<String>, kind: &'static str) -> Self {
        Self::invalid(vec![FieldError {
            loc: vec![place.into(), name.into()],
            msg: msg.into(),
            kind,
        }])
    }

    /// The published body (`APIErrorPayload`).
    pub(crate) fn body(&self) -> Value {
        let errors = if self.errors.is_empty() {
            Value::Null
        } else {
            json!(self.errors)
        };
        json!({ "code": self.status, "detail": self.detail, "type": self.kind, "errors": errors })
    }
}

impl From<rusqlite::Error> for ApiError {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(
            500,
            "database_error",
            format!("the sandbox's database failed: {error}"),
        )
    }
}
