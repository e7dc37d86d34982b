//! The HTTP server around a world.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::Body,
    extract::{MatchedPath, Query, State},
    http::{HeaderMap, HeaderValue, Request, Response, header},
    routing::any,
};
use jiff::Timestamp;

use super::{
    call::Reply,
    error::ApiError,
    exchange::{self, Outcome, Twist},
    log::{LogEntry, kept},
    routes,
    store::Store,
};

/// Bodies above this are refused. No operation needs more.
const BODY_LIMIT: usize = 1 << 20;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    store: Mutex<Store>,
    requests: AtomicU64,
}

impl Shared {
    pub(crate) fn new(store: Store) -> Result<Self, super::SandboxError> {
        let last = store.last_number()?;
        Ok(Self {
            store: Mutex::new(store),
            requests: AtomicU64::new(last),
        })
    }

    /// The world. A panic elsewhere does not make it unusable: every write is a transaction.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers and logs one request. The database is asked right here and not on a thread of its own: a request takes
    /// far less than a millisecond, and the order of answers stays the order of arrival.
    fn serve(&self, request: &exchange::Request) -> Response<Body> {
        let mut store = self.store();
        let Outcome {
            operation,
            account,
            reply,
        } = exchange::answer(&mut store, request, Twist::default());
        let body = reply.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let entry = LogEntry {
            number: request.number,
            at: store.now().to_string(),
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.raw_query.clone(),
            operation: operation.map(str::to_owned),
            account,
            request_id: request.request_id.clone(),
            request: kept(&request.body),
            status: Some(reply.status),
            ran: Some(reply.status),
            response: kept(body.as_bytes()),
            fault: None,
        };
        // A log that cannot be written is no reason to answer otherwise.
        let _ = store.append_log(&entry);
        let now = store.now();
        drop(store);
        response(&reply, body, now, &request.request_id)
    }
}

/// All routes, with one handler: verbs are told apart by the route table.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new();
    for path in routes::paths() {
        router = router.route(path, any(serve));
    }
    router.fallback(serve).with_state(shared)
}

async fn serve(
    State(shared): State<Arc<Shared>>,
    template: Option<MatchedPath>,
    request: Request<Body>,
) -> Response<Body> {
    let number = shared.requests.fetch_add(1, Ordering::SeqCst) + 1;
    let request_id = request_id(request.headers(), number);
    match read(request, template, number, request_id.clone()).await {
        Ok(request) => {
            // In a task of its own: a client that goes away does not undo what was asked.
            let task = tokio::spawn(async move { shared.serve(&request) });
            task.await.unwrap_or_else(|_| failed(&request_id))
        }
        Err(error) => {
            let reply = exchange::refusal(&error);
            let now = shared.store().now();
            response(&reply, error.body().to_string(), now, &request_id)
        }
    }
}

async fn read(
    request: Request<Body>,
    template: Option<MatchedPath>,
    number: u64,
    request_id: String,
) -> Result<exchange::Request, ApiError> {
    let (parts, body) = request.into_parts();
    let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
        .map(|query| query.0)
        .unwrap_or_default();
    let text = |name: &str| header_text(&parts.headers, name);
    let too_large = |_| ApiError::new(400, "invalid_error", "The body cannot be read or is too large");
    Ok(exchange::Request {
        number,
        method: parts.method.as_str().to_owned(),
        template: template.map(|template| template.as_str().to_owned()),
        path: parts.uri.path().to_owned(),
        raw_query: parts.uri.query().map(str::to_owned),
        query,
        api_key: text("x-api-key"),
        bearer: text("authorization").and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned)),
        content_type: text("content-type").unwrap_or_default(),
        request_id,
        body: axum::body::to_bytes(body, BODY_LIMIT)
            .await
            .map_err(too_large)?
            .to_vec(),
    })
}

/// The client's id, or one of our own. That the platform does so is a guess.
fn request_id(headers: &HeaderMap, number: u64) -> String {
    header_text(headers, "x-request-id").unwrap_or_else(|| format!("sandbox-{number:06}"))
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

fn response(reply: &Reply, body: String, now: Timestamp, request_id: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = axum::http::StatusCode::from_u16(reply.status).unwrap_or_default();
    let headers = response.headers_mut();
    if reply.body.is_some() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let date = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for (name, value) in [("date", date.as_str()), ("x-request-id", request_id)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

/// The answer when an operation broke down, which no request may bring about.
fn failed(request_id: &str) -> Response<Body> {
    let error = ApiError::new(500, "server_error", "The sandbox failed");
    response(
        &exchange::refusal(&error),
        error.body().to_string(),
        Timestamp::now(),
        request_id,
    )
}
