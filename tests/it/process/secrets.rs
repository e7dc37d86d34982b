//! The key appears nowhere, and the id of an invitation in the journal alone.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;

use orgform::sandbox::LogEntry;
use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::checkout::{Checkout, Ran, finished};
use crate::apply::bench::{MANIFEST, SEED};

/// A key that the sandbox does not know.
const REFUSED: &str = "dn_live_4f9c1e77d2a84b0c";

/// All that orgform logs, and the libraries through which the key goes.
pub(super) const EVERYTHING: &str = "trace,hyper=trace,hyper_util=trace,h2=trace,reqwest=trace,rustls=trace,tower=trace,axum=trace,tokio=trace";

/// Everything that was said, by what was run.
#[derive(Default)]
struct Heard(Vec<(String, Ran)>);

impl Heard {
    async fn listen(&mut self, command: Command) -> i32 {
        let name = format!("{:?}", command.get_args().collect::<Vec<_>>());
        let ran = finished(command).await;
        let code = ran.code.unwrap();
        assert_ne!(code, 101, "{ran}");
        self.0.push((name, ran));
        code
    }

    fn assert_silent_about(&self, secret: &str) {
        for (name, ran) in &self.0 {
            assert!(
                !ran.stdout.contains(secret) && !ran.stderr.contains(secret),
                "{name} tells {secret}\n{ran}"
            );
        }
    }
}

/// The files below a folder that hold a text.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap();
            String::from_utf8_lossy(&bytes).contains(text)
        })
        .map(|entry| entry.path().strip_prefix(folder).unwrap().display().to_string())
        .collect()
}

/// Every id of an invitation that the sandbox ever gave or was given.
pub(super) fn invitation_ids(log: &[LogEntry]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for entry in log {
        if let Some((_, id)) = entry.path.split_once("/invitations/") {
            ids.insert(id.to_owned());
        }
        if entry.path.ends_with("/invitations")
            && let Ok(answer) = serde_json::from_str(entry.response.as_deref().unwrap_or("null"))
        {
            collect_ids(&answer, &mut ids);
        }
    }
    ids
}

fn collect_ids(value: &serde_json::Value, ids: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Array(rows) => rows.iter().for_each(|row| collect_ids(row, ids)),
        serde_json::Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(|id| id.as_str()).map(str::to_owned));
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_appears_whatever_is_run_and_however_it_ends() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let key = checkout.bench.sandbox.key().to_owned();
    let mut heard = Heard::default();
    let faults = checkout.bench.sandbox.faults().clone();

    for arguments in [
        &["plan", "-vv", "--out", "plan.json"][..],
        &["plan", "--format", "json", "-vv"],
        &["plan", "--format", "markdown"],
        &["show", "plan.json"],
        &["show", "plan.json", "--format", "json"],
        &["show", "plan.json", "--format", "markdown"],
        &["validate", "-vv"],
        &["doctor", "-vv"],
        &["doctor", "--format", "json"],
        &["validate", "--format", "json"],
        &["apply", "--format", "json", "-vv"],
        &["apply", "--api-key-file", "/nonexistent"],
        &["plan", "--profile", "nobody"],
        &["plan", "--server", "http://example.com"],
    ] {
        heard.listen(checkout.program(arguments)).await;
    }
    let mut traced = checkout.program(&["plan"]);
    traced.env("ORGFORM_LOG", EVERYTHING);
    heard.listen(traced).await;

    // Every write of the apply fails in one of many ways, until a last run goes through.
    let effects = [
        Effect::Status(403),
        Effect::StatusAfter(500),
        Effect::DropAfter,
        Effect::Html,
        Effect::CutBody,
        Effect::WrongShape,
    ];
    let each = effects.into_iter().zip(1..).map(|(effect, nth)| Rule {
        every: Some(6),
        ..Rule::new(effect).verb(Verb::Write).nth(nth)
    });
    faults.set(each.collect());
    heard
        .listen(checkout.program(&["apply", "--auto-approve", "-vv", "--format", "jsonl"]))
        .await;
    faults.clear();
    let mut program = checkout.program(&["apply", "--auto-approve"]);
    program.env("ORGFORM_LOG", EVERYTHING);
    assert_eq!(heard.listen(program).await, 0);
    for journal in checkout.journals() {
        let journal = journal.display().to_string();
        for format in ["human", "json"] {
            heard
                .listen(checkout.program(&["show", &journal, "--format", format]))
                .await;
        }
    }

    // A profile, and a key from a file.
    let url = checkout.bench.sandbox.url();
    std::fs::write(checkout.path("key"), &key).unwrap();
    let mut from_file = checkout.program(&["plan", "-vv", "--api-key-file", "key", "--server", &url]);
    from_file
        .env_remove("DREADNODE_API_KEY")
        .env_remove("DREADNODE_SERVER");
    assert_eq!(heard.listen(from_file).await, 0);
    std::fs::remove_file(checkout.path("key")).unwrap();

    heard.assert_silent_about(&key);
    assert_eq!(files_with(checkout.folder.path(), &key), Vec::<String>::new());
    let ids = invitation_ids(&checkout.bench.sandbox.log().unwrap());
    assert!(ids.len() >= 4, "{ids:?}");
    let mut journaled = 0;
    for id in &ids {
        heard.assert_silent_about(id);
        let files = files_with(checkout.folder.path(), id);
        assert!(
            files.iter().all(|file| file.starts_with(".orgform/journal/")),
            "{files:?}"
        );
        journaled += files.len();
    }
    assert!(
        journaled > 0,
        "the journal names the invitations that it cancelled"
    );
}

/// A server that says whatever it was told, the key above all.
struct Parrot {
    url: String,
}

impl Parrot {
    fn answering(head: &'static str) -> Parrot {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                std::thread::spawn(move || answer(stream, head));
            }
        });
        Parrot { url }
    }
}

fn answer(mut stream: TcpStream, head: &str) {
    let mut request = [0; 4096];
    let length = stream.read(&mut request).unwrap_or_default();
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let key = request
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("x-api-key: ")
                .map(str::to_owned)
        })
        .unwrap_or_default();
    let escaped = request.replace('"', "'").replace("\r\n", " ");
    let body = format!(r#"{{"detail": "you said {escaped}", "type": "{key}", "code": 1}}"#);
    let head = head.replace("KEY", &key);
    let answer = format!(
        "HTTP/1.1 {head}\r\nx-request-id: {key}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    // The client may have heard enough.
    let _ = stream.write_all(answer.as_bytes());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_repeats_the_key_is_not_quoted() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let mut heard = Heard::default();
    for head in [
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "422 KEY",
        "200 OK",
        "302 Found\r\nlocation: https://KEY.example/KEY?key=KEY",
        "307 Temporary Redirect\r\nlocation: /KEY",
        "429 Slow\r\nretry-after: 100000",
    ] {
        let parrot = Parrot::answering(head);
        let mut program = checkout.program(&["plan", "-vv"]);
        program
            .env("DREADNODE_SERVER", &parrot.url)
            .env("DREADNODE_API_KEY", REFUSED);
        assert_eq!(heard.listen(program).await, 7, "{head}");
        let mut doctor = checkout.program(&["doctor", "-vv"]);
        doctor
            .env("DREADNODE_SERVER", &parrot.url)
            .env("DREADNODE_API_KEY", REFUSED);
        assert_eq!(heard.listen(doctor).await, 7, "{head}");
    }
    let mut refused = checkout.program(&["plan", "-vv"]);
    refused.env("DREADNODE_API_KEY", REFUSED);
    assert_eq!(heard.listen(refused).await, 7);
    let mut nobody = checkout.program(&["plan", "--timeout", "1s"]);
    nobody
        .env("DREADNODE_SERVER", "http://127.0.0.1:9")
        .env("DREADNODE_API_KEY", REFUSED);
    assert_eq!(heard.listen(nobody).await, 7);
    let mut broken = checkout.program(&["plan"]);
    broken.env("DREADNODE_API_KEY", format!("{REFUSED}\u{7}"));
    heard.listen(broken).await;

    std::fs::create_dir(checkout.path(".dreadnode")).unwrap();
    for profiles in [
        format!(
            "active: x\nservers:\n  x:\n    url: {}\n    api_key: {REFUSED}\n",
            checkout.bench.sandbox.url()
        ),
        format!("api_key: {REFUSED}\n  broken: [\n"),
        format!("servers: {REFUSED}\n"),
    ] {
        std::fs::write(checkout.path(".dreadnode/config.yaml"), profiles).unwrap();
        let mut program = checkout.program(&["plan", "-vv"]);
        program
            .env_remove("DREADNODE_API_KEY")
            .env_remove("DREADNODE_SERVER");
        heard.listen(program).await;
    }
    std::fs::remove_dir_all(checkout.path(".dreadnode")).unwrap();
    heard.assert_silent_about(REFUSED);
    assert_eq!(files_with(checkout.folder.path(), REFUSED), Vec::<String>::new());
}
