//! The HTTP server around a world.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, MatchedPath, Query, State},
    http::{HeaderName, HeaderValue, Request, Response, StatusCode, header},
    routing::any,
};
use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    SandboxError,
    budget::Budget,
    call::Reply,
    error::ApiError,
    exchange::{self, Outcome, Twist},
    faults::{Delivery, FaultControl, Strike},
    log::{LogEntry, kept},
    routes,
    store::Store,
    wire::Line,
};

/// Bodies above this are refused. No operation needs more.
const BODY_LIMIT: usize = 1 << 20;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    store: Mutex<Store>,
    requests: AtomicU64,
    pub(crate) faults: FaultControl,
    budget: Budget,
}

impl Shared {
    pub(crate) fn new(store: Store) -> Result<Self, SandboxError> {
        let last = store.last_number()?;
        let faults = FaultControl::default();
        faults.set(store.faults()?);
        Ok(Self {
            store: Mutex::new(store),
            requests: AtomicU64::new(last),
            faults,
            budget: Budget::default(),
        })
    }

    /// The world. A panic elsewhere does not make it unusable: every write is a transaction.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers and logs one request. The database is asked right here and not on a thread of its own: a request takes
    /// far less than a millisecond, and the order of answers stays the order of arrival.
    fn answer(&self, request: &exchange::Request, strike: &Strike) -> (Response<Body>, Delivery) {
        let mut store = self.store();
        let instead = strike.effects.iter().find_map(|(effect, _)| effect.instead());
        let (outcome, ran) = match instead.or_else(|| self.budget.spend(store.settings())) {
            Some(reply) => (
                Outcome {
                    reply,
                    ..Outcome::default()
                },
                None,
            ),
            None => run(&mut store, request, strike),
        };
        let delivery = strike
            .effects
            .iter()
            .map(|(effect, _)| effect.delivery())
            .max()
            .unwrap_or_default();
        let sent = delivery != Delivery::Nothing;
        let Outcome {
            operation,
            account,
            reply,
        } = outcome;
        let body = reply.text();
        let entry = LogEntry {
            number: request.number,
            at: store.now().to_string(),
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.raw_query.clone(),
            operation: operation.map(str::to_owned),
            account,
            request_id: request.request_id.clone(),
            request: request.body.as_deref().and_then(kept),
            status: Some(reply.status).filter(|_| sent),
            ran,
            response: kept(body.as_bytes()).filter(|_| sent),
            fault: strike.names(),
        };
        // A log that cannot be written is no reason to answer otherwise.
        let _ = store.append_log(&entry);
        let now = store.now();
        drop(store);
        (response(&reply, body, now, &request.request_id), delivery)
    }
}

/// Runs the operation as the strike wants it, and tells its own status beside what is answered.
fn run(store: &mut Store, request: &exchange::Request, strike: &Strike) -> (Outcome, Option<u16>) {
    let mut twist = Twist::default();
    for (effect, n) in &strike.effects {
        effect.twist(*n, &mut twist);
    }
    let mut outcome = exchange::answer(store, request, twist);
    let status = outcome.reply.status;
    outcome.reply = strike
        .effects
        .iter()
        .fold(outcome.reply, |reply, (effect, _)| effect.spoil(reply));
    (outcome, Some(status))
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
    ConnectInfo(line): ConnectInfo<Line>,
    template: Option<MatchedPath>,
    request: Request<Body>,
) -> Response<Body> {
    let mut request = read(request, template).await;
    // In a task of its own: a client that goes away does not undo what was asked.
    let task = tokio::spawn(async move {
        request.number = shared.requests.fetch_add(1, Ordering::SeqCst) + 1;
        if request.request_id.is_empty() {
            request.request_id = format!("sandbox-{:06}", request.number);
        }
        let query = request.raw_query.as_deref().unwrap_or_default();
        let strike = shared.faults.meet(&request.method, &request.path, query);
        // Half of the time goes on the way here and half on the way back, as on a network: answering takes none of it
        // away, and what is asked at once is answered at once.
        let (arrived, delay) = (Instant::now(), strike.delay());
        wait_until(arrived + delay / 2).await;
        let answered = shared.answer(&request, &strike);
        wait_until(arrived + delay).await;
        answered
    });
    let (response, delivery) = task.await.unwrap_or_else(|_| (failed(), Delivery::Whole));
    line.set(delivery);
    response
}

async fn wait_until(moment: Instant) {
    if moment > Instant::now() {
        tokio::time::sleep_until(moment).await;
    }
}

async fn read(request: Request<Body>, template: Option<MatchedPath>) -> exchange::Request {
    let (parts, body) = request.into_parts();
    let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
        .map(|query| query.0)
        .unwrap_or_default();
    let text = |name: &str| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    exchange::Request {
        number: 0,
        method: parts.method.as_str().to_owned(),
        template: template.map(|template| template.as_str().to_owned()),
        path: parts.uri.path().to_owned(),
        raw_query: parts.uri.query().map(str::to_owned),
        query,
        api_key: text("x-api-key"),
        bearer: text("authorization").and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned)),
        content_type: text("content-type").unwrap_or_default(),
        // That the platform sends the client's id back is a guess.
        request_id: text("x-request-id").unwrap_or_default(),
        body: axum::body::to_bytes(body, BODY_LIMIT).await.ok().map(Vec::from),
    }
}

fn response(reply: &Reply, body: String, now: Timestamp, request_id: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or_default();
    let date = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let retry_after = reply.retry_after.map(|seconds| seconds.to_string());
    let content_type = match reply {
        Reply { html: true, .. } => Some("text/html"),
        Reply { body: Some(_), .. } => Some("application/json"),
        _ => None,
    };
    let pairs = [
        (header::CONTENT_TYPE, content_type),
        (header::DATE, Some(date.as_str())),
        (header::RETRY_AFTER, retry_after.as_deref()),
        (header::ALLOW, reply.allow.as_deref()),
        (HeaderName::from_static("x-request-id"), Some(request_id)),
    ];
    for (name, value) in pairs {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The answer when an operation broke down, which no request may bring about.
fn failed() -> Response<Body> {
    let reply = Reply::from(&ApiError::new(500, "server_error", "The sandbox failed"));
    response(&reply, reply.text(), Timestamp::now(), "")
}
