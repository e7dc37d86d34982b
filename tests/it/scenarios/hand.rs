//! Somebody who changes something in the platform's own pages, over HTTP and with their own key.

use std::path::PathBuf;

use orgform::sandbox::{Database, Options, Overrides, Sandbox, start};
use serde_json::Value;

/// Sends `METHOD PATH BODY` as somebody, and gives the status of the answer.
pub(super) fn send(database: PathBuf, email: &str, request: &str) -> u16 {
    let (method, rest) = request.split_once(' ').unwrap();
    let method = method.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let options = Options {
            database: Database::File(database),
            seed: None,
            port: 0,
            overrides: Overrides::default(),
            faults: Vec::new(),
        };
        let sandbox = start(options).await.unwrap();
        // What a situation does to orgform's requests is not done to this one.
        sandbox.faults().clear();
        let hand = Hand::of(&sandbox, email);
        let rest = hand.resolved(rest).await;
        let (path, body) = match rest.split_once(" {") {
            Some((path, body)) => (path, Some(format!("{{{body}"))),
            None => (rest.as_str(), None),
        };
        let status = hand.send(method, path, body).await.0;
        sandbox.shutdown().await;
        status
    })
}

struct Hand {
    http: reqwest::Client,
    url: String,
    key: String,
}

impl Hand {
    fn of(sandbox: &Sandbox, email: &str) -> Hand {
        // Whoever comes first installs it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Hand {
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            url: sandbox.url(),
            key: sandbox.key_of(email).unwrap(),
        }
    }

    async fn send(&self, method: reqwest::Method, path: &str, body: Option<String>) -> (u16, Value) {
        let url = format!("{}/api/v1{path}", self.url);
        let mut request = self.http.request(method, url).header("X-API-Key", &self.key);
        if let Some(body) = body {
            request = request.header("Content-Type", "application/json").body(body);
        }
        let reply = request.send().await.unwrap();
        let status = reply.status().as_u16();
        (status, reply.json().await.unwrap_or_default())
    }

    /// A path, and what follows it, with ids in place of names.
    async fn resolved(&self, request: &str) -> String {
        let mut resolved = request.to_owned();
        while let Some((start, rest)) = resolved.split_once('<') {
            let (name, end) = rest.split_once('>').unwrap();
            let organization = start.trim_start_matches("/org/").split('/').next().unwrap();
            let (list, field, id, name) = match name.strip_prefix("team ") {
                Some(team) => ("teams", "name", "id", team),
                None => ("members", "user_email", "user_id", name),
            };
            let path = format!("/org/{organization}/{list}");
            let body = self.send(reqwest::Method::GET, &path, None).await.1;
            let rows = body.as_array().or(body[list].as_array()).unwrap();
            let row = rows.iter().find(|row| row[field] == name).unwrap();
            resolved = format!("{start}{}{end}", row[id].as_str().unwrap());
        }
        resolved
    }
}
