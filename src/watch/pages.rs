//! The pages: `/healthz`, `/readyz`, `/metrics`.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Board;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// How long who reads a page may take to finish once the program stops.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until it is stopped. Whoever is in the middle of a page gets a moment to finish.
///
/// # Errors
///
/// The listener fails.
pub async fn serve(listener: TcpListener, board: Arc<Board>, stop: CancellationToken) -> io::Result<()> {
    let serving = axum::serve(listener, router(board)).with_graceful_shutdown(stop.clone().cancelled_owned());
    let too_long = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = serving => served,
        () = too_long => Ok(()),
    }
}

fn router(board: Arc<Board>) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(board)
}

async fn index() -> &'static str {
    "orgform watch: /healthz /readyz /metrics\n"
}

/// That the process answers. Trouble with the platform is no reason to start it again.
async fn alive() -> &'static str {
    "alive\n"
}

async fn ready(State(board): State<Arc<Board>>) -> Response {
    match board.ready() {
        Ok(()) => "ready\n".into_response(),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n")).into_response(),
    }
}

async fn metrics(State(board): State<Arc<Board>>) -> Response {
    match board.metrics() {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
