//! `doctor` goes on where others stop: each thing that can be wrong, against a real server, with the real program.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};

use orgform::report::{CheckState, DoctorReport, Document, doctor_schema};
use orgform::sandbox::faults::{Effect, Rule, Verb};
use serde_json::Value;

use super::checkout::{Checkout, Ran, finished, write_manifest};
use crate::apply::bench::{MANIFEST, SEED};

/// A key that the sandbox does not know.
const WRONG: &str = "dn_key_9b7e41c05d23f8a6";

/// An examination, as a program reads it.
pub(super) struct Examined {
    ran: Ran,
    report: Value,
}

impl Examined {
    pub(super) async fn of(mut program: Command) -> Examined {
        // The sandbox's clock stands still at this moment.
        program.env("ORGFORM_NOW", "2026-06-01T12:00:00Z");
        let ran = finished(program).await;
        let report = ran.json();
        let schema = serde_json::to_value(doctor_schema()).unwrap();
        let errors: Vec<String> = jsonschema::validator_for(&schema)
            .unwrap()
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{ran}");
        let read = DoctorReport::from_json(&ran.stdout).unwrap();
        assert_eq!(
            read.to_json().unwrap(),
            ran.stdout,
            "it reads back as it was written"
        );
        let is_problem = |state| state == CheckState::Problem;
        let problems = read.checks.iter().filter(|check| is_problem(check.state)).count();
        assert_eq!(ran.code, Some(if problems > 0 { 7 } else { 0 }), "{ran}");
        Examined { ran, report }
    }

    pub(super) fn check(&self, about: &str) -> &Value {
        let checks = self.report["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["about"] == about);
        check.unwrap_or_else(|| panic!("nothing about {about}\n{}", self.ran))
    }

    /// Holds what was found against `about: found`, in the order of the report.
    #[track_caller]
    pub(super) fn assert_found(&self, expected: &[(&str, &str)]) {
        for (about, found) in expected {
            assert_eq!(self.check(about)["found"], *found, "{about}\n{}", self.ran);
        }
    }

    /// Which checks are in a state.
    pub(super) fn in_state(&self, state: &str) -> Vec<&str> {
        let checks = self.report["checks"].as_array().unwrap().iter();
        let alike = checks.filter(|check| check["state"] == state);
        alike.map(|check| check["about"].as_str().unwrap()).collect()
    }
}

pub(super) async fn examine(checkout: &Checkout, change: impl FnOnce(&mut Command)) -> Examined {
    let mut program = checkout.program(&["doctor", "--format", "json"]);
    change(&mut program);
    Examined::of(program).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_stands_in_the_way_of_an_owner() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let examined = examine(&checkout, |_| {}).await;
    assert_eq!(examined.in_state("fine").len(), 13, "{}", examined.ran);
    examined.assert_found(&[
        ("manifest", "valid"),
        ("last-apply", "none"),
        ("server", "chosen"),
        ("proxy", "loopback"),
        ("certificates", "not-needed"),
        ("connection", "answers"),
        ("clock", "agrees"),
        ("key", "accepted"),
        ("account", "known"),
        ("organization", "there"),
        ("powers", "member"),
        ("limits", "told"),
        ("routes", "asked"),
    ]);
    assert_eq!(examined.check("key")["origin"], "environment DREADNODE_API_KEY");
    assert_eq!(examined.check("account")["email"], "ci@acme.example");
    assert_eq!(examined.check("powers")["apply"], "yes");
    assert_eq!(checkout.bench.writes().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_key_leaves_what_needs_it_unknown() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let examined = examine(&checkout, |program| _ = program.env("DREADNODE_API_KEY", WRONG)).await;
    assert_eq!(examined.in_state("problem"), ["key"]);
    examined.assert_found(&[("key", "refused"), ("connection", "answers"), ("clock", "agrees")]);
    assert_eq!(
        examined.in_state("unknown"),
        ["account", "organization", "powers", "limits", "routes"]
    );
    assert_eq!(examined.check("routes")["because"], "key");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_the_way_is_known_all_the_same() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let examined = examine(&checkout, |program| _ = program.env_remove("DREADNODE_API_KEY")).await;
    examined.assert_found(&[
        ("key", "missing"),
        ("server", "chosen"),
        ("connection", "answers"),
    ]);
    assert_eq!(examined.in_state("problem"), ["key"]);
    let keys = checkout.bench.sandbox.log().unwrap();
    assert!(
        keys.iter().all(|entry| entry.path.ends_with("/config")),
        "{keys:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_for_another_server_is_not_sent_anywhere() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    std::fs::create_dir(checkout.path(".dreadnode")).unwrap();
    let profile = format!("servers: {{ work: {{ url: https://dn.acme.internal, api_key: {WRONG} }} }}");
    std::fs::write(checkout.path(".dreadnode/config.yaml"), profile).unwrap();
    let examined = examine(&checkout, |program| _ = program.env_remove("DREADNODE_API_KEY")).await;
    examined.assert_found(&[
        ("key", "unusable"),
        ("connection", "answers"),
        ("account", "not-known"),
    ]);
    let log = checkout.bench.sandbox.log().unwrap();
    assert!(log.iter().all(|entry| entry.path.ends_with("/config")), "{log:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nobody_answers_the_rest_is_not_known() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let examined = examine(&checkout, |program| {
        program.env("DREADNODE_SERVER", "http://127.0.0.1:9");
    })
    .await;
    examined.assert_found(&[
        ("manifest", "valid"),
        ("connection", "unreachable"),
        ("key", "untried"),
    ]);
    assert_eq!(examined.in_state("problem"), ["connection"]);
    assert_eq!(examined.check("organization")["because"], "connection");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_cannot_be_used_is_not_asked() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let examined = examine(&checkout, |program| {
        program.env("DREADNODE_SERVER", "http://far.example");
    })
    .await;
    assert_eq!(examined.in_state("problem"), ["server"]);
    examined.assert_found(&[
        ("key", "not-known"),
        ("connection", "not-known"),
        ("clock", "not-known"),
    ]);
}

/// Answers whatever is asked with one page, as a proxy that wants a login does, and remembers what it heard.
pub(super) struct Page {
    pub(super) url: String,
    heard: Arc<Mutex<String>>,
}

impl Page {
    fn serve(head: &'static str) -> Page {
        Page::answer(head, "text/html", "<html><form>Who are you?</form></html>")
    }

    /// The same with something else than a page.
    pub(super) fn answer(head: &'static str, kind: &'static str, body: &'static str) -> Page {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(String::new()));
        let hears = Arc::clone(&heard);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap_or_default();
                hears
                    .lock()
                    .unwrap()
                    .push_str(&String::from_utf8_lossy(&request[..length]));
                let length = body.len();
                // The client may have heard enough.
                let _ = write!(
                    stream,
                    "HTTP/1.1 {head}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
            }
        });
        Page { url, heard }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_in_the_place_of_an_answer_is_somebody_elses() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    for head in [
        "200 OK",
        "403 Forbidden",
        "302 Found\r\nlocation: https://login.proxy.example/?back=x",
    ] {
        let page = Page::serve(head);
        let examined = examine(&checkout, |program| {
            _ = program.env("DREADNODE_SERVER", &page.url);
        })
        .await;
        examined.assert_found(&[("connection", "something-else"), ("key", "untried")]);
        assert_eq!(examined.in_state("problem"), ["connection"], "{head}");
        let heard = page.heard.lock().unwrap().to_lowercase();
        assert!(
            heard.contains("get /api/v1/config") && !heard.contains("x-api-key"),
            "{heard}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_tls_where_it_is_expected_is_unreachable() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let url = Page::serve("200 OK").url.replace("http:", "https:");
    let examined = examine(&checkout, |program| {
        program.env("DREADNODE_SERVER", &url);
    })
    .await;
    let found = examined.check("connection")["found"].as_str().unwrap();
    // A machine without any certificates of its own does not come that far.
    assert!(["unreachable", "not-known"].contains(&found), "{}", examined.ran);
    assert_eq!(examined.in_state("problem").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn certificates_that_cannot_be_read_stand_in_the_way() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let program = checkout.program(&["doctor", "--format", "json", "--ca-cert", "nowhere.pem"]);
    let examined = Examined::of(program).await;
    assert_eq!(examined.in_state("problem"), ["certificates"]);
    assert_eq!(examined.check("connection")["because"], "certificates");
}

/// A route that does not tell what the platform is says nothing against the platform.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_that_hides_what_it_is_is_one_if_it_knows_the_account() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    for effect in [Effect::WrongShape, Effect::Status(404), Effect::Status(500)] {
        let rule = Rule::new(effect).on(Verb::Get, "/config");
        checkout.bench.sandbox.faults().set(vec![rule.times(u64::MAX)]);
        let examined = examine(&checkout, |_| {}).await;
        examined.assert_found(&[
            ("connection", "answers"),
            ("account", "known"),
            ("clock", "agrees"),
        ]);
        assert_eq!(examined.in_state("problem"), Vec::<&str>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_that_fail_are_told_and_the_others_too() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let rules = [("/members", 403), ("/teams", 405), ("/invitations", 400)].map(|(path, status)| {
        Rule::new(Effect::Status(status))
            .on(Verb::Get, &format!("/org/acme{path}"))
            .times(u64::MAX)
    });
    checkout.bench.sandbox.faults().set(rules.to_vec());
    let examined = examine(&checkout, |_| {}).await;
    let reads = examined.check("routes")["reads"].as_array().unwrap();
    let told: Vec<(&str, &str)> = reads
        .iter()
        .map(|read| (read["lists"].as_str().unwrap(), read["answer"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("members", "forbidden"),
            ("invitations", "failed"),
            ("teams", "missing"),
            ("team-members", "nothing-to-ask"),
            ("workspaces", "rows"),
            ("workspace-users", "rows"),
            ("workspace-teams", "rows"),
        ]
    );
    assert_eq!(examined.in_state("problem"), ["powers", "routes"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apply_that_was_cut_off_or_runs_is_told() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    checkout.hold_writes_from(3);
    let mut running = checkout.start(&["apply", "--auto-approve", "--parallelism", "1"]);
    checkout.until_held(&mut running).await;
    let during = examine(&checkout, |_| {}).await;
    during.assert_found(&[("last-apply", "running")]);
    assert_eq!(during.check("last-apply")["process"], running.id().to_string());
    running.kill().await;
    let after = examine(&checkout, |_| {}).await;
    after.assert_found(&[("last-apply", "cut-off")]);
    assert_eq!(after.check("last-apply")["open_calls"], 1);
    assert_eq!(after.ran.code, Some(0));
    checkout.bench.sandbox.faults().clear();
    checkout.run(&["apply", "--auto-approve"]).await;
    examine(&checkout, |_| {})
        .await
        .assert_found(&[("last-apply", "ended")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_manifest_the_only_organization_of_the_account_is_looked_at() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    std::fs::remove_file(checkout.path("orgform.yaml")).unwrap();
    let examined = examine(&checkout, |_| {}).await;
    assert_eq!(examined.in_state("note"), ["manifest"]);
    assert_eq!(examined.check("organization")["named_by"], "account");
    let named = examine(&checkout, |program| {
        _ = program.env("DREADNODE_ORGANIZATION", "other");
    })
    .await;
    named.assert_found(&[("organization", "missing"), ("powers", "not-known")]);
    assert_eq!(named.check("organization")["others"], serde_json::json!(["acme"]));
    let mut mistyped = checkout.program(&["doctor", "--format", "json", "nowhere"]);
    mistyped.env("DREADNODE_ORGANIZATION", "acme");
    assert_eq!(Examined::of(mistyped).await.in_state("problem"), ["manifest"]);
}

/// No piece of a key that is long enough to be known by.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_finding_holds_a_part_of_the_key() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    std::fs::write(checkout.path("key"), WRONG).unwrap();
    std::fs::create_dir(checkout.path(".dreadnode")).unwrap();
    let url = checkout.bench.sandbox.url();
    let profiles = format!(
        "servers: {{ work: {{ url: {url:?}, api_key: {WRONG} }}, far: {{ url: http://far.example, api_key: {WRONG} }} }}"
    );
    std::fs::write(checkout.path(".dreadnode/config.yaml"), profiles).unwrap();
    let (page, nobody) = (Page::serve("200 OK").url, "http://127.0.0.1:9".to_owned());
    let mut told = Vec::new();
    for (server, arguments) in [
        (Some(&url), &["--api-key-file", "key"][..]),
        (Some(&page), &["--api-key-file", "key"]),
        (Some(&nobody), &["--api-key-file", "key"]),
        (None, &["--api-key-file", "key"]),
        (None, &["--profile", "work"]),
        (None, &["--profile", "far"]),
        (Some(&url), &[]),
    ] {
        for more in [&["--format", "json"][..], &["-vv"]] {
            let mut program = checkout.program(&[&["doctor"], arguments, more].concat());
            program
                .env_remove("DREADNODE_API_KEY")
                .env_remove("DREADNODE_SERVER");
            program.envs(server.map(|server| ("DREADNODE_SERVER", server)));
            told.push(finished(program).await);
        }
    }
    let mut bent = checkout.program(&["doctor", "-vv"]);
    bent.env("DREADNODE_API_KEY", format!("{WRONG}\u{7}"));
    told.push(finished(bent).await);
    for part in WRONG.as_bytes().windows(6).skip("dn_key_".len()) {
        let part = std::str::from_utf8(part).unwrap();
        for ran in &told {
            assert!(
                !ran.stdout.contains(part) && !ran.stderr.contains(part),
                "{part}\n{ran}"
            );
        }
    }
    assert!(
        told.iter().all(|ran| ran.stdout.contains("onnection")),
        "each told something"
    );
}

/// Another command that is refused says where the key came from, and where to look further.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_key_is_told_with_its_place() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut plan = checkout.program(&["plan"]);
    plan.env("DREADNODE_API_KEY", WRONG);
    finished(plan)
        .await
        .assert_code(7)
        .assert_says("this key comes from environment DREADNODE_API_KEY; `orgform doctor` looks");
    std::fs::write(checkout.path("key"), WRONG).unwrap();
    let plan = checkout.program(&["plan", "--api-key-file", "key"]);
    finished(plan)
        .await
        .assert_says("this key comes from --api-key-file;");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manifest_with_mistakes_still_names_its_organization() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    write_manifest(
        checkout.folder.path(),
        "organization: { key: acme }\nmembers: { ada@acme.example: boss }\nteams: 3\n",
    );
    let examined = examine(&checkout, |_| {}).await;
    examined.assert_found(&[
        ("manifest", "invalid"),
        ("organization", "there"),
        ("powers", "member"),
    ]);
    assert_eq!(examined.check("manifest")["mistakes"], 2);
    assert_eq!(examined.in_state("problem"), ["manifest"]);
}
