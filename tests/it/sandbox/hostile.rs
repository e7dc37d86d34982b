//! Whatever is sent, the answer is a success or an error of the published shape, and never a failure of the sandbox.

use std::collections::BTreeSet;

use orgform::sandbox::LogEntry;
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};
use reqwest::{Method, Url, header::HeaderValue};
use serde_json::{Value, json};

use super::client::World;
use super::contract::document::Contract;
use super::contract::possible::refusals;

/// A request that nobody should send.
#[derive(Debug, Clone)]
struct Hostile {
    method: &'static str,
    segments: Vec<String>,
    query: String,
    key: Option<Vec<u8>>,
    content_type: Vec<u8>,
    request_id: Vec<u8>,
    body: Vec<u8>,
}

const METHODS: &[&str] = &[
    "GET", "GET", "POST", "POST", "POST", "PUT", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW",
];

/// Paths of the platform, with gaps for what a client fills in.
const PATHS: &[&str] = &[
    "user",
    "user/organizations",
    "user/check-availability",
    "user/onboarding",
    "user/api-keys",
    "user/api-keys/self",
    "org/!",
    "org/!/avatar",
    "org/!/members",
    "org/!/members/?",
    "org/!/members/?/model-access",
    "org/!/invitations",
    "org/!/invitations/?",
    "invitations/me",
    "invitations/?",
    "invitations/?/respond",
    "org/!/teams",
    "org/!/teams/?",
    "org/!/teams/?/members",
    "org/!/teams/?/members/?",
    "org/!/ws",
    "org/!/ws/?",
    "org/!/ws/?/users",
    "org/!/ws/?/users/?",
    "org/!/ws/?/teams",
    "org/!/ws/?/teams/?",
    "org/!/ws/?/projects",
    "org/!/ws/?/projects/?",
    "",
    "?",
    "?/?/?",
];

const FIELDS: &[&str] = &[
    "name",
    "description",
    "key",
    "role",
    "email",
    "send_email",
    "allowed_model_ids",
    "accept",
    "user_id",
    "user_email",
    "team_id",
    "permission",
    "username",
    "org_name",
    "email_opt_in",
    "org_id",
    "workspace_id",
    "allowed_scopes",
];

/// Texts that have broken something somewhere.
const NASTY: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "a\u{0}b",
    "'; DROP TABLE members; --",
    "\"",
    "\\",
    "%",
    "%00",
    "..",
    "../../etc",
    "a/b",
    "null",
    "\u{202e}x",
    "ﷺ",
    "😀",
    "-1",
    "1e999",
    "NaN",
    "{}",
    "owner",
    "acme",
    "engagements",
    "a@b.c",
    "ada@acme.example",
    "ÄDA@acme.example",
    "\r\nX-Evil: 1",
    "99999999999999999999",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(NASTY).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => (1usize..5000).prop_map(|length| "x".repeat(length)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => text().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((select(FIELDS), inner), 0..4).prop_map(|pairs| pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

/// A body that every operation would take.
fn plausible(team: &str) -> Value {
    json!({
        "name": "Some name", "description": "Words", "key": "some-key", "role": "reader", "email": "new@acme.example",
        "allowed_model_ids": ["dn/x"], "accept": true, "user_email": "rea@acme.example", "team_id": team,
        "permission": "contributor", "username": "root",
    })
}

fn body(team: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let plausible = plausible(team);
    let spoiled = vec((select(FIELDS), value()), 0..2).prop_map(move |pairs| {
        let mut object = plausible.clone();
        for (name, value) in pairs {
            object[name] = value;
        }
        object
    });
    prop_oneof![
        12 => spoiled.prop_map(|object| object.to_string().into_bytes()),
        2 => value().prop_map(|value| value.to_string().into_bytes()),
        1 => vec(any::<u8>(), 0..200),
        1 => Just(Vec::new()),
        1 => (1usize..3000).prop_map(|depth| "[".repeat(depth).into_bytes()),
    ]
}

fn hostile(ids: Vec<String>, key: String) -> impl Strategy<Value = Hostile> {
    let body = body(&ids[1]);
    let known = ["acme", "engagements", "solo", "default-root", "default"].map(str::to_owned);
    let gap = prop_oneof![6 => select([known.to_vec(), ids].concat()), 2 => text()];
    let org = prop_oneof![9 => Just("acme".to_owned()), 1 => text()];
    let segments = (select(PATHS), org, vec(gap, 4)).prop_map(|(path, org, gaps)| {
        let mut gaps = gaps.into_iter();
        path.split('/')
            .map(|segment| match segment {
                "!" => org.clone(),
                "?" => gaps.next().unwrap_or_default(),
                fixed => fixed.to_owned(),
            })
            .collect()
    });
    let query = prop_oneof![
        2 => Just(String::new()),
        1 => select(vec!["page=0", "page=2&page_size=100", "page=99999999999", "page=%FF", "include_all=maybe", "&&=&"])
            .prop_map(str::to_owned),
        1 => text(),
    ];
    let key = prop_oneof![6 => Just(Some(key.into_bytes())), 1 => Just(None), 1 => vec(any::<u8>(), 0..50).prop_map(Some)];
    let header = || vec(any::<u8>(), 0..40);
    (select(METHODS), segments, query, key, header(), header(), body).prop_map(
        |(method, segments, query, key, content_type, request_id, body)| Hostile {
            method,
            segments,
            query,
            key,
            content_type,
            request_id,
            body,
        },
    )
}

impl Hostile {
    fn request(&self, world: &World, http: &reqwest::Client) -> reqwest::RequestBuilder {
        let mut url: Url = format!("{}/api/v1", world.sandbox.url()).parse().unwrap();
        url.path_segments_mut().unwrap().extend(&self.segments);
        url.set_query(
            Some(&self.query)
                .filter(|query| !query.is_empty())
                .map(String::as_str),
        );
        let method = Method::from_bytes(self.method.as_bytes()).unwrap();
        let mut request = http.request(method, url).body(self.body.clone());
        let key = self.key.as_deref();
        let headers = [
            ("x-api-key", key),
            ("content-type", Some(&self.content_type)),
            ("x-request-id", Some(&self.request_id)),
        ];
        for (name, bytes) in headers {
            if let Some(Ok(value)) = bytes.map(HeaderValue::from_bytes) {
                request = request.header(name, value);
            }
        }
        request
    }
}

/// What is wrong with an answer, if anything is.
fn complaint(status: u16, body: &str) -> Option<String> {
    if status < 400 {
        return None;
    }
    let shape = serde_json::from_str::<Value>(body).is_ok_and(|body| {
        body["code"] == status
            && body["detail"].is_string()
            && body["type"].is_string()
            && body.get("errors").is_some()
    });
    (status >= 500 || !shape).then(|| format!("{status} {body}"))
}

/// Every answer of an operation is one that the contract knows, and no refusal is one that no other test expects.
fn all_is_as_published(log: &[LogEntry]) {
    let contract = Contract::read();
    for entry in log {
        let (Some(id), Some(status)) = (&entry.operation, entry.status) else {
            continue;
        };
        let expected = refusals(&contract.operation(id));
        assert!(status < 400 || expected.contains(&status), "{entry:?}");
        let text = entry.response.as_deref().unwrap_or("null");
        // What the log had to cut is no JSON any more.
        if let Ok(body) = serde_json::from_str(text) {
            contract.hold_answer(id, status, &body);
        }
    }
}

#[test]
fn nothing_that_is_sent_breaks_it() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (world, ids) = runtime.block_on(async {
        let world =
            World::with("deletion: soft, deleted_keys_reusable: true, grant_to_stranger: invites").await;
        let ids = vec![
            world.user_id("rea@acme.example").await,
            world.team_id("red-team").await,
            world.ask("GET", "/org/acme/invitations", None).await.body[0]["id"]
                .as_str()
                .unwrap()
                .to_owned(),
        ];
        (world, ids)
    });
    let http = super::client::http();
    let config = Config {
        cases: 1500,
        failure_persistence: None,
        ..Config::default()
    };
    // The same requests in every run: some of them must get through, and by chance too few might.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&hostile(ids, world.sandbox.key().to_owned()), |hostile| {
        let (status, body) = runtime.block_on(async {
            let response = hostile.request(&world, &http).send().await.unwrap();
            (response.status().as_u16(), response.text().await.unwrap())
        });
        let head = hostile.method == "HEAD" && body.is_empty() && status < 500;
        match complaint(status, &body).filter(|_| !head) {
            Some(complaint) => Err(TestCaseError::fail(complaint)),
            None => Ok(()),
        }
    });
    result.unwrap();
    runtime.block_on(async {
        let healthy = world.ask("GET", "/health", None).await;
        assert_eq!(healthy.body, json!({ "status": "ok" }));
    });
    assert!(world.sandbox.state().is_ok());
    let log = world.sandbox.log().unwrap();
    all_is_as_published(&log);
    let through = log
        .iter()
        .filter(|entry| entry.is_write() && entry.ran.is_some_and(|status| status < 300));
    let kinds: BTreeSet<_> = through.map(|entry| &entry.operation).collect();
    assert!(
        kinds.len() >= 8,
        "too wild to reach the operations: only {kinds:?} went through"
    );
}
