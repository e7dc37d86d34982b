//! The whole life of a change, and of a click: branch, plan, comment, merge, apply of exactly that plan, somebody
//! clicks, drift is found and told in one issue, reverted, quiet, and the issue is closed.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use orgform::sandbox::{Options, Sandbox, Seed, start};
use tempfile::TempDir;

use super::runner::{Ended, Runner, git};
use crate::scenarios::redact::redacted;
use crate::support::blessed::assert_blessed;

const NOON: &str = "2026-06-01T12:00:00Z";

const SEED: &str = "\
clock: 2026-06-01T12:00:00Z
caller: ci@acme.example
organization: { key: acme, name: Acme Red Team }
members:
  root@acme.example: owner
  ada@acme.example: owner
  ci@acme.example: owner
  watch@acme.example: reader
  eve@acme.example: reader
teams:
  - { name: red-team, members: [ada@acme.example] }
";

const BEFORE: &str = "\
apiVersion: orgform/v1
organization:
  key: acme
manage:
  prune: [members, team-members]
  operators: [ci@acme.example, watch@acme.example]
members:
  ada@acme.example: owner
  eve@acme.example: reader
  root@acme.example: owner
teams:
  red-team:
    members: [ada@acme.example]
";

/// A repository on a forge, its platform, and what is told of both.
struct Life {
    folder: TempDir,
    sandbox: Sandbox,
    runner: Runner,
    told: String,
}

impl Life {
    async fn begin() -> Life {
        let sandbox = start(Options::memory(Seed::parse(SEED).unwrap())).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let environment = [
            ("DREADNODE_SERVER", sandbox.url()),
            ("ORGFORM_NOW", NOON.to_owned()),
        ];
        let environment = environment.map(|(name, value)| (name.to_owned(), value));
        let mut runner = Runner::new(folder.path(), environment.to_vec());
        let key = |email| sandbox.key_of(email).unwrap();
        for (name, value) in [
            ("github.token", "token".to_owned()),
            ("github.event.repository.default_branch", "main".to_owned()),
            ("github.event.before", String::new()),
            ("github.event.workflow_run.event", "pull_request".to_owned()),
            ("github.event.workflow_run.conclusion", "success".to_owned()),
            ("keys.orgform-read", key("watch@acme.example")),
            ("keys.orgform-plan", key("ci@acme.example")),
            ("keys.orgform-apply", key("ci@acme.example")),
        ] {
            runner.context.insert(name.to_owned(), value);
        }
        std::fs::create_dir(folder.path().join("forge")).unwrap();
        let bare = [
            "init",
            "--quiet",
            "--bare",
            "--initial-branch",
            "main",
            "origin.git",
        ];
        git(folder.path(), &bare);
        git(folder.path(), &["clone", "--quiet", "origin.git", "desk"]);
        git(
            &folder.path().join("desk"),
            &["checkout", "--quiet", "-B", "main"],
        );
        let life = Life {
            folder,
            sandbox,
            runner,
            told: "# The life of a change, and of a click\n".to_owned(),
        };
        life.declare(BEFORE);
        let pipelines = Command::new(env!("CARGO_BIN_EXE_orgform"))
            .args(["init", "--ci", "github"])
            .current_dir(life.desk())
            .output()
            .unwrap();
        assert!(pipelines.status.success(), "{pipelines:?}");
        life.commit("The organization as it is, and its pipelines");
        git(&life.desk(), &["push", "--quiet", "origin", "HEAD:main"]);
        life
    }

    fn desk(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    fn declare(&self, manifest: &str) {
        std::fs::write(self.desk().join("orgform.yaml"), manifest).unwrap();
    }

    fn commit(&self, message: &str) {
        git(&self.desk(), &["add", "--all"]);
        git(&self.desk(), &["commit", "--quiet", "--message", message]);
    }

    fn chapter(&mut self, title: &str) {
        let _ = write!(self.told, "\n## {title}\n");
    }

    /// Pushes what is on the desk as the head of the one pull request.
    fn push_pull_request(&mut self) -> String {
        let push = ["push", "--quiet", "--force", "origin", "HEAD:refs/pull/1/head"];
        git(&self.desk(), &push);
        let head = git(&self.desk(), &["rev-parse", "HEAD"]);
        std::fs::write(self.forge("pulls"), format!("1 {head} main\n")).unwrap();
        let name = "github.event.workflow_run.head_sha".to_owned();
        self.runner.context.insert(name, head.clone());
        head
    }

    /// Runs a job of a workflow as it stands on main, and tells it. Whether it succeeded; nothing where it did not
    /// run.
    fn run(&mut self, workflow: &str, job: &str, commit: &str) -> Option<bool> {
        let workflow = self.runner.workflow(workflow, "main");
        let ended = tokio::task::block_in_place(|| self.runner.run(&workflow, job, commit));
        let _ = write!(self.told, "\nWorkflow `{}`, job `{job}`:\n\n", workflow.name);
        match ended {
            None => {
                self.told.push_str("(not run: its condition does not hold)\n");
                None
            }
            Some(Ended { failed, told }) => {
                let result = if failed { "failed" } else { "succeeded" };
                let _ = write!(self.told, "````console\n{told}````\n\n{result}\n");
                Some(!failed)
            }
        }
    }

    fn main(&self) -> String {
        git(&self.folder.path().join("origin.git"), &["rev-parse", "main"])
    }

    fn forge(&self, name: &str) -> PathBuf {
        self.folder.path().join("forge").join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.forge(name)).unwrap()
    }

    fn count(&self, name: &str) -> usize {
        std::fs::read_dir(self.forge(name)).map_or(0, Iterator::count)
    }

    fn show(&mut self, title: &str, name: &str) {
        let text = self.read(name);
        let _ = write!(
            self.told,
            "\n{title}:\n\n`````markdown\n{}\n`````\n",
            text.trim_end()
        );
    }

    /// The owner changes a member in the platform's own pages.
    async fn click(&self, email: &str, body: &str) {
        let key = self.sandbox.key_of("root@acme.example").unwrap();
        // Whoever comes first installs it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let members = format!("{}/api/v1/org/acme/members", self.sandbox.url());
        let list = http.get(&members).header("X-API-Key", &key).send().await.unwrap();
        let list: serde_json::Value = list.json().await.unwrap();
        let rows = list.as_array().or(list["members"].as_array()).unwrap();
        let row = rows.iter().find(|row| row["user_email"] == email).unwrap();
        let id = row["user_id"].as_str().unwrap();
        let request = http
            .put(format!("{members}/{id}"))
            .header("X-API-Key", &key)
            .header("Content-Type", "application/json")
            .body(body.to_owned());
        let status = request.send().await.unwrap().status();
        assert!(status.is_success(), "{status}");
    }

    fn artifact(&self, path: &str) -> serde_json::Value {
        let file = self.folder.path().join("artifacts").join(path);
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    /// A text without what differs from run to run.
    fn settled(&self, text: &str) -> String {
        let root = self.folder.path().display().to_string();
        commits(&redacted(&text.replace(&root, "/runner")))
    }
}

/// Commits depend on every byte of the pipelines; here they are all alike.
fn commits(text: &str) -> String {
    let mut settled = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let taken = digits.max(first.len_utf8());
        settled.push_str(if digits == 40 { "COMMIT" } else { &rest[..taken] });
        rest = &rest[taken..];
    }
    settled
}

fn addresses(document: &serde_json::Value) -> Vec<String> {
    let changes = document["changes"].as_array().unwrap().iter();
    changes.map(|change| change["address"].to_string()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_and_a_click_from_their_beginning_to_their_end() {
    let mut life = Life::begin().await;

    life.chapter("A pull request: eve leaves, cyd comes");
    git(&life.desk(), &["checkout", "--quiet", "-b", "cyd"]);
    let after = BEFORE.replace(
        "  eve@acme.example: reader\n",
        "  cyd@acme.example: contributor\n",
    );
    life.declare(&after);
    life.commit("cyd takes over from eve");
    let (head, main) = (life.push_pull_request(), life.main());
    assert_eq!(life.run("check", "check", &head), Some(true), "{}", life.told);
    assert_eq!(life.run("plan", "plan", &main), Some(true), "{}", life.told);
    assert_eq!(life.count("comments"), 1);
    assert!(life.read("comments/1").contains("2 steps caused by this change"));
    life.show("The comment", "comments/1");
    let comment = life.settled(&life.read("comments/1"));
    assert_blessed("examples/reports/pull-request-comment.md", &comment);

    life.chapter("A second push: the comment is edited in place");
    let after = after.replace("  red-team:\n", "  red-team:\n    description: Operators\n");
    life.declare(&after);
    life.commit("The team has a description");
    let head = life.push_pull_request();
    assert_eq!(life.run("check", "check", &head), Some(true), "{}", life.told);
    assert_eq!(life.run("plan", "plan", &main), Some(true), "{}", life.told);
    assert_eq!(life.count("comments"), 1);

    life.chapter("A push that would leave nobody as owner");
    life.declare(&after.replace(": owner\n", ": reader\n"));
    life.commit("Nobody owns it");
    life.push_pull_request();
    assert_eq!(life.run("plan", "plan", &main), Some(false), "{}", life.told);
    life.show("Its statuses", "statuses");
    git(&life.desk(), &["reset", "--quiet", "--hard", "HEAD~1"]);

    life.chapter("The merge: exactly the plan is applied");
    git(&life.desk(), &["checkout", "--quiet", "main"]);
    git(
        &life.desk(),
        &["merge", "--quiet", "--no-ff", "--message", "Merge #1", "cyd"],
    );
    git(&life.desk(), &["push", "--quiet", "origin", "main"]);
    let before = life.runner.context.insert("github.event.before".to_owned(), main);
    assert_eq!(before.as_deref(), Some(""), "nothing was pushed before");
    let main = life.main();
    assert_eq!(life.run("apply", "plan", &main), Some(true), "{}", life.told);
    assert_eq!(life.run("apply", "apply", &main), Some(true), "{}", life.told);
    let receipt = life.artifact("receipt/receipt.json");
    let planned = addresses(&life.artifact("plan/plan.json")["plan"]);
    assert_eq!(planned.len(), 3, "{planned:?}");
    assert_eq!(planned, addresses(&receipt), "no more, no less");
    assert_eq!(receipt["verification"]["outcome"], "converged");

    life.chapter("The schedule: nothing to tell");
    assert_eq!(life.run("drift", "drift", &main), Some(true), "{}", life.told);
    assert_eq!(life.count("issues"), 0);

    life.chapter("Somebody clicks: ada is an owner no more");
    life.click("ada@acme.example", r#"{"role": "contributor"}"#).await;
    assert_eq!(life.run("drift", "drift", &main), Some(true), "{}", life.told);
    assert_eq!(life.count("issues"), 1);
    life.show("The issue's title", "issues/1/title");
    life.show("The issue", "issues/1/text");
    assert_eq!(
        life.run("drift", "drift", &main),
        Some(true),
        "again: {}",
        life.told
    );
    assert_eq!(life.count("issues"), 1, "and no second issue");

    life.chapter("Reverted: somebody starts the pipeline again");
    life.runner
        .context
        .insert("github.event.before".to_owned(), String::new());
    assert_eq!(life.run("apply", "plan", &main), Some(true), "{}", life.told);
    assert_eq!(life.run("apply", "apply", &main), Some(true), "{}", life.told);
    assert_eq!(life.run("drift", "drift", &main), Some(true), "{}", life.told);
    assert_eq!(life.count("issues"), 1);
    assert!(!life.forge("issues/1/open").exists(), "it is closed");
    assert_eq!(life.run("apply", "plan", &main), Some(true), "{}", life.told);
    assert_eq!(life.run("apply", "apply", &main), None, "nothing is left to do");
    let transcript = life.settled(&life.told);
    assert_blessed("tests/goldens/pipelines/life.md", &transcript);
}
