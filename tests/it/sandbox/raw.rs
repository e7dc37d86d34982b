//! Bytes on a socket that no client would send: what is a request is answered as one, and what is none is refused in
//! the published shape too.

use std::time::Duration;

use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::World;

/// An answer as it came over the wire.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: Vec<u8>,
}

/// Sends bytes, says that there will be no more, and takes all that comes back.
async fn exchange(world: &World, sent: &[u8]) -> Vec<Answer> {
    let address = world.sandbox.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.unwrap();
    // It may be refused and closed before all is sent.
    let _ = stream.write_all(sent).await;
    let _ = stream.shutdown().await;
    let mut came = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut came)).await;
    assert!(
        ended.is_ok(),
        "it hangs after {:?}",
        String::from_utf8_lossy(sent)
    );
    answers(&came)
}

/// One answer after the other.
fn answers(mut came: &[u8]) -> Vec<Answer> {
    let mut answers = Vec::new();
    while let Some(end) = came.windows(4).position(|window| window == b"\r\n\r\n") {
        let head = std::str::from_utf8(&came[..end]).unwrap().to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        let body = came[end + 4..end + 4 + length].to_vec();
        came = &came[end + 4 + length..];
        answers.push(Answer { status, body });
    }
    assert!(came.is_empty(), "half an answer: {came:?}");
    answers
}

/// What is wrong with an answer, if anything is.
fn complaint(answer: &Answer) -> Option<String> {
    if answer.status < 400 {
        return None;
    }
    let published = serde_json::from_slice::<Value>(&answer.body).is_ok_and(|body| {
        body["code"] == answer.status && body["detail"].is_string() && body["type"].is_string()
    });
    (answer.status >= 500 || !published)
        .then(|| format!("{} {}", answer.status, String::from_utf8_lossy(&answer.body)))
}

#[tokio::test]
async fn what_is_no_request_is_refused_in_the_published_shape() {
    let world = World::new().await;
    let long = "x".repeat(100_000);
    for sent in [
        "GET /api/v1/user HTTP/1.1\r\nX-API-Key: a\u{0}b\r\n\r\n".to_owned(),
        "GET /api/v1/us er HTTP/1.1\r\n\r\n".to_owned(),
        "GET /api/v1/user HTTP/9.9\r\n\r\n".to_owned(),
        "POST /api/v1/user HTTP/1.1\r\nContent-Length: many\r\n\r\n".to_owned(),
        "POST /api/v1/user HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".to_owned(),
        "G@T / HTTP/1.1\r\n\r\n".to_owned(),
        "\u{0}\u{1}\u{2}\u{3}\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{}\r\n", "X-A: b\r\n".repeat(200)),
    ] {
        let answers = exchange(&world, sent.as_bytes()).await;
        let shown = &sent[..sent.len().min(60)];
        assert!(
            answers.len() == 1 && answers[0].status >= 400,
            "{shown:?}: {answers:?}"
        );
        assert_eq!(complaint(&answers[0]), None, "{shown:?}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let key = world.sandbox.key();
    let head = format!("PATCH /api/v1/org/acme HTTP/1.1\r\nX-API-Key: {key}\r\n");
    for rest in [
        "Content-Length: 99\r\n\r\n{\"name\": \"Half",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam\r\n",
        "Transfer-Encoding: chunked\r\n\r\nwide\r\n{\"name\": \"Half\"}\r\n0\r\n\r\n",
    ] {
        for answer in exchange(&world, format!("{head}{rest}").as_bytes()).await {
            assert!(answer.status >= 400, "{rest:?}: {answer:?}");
            assert_eq!(complaint(&answer), None, "{rest:?}");
        }
    }
    let organization = world.ask("GET", "/org/acme", None).await.body;
    assert_eq!(organization["name"], "Acme");
}

#[tokio::test]
async fn the_first_of_two_keys_counts() {
    let world = World::new().await;
    let key = world.sandbox.key();
    for (headers, status) in [
        (format!("X-API-Key: {key}\r\nX-API-Key: dn_wrong"), 200),
        (format!("X-API-Key: dn_wrong\r\nX-API-Key: {key}"), 401),
    ] {
        let sent = format!("GET /api/v1/user HTTP/1.1\r\n{headers}\r\n\r\n");
        assert_eq!(exchange(&world, sent.as_bytes()).await[0].status, status);
    }
}

const METHODS: &[&[u8]] = &[
    b"GET", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"CONNECT", b"TRACE", b"get", b"B.R~E!W", b"", b"\xff",
];
const TARGETS: &[&[u8]] = &[
    b"/api/v1/user",
    b"/api/v1/org/acme",
    b"/api/v1/org/acme/members",
    b"/api/v1/org/acme/ws/engagements/users",
    b"*",
    b"",
    b"//",
    b"/../..",
    b"/%",
    b"/api/v1/org/%00%ff%zz",
    b"http://elsewhere.example/api/v1/user",
    b"elsewhere.example:443",
    b"/api/v1/org/acme/members?page=%F0%9F&&page_size==",
    b"/api/v1/org/acme#fragment",
];
const HEADERS: &[&[u8]] = &[
    b"Content-Type",
    b"Content-Length",
    b"Transfer-Encoding",
    b"Host",
    b"Connection",
    b"Expect",
    b"Upgrade",
    b"Authorization",
    b"X-API-Key",
    b"X-Request-Id",
    b"Range",
    b"Bad Name",
    b"",
];
const VALUES: &[&[u8]] = &[
    b"",
    b"application/json",
    b"multipart/form-data",
    b"4",
    b"-1",
    b"18446744073709551616",
    b"chunked",
    b"gzip, chunked",
    b"close",
    b"keep-alive",
    b"100-continue",
    b"websocket",
    b"Bearer ",
    b"\xff\xfe",
    b"\x00",
    b"bytes=0-",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..30)
}

fn one_of(known: &'static [&'static [u8]]) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![15 => select(known).prop_map(<[u8]>::to_vec), 1 => bytes()]
}

/// Something like a request, with the owner's key in it, so that it may reach an operation.
fn request(key: String) -> impl Strategy<Value = Vec<u8>> {
    let version =
        prop_oneof![18 => Just(b"HTTP/1.1".to_vec()), 1 => Just(b"HTTP/1.0".to_vec()), 1 => bytes()];
    let headers = vec((one_of(HEADERS), one_of(VALUES)), 0..2);
    let body = prop_oneof![
        Just(Vec::new()),
        Just(b"{\"name\": \"Some name\"}".to_vec()),
        bytes()
    ];
    (one_of(METHODS), one_of(TARGETS), version, headers, body).prop_map(
        move |(method, target, version, headers, body)| {
            let mut sent = [&method, b" ".as_slice(), &target, b" ", &version, b"\r\n"].concat();
            sent.extend(format!("X-API-Key: {key}\r\n").bytes());
            for (name, value) in headers {
                sent.extend([name.as_slice(), b": ", &value, b"\r\n"].concat());
            }
            [sent.as_slice(), b"\r\n", &body].concat()
        },
    )
}

#[test]
fn no_bytes_break_it() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let world = runtime.block_on(World::new());
    let config = Config {
        cases: 1000,
        failure_persistence: None,
        ..Config::default()
    };
    // The same bytes in every run.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = request(world.sandbox.key().to_owned());
    let result = runner.run(&strategy, |sent| {
        let answers = runtime.block_on(exchange(&world, &sent));
        match answers.iter().find_map(complaint) {
            Some(complaint) => Err(TestCaseError::fail(complaint)),
            None => Ok(()),
        }
    });
    result.unwrap();
    let log = world.sandbox.log().unwrap();
    let refused_by_http = 1000usize.saturating_sub(log.len());
    let reached = log
        .iter()
        .filter(|entry| entry.status.is_some_and(|status| status < 300))
        .count();
    assert!(
        reached >= 20 && refused_by_http >= 50,
        "too wild or too tame: {reached} reached an operation, {refused_by_http} were no HTTP"
    );
    let healthy = runtime.block_on(world.ask("GET", "/health", None));
    assert_eq!(healthy.status, 200);
}
