//! The sandbox as people start it: the real program, its flags, and its commands beside a server that runs.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Reply, WORLD, http, reply};

/// A folder with a seed, and the program in it.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("sandbox.seed.yaml"), WORLD).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_orgform"));
        command
            .arg("sandbox")
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command prints that has to succeed.
    fn told(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.told(arguments)).unwrap()
    }

    /// What is said to a command line that makes no sense.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(64), "{arguments:?}: {output:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn serve(&self, arguments: &[&str]) -> Served {
        let mut command = self.command(&["serve", "--format", "json"]);
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said = serde_json::from_str(&line).unwrap();
        Served { child, said }
    }
}

/// A sandbox that runs, with what it printed.
struct Served {
    child: Child,
    said: Value,
}

impl Served {
    fn url(&self) -> &str {
        self.said["url"].as_str().unwrap()
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Reply {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = http()
            .request(method, format!("{}/api/v1{path}", self.url()))
            .header("X-API-Key", self.said["accounts"][0]["key"].as_str().unwrap());
        reply(if body.is_null() {
            request
        } else {
            request.json(&body)
        })
        .await
    }

    async fn status(&self, path: &str) -> u16 {
        self.ask("GET", path, Value::Null).await.status
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn a_script_learns_address_and_keys_from_one_line() {
    let folder = Folder::new();
    let served = folder.serve(&["--memory"]);
    let accounts = served.said["accounts"].as_array().unwrap();
    let keys: Vec<String> = accounts
        .iter()
        .map(|account| {
            format!(
                "{} {}",
                account["role"].as_str().unwrap(),
                account["key"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        keys,
        [
            "owner dn_sandbox_root",
            "contributor dn_sandbox_cyd",
            "reader dn_sandbox_rea"
        ]
    );
    assert_eq!(served.status("/org/acme").await, 200);
    assert!(
        !folder.path().join(".orgform").exists(),
        "a world in memory leaves nothing"
    );
}

#[tokio::test]
async fn commands_and_a_server_work_on_one_world_at_once() {
    let folder = Folder::new();
    let served = folder.serve(&[]);
    assert_eq!(folder.told(&["accept", "bob@acme.example"]), "");
    let members = served.ask("GET", "/org/acme/members", Value::Null).await.body;
    assert_eq!(members["total"], 6);
    assert_eq!(folder.told(&["clock", "+8d"]), "it is 2026-06-09T12:00:00Z\n");
    assert_eq!(folder.told(&["clock", "-1d"]), "it is 2026-06-08T12:00:00Z\n");
    let invited = served.ask(
        "POST",
        "/org/acme/invitations",
        json!({ "email": "new@acme.example" }),
    );
    assert_eq!(invited.await.body["created_at"], "2026-06-08T12:00:00Z");
    folder.told(&["decline", "new@acme.example"]);
    let state = folder.json(&["state", "--format", "json"]);
    let organization = &state["organizations"]["acme"];
    assert_eq!(organization["members"]["bob@acme.example"]["role"], "reader");
    let new = organization["invitations"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&new["email"], &new["state"]),
        (&json!("new@acme.example"), &json!("declined"))
    );
    let log = folder.told(&["log", "--writes"]);
    assert_eq!(
        log,
        "    2  201  POST   /org/acme/invitations  {\"email\":\"new@acme.example\"}  by root@acme.example\n"
    );
    let entries = folder.told(&["log", "--format", "jsonl"]);
    let entries: Vec<Value> = entries
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (entries.len(), &entries[1]["operation"]),
        (2, &json!("invite_to_organization"))
    );
    assert!(
        entries[1]["response"]
            .as_str()
            .unwrap()
            .contains("new@acme.example")
    );
}

#[test]
fn the_state_is_yaml_and_json_of_the_same() {
    let folder = Folder::new();
    let yaml = folder.told(&["state", "--format", "yaml"]);
    assert_eq!(yaml, folder.told(&["state"]));
    let yaml: Value = serde_saphyr::from_str(&yaml).unwrap();
    assert_eq!(yaml, folder.json(&["state", "--format", "json"]));
}

#[tokio::test]
async fn flags_choose_the_reading_and_the_faults() {
    let folder = Folder::new();
    let served = folder.serve(&[
        "--memory",
        "--preset",
        "no-team-writes",
        "--set",
        "created_status=200",
        "--fault",
        "404 on GET /org/*/ws/*/users",
        "--fault",
        "503 on GET /health nth 2",
    ]);
    let team = served
        .ask("POST", "/org/acme/teams", json!({ "name": "x" }))
        .await;
    assert_eq!(team.told(), "405 app_error");
    let new = json!({ "key": "lab", "name": "The lab" });
    assert_eq!(served.ask("POST", "/org/acme/ws", new).await.status, 200);
    assert_eq!(served.status("/org/acme/ws/solo/users").await, 404);
    assert_eq!(
        [served.status("/health").await, served.status("/health").await],
        [200, 503]
    );
}

#[tokio::test]
async fn a_slow_platform_with_a_budget() {
    let folder = Folder::new();
    let served = folder.serve(&[
        "--memory",
        "--latency",
        "20ms",
        "--jitter",
        "5ms",
        "--requests-per-minute",
        "2",
    ]);
    let began = std::time::Instant::now();
    assert_eq!(
        [served.status("/health").await, served.status("/health").await],
        [200, 200]
    );
    assert!(began.elapsed().as_millis() >= 40);
    let refused = served.ask("GET", "/health", Value::Null).await;
    assert_eq!(refused.status, 429);
    assert!(refused.headers.contains_key("retry-after"));
}

#[test]
fn what_makes_no_sense_is_refused_in_words_that_help() {
    let folder = Folder::new();
    for (arguments, said) in [
        (
            &["serve", "--fault", "explode"][..],
            "`explode` is not among a status",
        ),
        (&["serve", "--set", "deltion=soft"], "did you mean `deletion`?"),
        (
            &["serve", "--set", "deletion=perhaps"],
            "expected `hard` or `soft`",
        ),
        (&["serve", "--set", "deletion"], "a setting is NAME=VALUE"),
        (
            &["serve", "--preset", "mean"],
            "the presets are generous, documented-only",
        ),
        (&["serve", "--latency", "soon"], "no time such as 25ms"),
        (
            &["accept", "nobody@acme.example"],
            "no invitation for nobody@acme.example is open",
        ),
        (&["clock", "8"], "not a length of time such as"),
        (
            &["log", "--format", "yaml"],
            "`sandbox log` reports as human, json or jsonl",
        ),
        (&["state", "nowhere"], "there is no nowhere"),
        (&["reset", "nowhere"], "there is no nowhere"),
    ] {
        let told = folder.refused(arguments);
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
    folder.told(&["state"]);
    let told = folder.refused(&["serve", "--seed", "sandbox.seed.yaml"]);
    assert!(told.contains("--seed is for a new one"), "{told}");
}
