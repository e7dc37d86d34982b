//! A checkout with a manifest, a sandbox served here, and the program run in between.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use orgform::apply::Record;
use orgform::sandbox::faults::{Effect, Rule, Verb};
use tempfile::TempDir;

use crate::apply::bench::Bench;

/// Longer than any test, so that a request that waits for it never runs.
const FOREVER: u64 = 3_600_000;

/// A folder with a manifest, and the organization that it is for.
pub(super) struct Checkout {
    pub(super) folder: TempDir,
    pub(super) bench: Bench,
}

impl Checkout {
    pub(super) async fn new(seed: &str, manifest: &str) -> Checkout {
        let checkout = Checkout {
            folder: tempfile::tempdir().unwrap(),
            bench: Bench::new(seed, manifest).await,
        };
        checkout.declare(manifest);
        checkout
    }

    /// Puts another manifest in place.
    pub(super) fn declare(&self, manifest: &str) {
        write_manifest(self.folder.path(), manifest);
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, with this checkout as its folder and the sandbox as its platform.
    pub(super) fn program(&self, arguments: &[&str]) -> Command {
        self.program_in(self.folder.path(), arguments)
    }

    pub(super) fn program_in(&self, folder: &Path, arguments: &[&str]) -> Command {
        let sandbox = &self.bench.sandbox;
        let mut command = program(folder, arguments);
        command
            .env("DREADNODE_SERVER", sandbox.url())
            .env("DREADNODE_API_KEY", sandbox.key());
        command
    }

    pub(super) async fn run(&self, arguments: &[&str]) -> Ran {
        finished(self.program(arguments)).await
    }

    pub(super) fn start(&self, arguments: &[&str]) -> Running {
        Running::start(self.program(arguments))
    }

    /// From the `nth` write on, none is carried out or answered any more.
    pub(super) fn hold_writes_from(&self, nth: u64) {
        self.hold(Rule::new(held()).verb(Verb::Write), nth);
    }

    /// From the `nth` request on, whatever it is.
    pub(super) fn hold_requests_from(&self, nth: u64) {
        self.hold(Rule::new(held()), nth);
    }

    fn hold(&self, rule: Rule, nth: u64) {
        self.bench
            .sandbox
            .faults()
            .set(vec![rule.nth(nth).times(u64::MAX)]);
    }

    /// Waits until a request is held.
    pub(super) async fn until_held(&self, running: &mut Running) {
        let faults = self.bench.sandbox.faults().clone();
        running.until("a request is held", || faults.struck() > 0).await;
    }

    /// The journals of all runs so far, the latest last.
    pub(super) fn journals(&self) -> Vec<PathBuf> {
        let Ok(folder) = std::fs::read_dir(self.path(".orgform/journal")) else {
            return Vec::new();
        };
        let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// The whole lines of the latest journal.
    pub(super) fn records(&self) -> Vec<Record> {
        let text = std::fs::read_to_string(self.journals().last().unwrap()).unwrap();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// How many writes reached the platform and were carried out.
    pub(super) fn writes_done(&self) -> usize {
        let log = self.bench.sandbox.log().unwrap();
        log.iter()
            .filter(|entry| entry.is_write() && entry.ran.is_some_and(|status| status < 300))
            .count()
    }
}

/// A fault that holds a request for longer than any test lasts.
fn held() -> Effect {
    Effect::Latency {
        ms: FOREVER,
        jitter_ms: 0,
        seed: 0,
    }
}

/// Writes a manifest without its first line.
pub(super) fn write_manifest(folder: &Path, manifest: &str) {
    let text = format!("apiVersion: orgform/v1\n{manifest}");
    std::fs::write(folder.join("orgform.yaml"), text).unwrap();
}

/// The program in a folder, without anything of the surroundings that it would listen to.
pub(super) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orgform"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a process left behind.
#[derive(Debug)]
pub(super) struct Ran {
    /// `None` where a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    #[track_caller]
    pub(super) fn assert_code(&self, code: i32) -> &Ran {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    #[track_caller]
    pub(super) fn assert_says(&self, text: &str) -> &Ran {
        assert!(
            self.stdout.contains(text) || self.stderr.contains(text),
            "`{text}` is not said\n{self}"
        );
        self
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "exit {:?}\n{}\n--- stderr\n{}",
            self.code, self.stdout, self.stderr
        )
    }
}

/// Runs a program to its end without keeping the sandbox from serving it.
pub(super) async fn finished(command: Command) -> Ran {
    Running::start(command).end().await
}

/// A program under way. It does not outlive the test.
pub(super) struct Running(Option<Child>);

impl Running {
    pub(super) fn start(mut command: Command) -> Running {
        Running(Some(command.spawn().unwrap()))
    }

    pub(super) fn id(&self) -> u32 {
        self.child().id()
    }

    fn child(&self) -> &Child {
        self.0.as_ref().unwrap()
    }

    fn ended(&mut self) -> Option<ExitStatus> {
        self.0.as_mut().unwrap().try_wait().unwrap()
    }

    /// Asks again and again, for a while; a program that ended meanwhile has failed.
    pub(super) async fn until(&mut self, what: &str, is_so: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_so() {
            let ended = self.ended();
            if ended.is_some() || began.elapsed() > Duration::from_secs(60) {
                let ran = self.take().await;
                panic!("{what}: never, {ended:?}\n{ran}");
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    pub(super) fn is_over(&mut self) -> bool {
        self.ended().is_some()
    }

    /// Asks it to stop, as a terminal (`INT`) or a pipeline (`TERM`) does.
    pub(super) fn signal(&self, name: &str) {
        signal(self.id(), name);
    }

    /// SIGKILL, and waits until it is gone.
    pub(super) async fn kill(mut self) {
        self.0.as_mut().unwrap().kill().unwrap();
        self.take().await;
    }

    /// Waits for its end.
    pub(super) async fn end(mut self) -> Ran {
        self.take().await
    }

    async fn take(&mut self) -> Ran {
        let child = self.0.take().unwrap();
        let id = child.id();
        let waiting = tokio::task::spawn_blocking(move || child.wait_with_output());
        let Ok(output) = tokio::time::timeout(Duration::from_secs(60), waiting).await else {
            signal(id, "KILL");
            panic!("process {id} does not end");
        };
        output.unwrap().unwrap().into()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn signal(id: u32, name: &str) {
    let name = format!("-{name}");
    let status = Command::new("kill").args([&name, &id.to_string()]).status();
    assert!(status.unwrap().success());
}
