//! A sandbox with a small world, and an HTTP client that shares nothing with the program's own.

use orgform::sandbox::{Options, Sandbox, Seed, start};
use reqwest::Method;
use serde_json::Value;

pub(super) const WORLD: &str = "
clock: 2026-06-01T12:00:00Z
caller: root@acme.example
organization: { key: acme, name: Acme, description: Offensive, max_members: 30 }
members:
  root@acme.example: { role: owner, name: Root Acme }
  ada@acme.example: owner
  cyd@acme.example: contributor
  rea@acme.example: reader
  sus@acme.example: { role: reader, active: false }
invitations:
  - { email: bob@acme.example, role: reader, created: -3d, expires: +4d }
  - { email: dora@acme.example, role: reader, created: -30d, expires: -23d }
  - { email: finn@acme.example, role: reader, created: -9d, state: declined }
teams:
  - { name: red-team, description: Operators, members: [ada@acme.example, rea@acme.example] }
workspaces:
  engagements: { users: { ada@acme.example: owner, cyd@acme.example: reader }, teams: { red-team: contributor } }
  solo: { users: { cyd@acme.example: owner } }
";

/// A running sandbox and a way to ask it.
pub(super) struct World {
    pub(super) sandbox: Sandbox,
    http: reqwest::Client,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) headers: reqwest::header::HeaderMap,
}

impl World {
    pub(super) async fn new() -> Self {
        Self::of(WORLD).await
    }

    pub(super) async fn of(seed: &str) -> Self {
        Self::start(Options::memory(Seed::parse(seed).unwrap())).await
    }

    /// The small world under other settings, written as in a seed.
    pub(super) async fn with(settings: &str) -> Self {
        Self::of(&format!("{WORLD}settings: {{ {settings} }}\n")).await
    }

    pub(super) async fn start(options: Options) -> Self {
        Self {
            sandbox: start(options).await.unwrap(),
            http: http(),
        }
    }

    /// Asks as the caller.
    pub(super) async fn ask(&self, method: &str, path: &str, body: impl Into<Option<Value>>) -> Reply {
        self.ask_with(self.sandbox.key(), method, path, body).await
    }

    /// Asks as somebody of the world.
    pub(super) async fn ask_as(
        &self,
        email: &str,
        method: &str,
        path: &str,
        body: impl Into<Option<Value>>,
    ) -> Reply {
        self.ask_with(&self.sandbox.key_of(email).unwrap(), method, path, body)
            .await
    }

    /// Asks with a key.
    pub(super) async fn ask_with(
        &self,
        key: &str,
        method: &str,
        path: &str,
        body: impl Into<Option<Value>>,
    ) -> Reply {
        reply(self.request_with(key, method, path, body.into())).await
    }

    /// Asks as the caller, where the connection may break.
    pub(super) async fn try_ask(
        &self,
        method: &str,
        path: &str,
        body: impl Into<Option<Value>>,
    ) -> reqwest::Result<reqwest::Response> {
        self.request_with(self.sandbox.key(), method, path, body.into())
            .send()
            .await
    }

    fn request_with(
        &self,
        key: &str,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> reqwest::RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.request(method, path).header("X-API-Key", key);
        match body {
            Some(body) => request.json(&body),
            None => request,
        }
    }

    /// A request without a key.
    pub(super) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http
            .request(method, format!("{}/api/v1{path}", self.sandbox.url()))
    }

    /// The id of a person, as the list of members tells it.
    pub(super) async fn user_id(&self, email: &str) -> String {
        let members = self.ask("GET", "/org/acme/members?page_size=100", None).await;
        let rows = members.body["members"].as_array().unwrap().clone();
        let row = rows.iter().find(|row| row["user_email"] == email).unwrap();
        row["user_id"].as_str().unwrap().to_owned()
    }

    pub(super) async fn team_id(&self, name: &str) -> String {
        let teams = self.ask("GET", "/org/acme/teams", None).await.body;
        let row = teams
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == name)
            .unwrap()
            .clone();
        row["id"].as_str().unwrap().to_owned()
    }
}

impl Reply {
    /// Status and error type in one word, `409 conflict_error`; the status alone for a success.
    pub(super) fn told(&self) -> String {
        match self.body.get("type").and_then(Value::as_str) {
            Some(kind) => {
                assert_eq!(self.body["code"], self.status, "the code repeats the status");
                assert!(self.body["detail"].is_string());
                format!("{} {kind}", self.status)
            }
            None => self.status.to_string(),
        }
    }

    /// The values of one property in a list.
    pub(super) fn column(&self, property: &str) -> Vec<String> {
        let rows = self.body.as_array().expect("a list");
        rows.iter()
            .map(|row| row[property].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

pub(super) async fn reply(request: reqwest::RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await.unwrap();
    let body = if text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap()
    };
    Reply {
        status,
        body,
        headers,
    }
}

pub(super) fn http() -> reqwest::Client {
    // Whoever comes first installs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}
