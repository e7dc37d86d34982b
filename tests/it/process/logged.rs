//! Logs: a line for each request, in two forms, filtered as was asked, and never a secret.

use std::collections::BTreeSet;
use std::process::Stdio;

use orgform::sandbox::LogEntry;
use orgform::sandbox::faults::{Effect, Rule};
use serde_json::Value;

use super::checkout::{Checkout, Ran, finished};
use super::secrets::{EVERYTHING, invitation_ids};
use crate::apply::bench::{MANIFEST, SEED};
use crate::support::tools::is_installed;

/// The lines of a log that tell of a request.
fn requests(ran: &Ran) -> Vec<&str> {
    let lines = ran.stderr.lines();
    lines.filter(|line| line.starts_with("DEBUG request ")).collect()
}

/// The value of a field in a line.
fn field<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(&format!(" {name}="))?;
    rest.split(' ').next().map(|value| value.trim_matches('"'))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_request_is_a_line_with_what_the_platform_has_seen() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = checkout.run(&["apply", "--auto-approve", "-vv"]).await;
    ran.assert_code(0);
    let told: BTreeSet<(&str, &str, u16)> = requests(&ran)
        .into_iter()
        .map(|line| {
            assert!(field(line, "took_ms").unwrap().parse::<u64>().is_ok(), "{line}");
            let path = field(line, "path").unwrap();
            assert!(
                path.starts_with("/org/acme") || path.starts_with("/user"),
                "{line}"
            );
            let status = field(line, "status").unwrap().parse().unwrap();
            (field(line, "id").unwrap(), field(line, "method").unwrap(), status)
        })
        .collect();
    let log = checkout.bench.sandbox.log().unwrap();
    let seen = log.iter().map(|entry| {
        (
            entry.request_id.as_str(),
            entry.method.as_str(),
            entry.status.unwrap(),
        )
    });
    assert_eq!(told, seen.collect());
    assert_eq!(requests(&ran).len(), log.len());
    assert!(log.iter().any(LogEntry::is_write), "something was written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_alone_tell_what_happens_and_no_request() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let ran = checkout.run(&["apply", "--auto-approve", "-v"]).await;
    ran.assert_code(0);
    for words in [
        "the manifest is read files=1",
        "key_from=\"environment DREADNODE_API_KEY\"",
        "the organization is read",
        "the journal is begun",
        "outcome=done",
        "looking again",
    ] {
        ran.assert_says(words);
    }
    assert_eq!(requests(&ran), Vec::<&str>::new());
    let quiet = checkout.run(&["plan"]).await;
    assert!(!quiet.stderr.contains("INFO"), "nobody asked for a log\n{quiet}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn machines_get_a_line_of_json_each_beside_their_document() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let arguments = ["plan", "--format", "json", "-vv", "--log-format", "json"];
    let ran = checkout.run(&arguments).await;
    ran.assert_code(0);
    assert_eq!(ran.json()["kind"], "plan");
    let mut entries = ran.stderr.lines().filter(|line| line.starts_with('{'));
    let each = entries
        .by_ref()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let requests = each.filter(|entry| entry["message"] == "request");
    let log = checkout.bench.sandbox.log().unwrap();
    let paths: Vec<Value> = requests
        .map(|entry| {
            assert!(
                entry["id"].is_string() && entry["status"].is_u64() && entry["took_ms"].is_u64(),
                "{entry}"
            );
            assert!(
                entry["timestamp"].is_string() && entry["level"] == "DEBUG",
                "{entry}"
            );
            entry["path"].clone()
        })
        .collect();
    assert_eq!(paths.len(), log.len());

    let mut by_environment = checkout.program(&["plan", "-v"]);
    by_environment.env("ORGFORM_LOG_FORMAT", "json");
    let ran = finished(by_environment).await;
    ran.assert_says("\"message\":\"the manifest is read\"");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filter_wins_over_flags_and_means_orgform() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let filtered = async |filter: &str, arguments: &[&str]| {
        let mut program = checkout.program(arguments);
        program.env("ORGFORM_LOG", filter);
        finished(program).await
    };
    let off = filtered("off", &["plan", "-vv"]).await;
    assert!(!off.stderr.contains("request id="), "{off}");
    let debug = filtered("debug", &["plan"]).await;
    debug.assert_says("DEBUG orgform::platform::transport: request id=");
    let trace = filtered("trace", &["plan"]).await;
    trace.assert_says("request id=");
    for library in ["hyper", "reqwest", "rustls", "h2::", "tokio"] {
        assert!(
            !trace.stderr.contains(library),
            "{library} was not named\n{trace}"
        );
    }
    let named = filtered("hyper_util=trace,reqwest=debug", &["plan"]).await;
    named.assert_says("hyper_util::").assert_says("reqwest::");
    assert!(!named.stderr.contains("request id="), "{named}");

    for (filter, why) in [
        ("debgu", "did you mean `debug`?"),
        ("orgform=loud", "is no filter"),
    ] {
        let wrong = filtered(filter, &["plan"]).await;
        wrong.assert_code(64).assert_says(why);
        assert_eq!(wrong.stdout, "");
    }
    let mut wrong = checkout.program(&["plan", "-v"]);
    wrong.env("ORGFORM_LOG_FORMAT", "xml");
    finished(wrong).await.assert_code(64).assert_says("text or json");
}

/// Whatever is logged, and by whom: every byte is looked at.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn not_even_everything_tells_a_key_a_body_or_an_invitation() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut heard = String::new();
    for (arguments, filter) in [
        (&["plan", "-vv"][..], None),
        (&["plan"], Some("trace")),
        (&["apply", "--auto-approve"], Some(EVERYTHING)),
        (&["plan", "--log-format", "json"], Some(EVERYTHING)),
    ] {
        let mut program = checkout.program(arguments);
        program.envs(filter.map(|filter| ("ORGFORM_LOG", filter)));
        let ran = finished(program).await;
        ran.assert_code(0);
        heard.push_str(&ran.stderr);
    }
    assert!(
        heard.contains("hyper_util") && heard.contains("/invitations/{hidden}"),
        "{heard}"
    );
    assert!(!heard.contains(checkout.bench.sandbox.key()));
    let log = checkout.bench.sandbox.log().unwrap();
    for id in invitation_ids(&log) {
        assert!(!heard.contains(&id), "{id}");
    }
    let bodies = log
        .iter()
        .flat_map(|entry| [&entry.request, &entry.response])
        .flatten();
    let bodies: BTreeSet<&str> = bodies.map(|body| body.trim_end_matches("...")).collect();
    assert!(bodies.len() > 10);
    for body in bodies.into_iter().filter(|body| body.len() > 2) {
        assert!(!heard.contains(body), "{body}");
        // JSON within JSON.
        assert!(!heard.contains(&body.replace('"', "\\\"")), "{body}");
    }
}

/// A line that came into a bar would be a line of rubbish: the bar is taken away before, and drawn again beneath.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bar_stands_aside_for_lines() {
    if !is_installed("script", "a bar in a terminal") {
        return;
    }
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let slow = Effect::Latency {
        ms: 300,
        jitter_ms: 0,
        seed: 0,
    };
    checkout
        .bench
        .sandbox
        .faults()
        .set(vec![Rule::new(slow).times(u64::MAX)]);
    let line = format!("{} plan -vv", env!("CARGO_BIN_EXE_orgform"));
    let mut terminal = checkout.program(&[]);
    let environment: Vec<_> = terminal
        .get_envs()
        .map(|(name, value)| (name.to_owned(), value.unwrap_or_default().to_owned()))
        .collect();
    terminal = std::process::Command::new("script");
    terminal
        .args(["-qec", &line, "/dev/null"])
        .current_dir(checkout.folder.path())
        .env_clear()
        .envs(environment)
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let ran = finished(terminal).await;
    ran.assert_code(0);
    // What is on a line at last: what came before it was cleared is gone.
    let lines: Vec<&str> = ran
        .stdout
        .split(['\n', '\r'])
        .flat_map(|line| line.rsplit("\u{1b}[2K"))
        .collect();
    assert!(lines.iter().any(|line| line.starts_with("reading ")), "{ran}");
    let told: Vec<&&str> = lines.iter().filter(|line| line.contains("DEBUG")).collect();
    assert_eq!(told.len(), checkout.bench.sandbox.log().unwrap().len());
    for line in told {
        assert!(!line.contains("reading "), "{line:?}");
    }
}

/// A request that is never answered has a line too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_given_up_is_told_with_its_reason() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.hold_requests_from(1);
    let ran = checkout.run(&["plan", "-vv", "--timeout", "1s"]).await;
    ran.assert_code(7);
    let given_up = requests(&ran);
    assert!(!given_up.is_empty(), "{ran}");
    for line in given_up {
        assert!(line.ends_with("failed=\"given up: the time is over\""), "{line}");
        assert_eq!(field(line, "status"), None);
    }
}
