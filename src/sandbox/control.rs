//! Routes that only the sandbox has, below `/_sandbox`: looking at the world and moving it from outside. They need no
//! key, are neither logged nor counted nor struck by faults, and like everything here answer on the loopback interface.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{Method, Response, StatusCode, header},
    routing::any,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    SandboxError,
    clock::{Clock, Span},
    faults::Rule,
    server::Shared,
    settings::Overrides,
};

/// The control routes.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/_sandbox/{what}", any(serve))
        .with_state(shared)
}

/// A refusal of a control route.
enum Refusal {
    NotFound,
    Wrong(String),
    Failed(SandboxError),
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        Self::Failed(error)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum ClockChange {
    Advance(Span),
    Set(Clock),
}

async fn serve(
    State(shared): State<Arc<Shared>>,
    Path(what): Path<String>,
    method: Method,
    body: Bytes,
) -> Response<Body> {
    let (status, body) = match act(&shared, method.as_str(), &what, &body) {
        Ok(value) => (StatusCode::OK, value),
        Err(Refusal::NotFound) => (StatusCode::NOT_FOUND, json!({ "error": "no such control route" })),
        Err(Refusal::Wrong(error)) => (StatusCode::UNPROCESSABLE_ENTITY, json!({ "error": error })),
        Err(Refusal::Failed(error)) => (StatusCode::CONFLICT, json!({ "error": error.to_string() })),
    };
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn act(shared: &Shared, method: &str, what: &str, body: &[u8]) -> Result<Value, Refusal> {
    match (method, what) {
        ("GET", "state") => show(&shared.store().state()?),
        ("GET", "log") => show(&shared.store().log()?),
        ("DELETE", "log") => show(&shared.store().clear_log()?),
        ("GET", "incidents") => show(&shared.store().incidents()?),
        ("POST", "accept") => show(&shared.store().accept(&read::<Person>(body)?.email)?),
        ("POST", "decline") => show(&shared.store().decline(&read::<Person>(body)?.email)?),
        ("POST", "register") => show(&shared.store().register(&read::<Person>(body)?.email)?),
        ("POST", "key") => show(&shared.store().key_of(&read::<Person>(body)?.email)?),
        ("GET", "clock") => show(&shared.store().now()),
        ("POST", "clock") => match read(body)? {
            ClockChange::Advance(span) => show(&shared.store().advance(span)?),
            ClockChange::Set(clock) => show(&shared.store().set_clock(clock)?),
        },
        ("GET", "settings") => show(shared.store().settings()),
        ("PATCH", "settings") => show(shared.store().configure(read::<Overrides>(body)?)?),
        ("GET", "faults") => show(&shared.faults.report()),
        ("PUT", "faults") => show(&shared.faults.set(read::<Vec<Rule>>(body)?)),
        ("POST", "faults") => show(&shared.faults.add(read::<Rule>(body)?)),
        ("DELETE", "faults") => show(&shared.faults.clear()),
        _ => Err(Refusal::NotFound),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::Wrong(error.to_string()))
}

fn show(value: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|error| Refusal::Failed(SandboxError::Corrupt(error)))
}
