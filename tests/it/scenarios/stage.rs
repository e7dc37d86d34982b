//! Where a situation is played: a copy of its folder, the real program in an empty environment, and a clock.
//!
//! A command is a line of shell in which `orgform` is the program under test, or one of ours:
//!
//! - `sandbox accept EMAIL`, `sandbox decline EMAIL`: somebody answers the newest open invitation
//! - `sandbox clock +8d`: time passes, for the platform and for the program
//! - `sandbox state members|invitations|teams|workspaces`: what the platform holds
//! - `sandbox writes`: every request so far that could change something
//! - `click EMAIL: METHOD PATH BODY`: somebody changes something in the platform's own pages; `<EMAIL>` and `<team NAME>`
//!   stand for their ids

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiff::Timestamp;
use orgform::sandbox::{Database, LogEntry, Overrides, Seed, State, Store};
use serde_json::Value;
use tempfile::TempDir;

use super::hand;
use super::redact::redacted;
use crate::support::folder::copy;

const NOON: &str = "2026-06-01T12:00:00Z";

pub(super) struct Stage {
    folder: TempDir,
    now: Timestamp,
}

impl Stage {
    /// A copy of a situation's folder, at noon.
    pub(super) fn set(situation: &Path) -> Stage {
        let folder = TempDir::new().unwrap();
        copy(situation, &folder.path().join("here"));
        fs::create_dir(folder.path().join("home")).unwrap();
        Stage {
            folder,
            now: NOON.parse().unwrap(),
        }
    }

    /// What is answered to a command, with the exit code where it is not 0.
    pub(super) fn run(&mut self, command: &str) -> String {
        if let Some(verb) = command.strip_prefix("sandbox ") {
            self.sandbox(verb)
        } else if let Some(click) = command.strip_prefix("click ") {
            self.click(click)
        } else {
            self.shell(command)
        }
    }

    fn shell(&self, command: &str) -> String {
        let (before, incidents) = self.recorded(command);
        let output = self.output(command);
        let (after, more_incidents) = self.recorded(command);
        assert_eq!(more_incidents, incidents, "`{command}` did this to the platform");
        if !command.starts_with("orgform apply") {
            let sent: Vec<String> = writes(after.get(before.len()..).unwrap_or_default()).collect();
            assert!(sent.is_empty(), "`{command}` may only read, and sent {sent:?}");
        }
        let mut answer = redacted(&String::from_utf8_lossy(&output.stdout));
        if !answer.is_empty() && !answer.ends_with('\n') {
            answer.push('\n');
        }
        if output.status.code() != Some(0) {
            let code = output.status.code().unwrap_or(-1);
            let _ = writeln!(answer, "[exit {code}]");
        }
        answer
    }

    /// What a command prints, on both streams, in the order in which a person would see it.
    fn output(&self, command: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_orgform")).parent().unwrap();
        Command::new("/bin/sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(self.here())
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
            .env("HOME", self.folder.path().join("home"))
            .env("ORGFORM_NOW", self.now.to_string())
            .env("NO_COLOR", "1")
            // Commits are the same ones in every run.
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "somebody")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "somebody@acme.example")))
            .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, NOON)))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CEILING_DIRECTORIES", self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// The requests so far, and what went wrong on the platform; nothing for a command that is not ours.
    fn recorded(&self, command: &str) -> (Vec<LogEntry>, Vec<String>) {
        if !command.starts_with("orgform") {
            return Default::default();
        }
        match Store::existing(&self.database()) {
            Ok(store) => (store.log().unwrap(), store.incidents().unwrap()),
            Err(_) => Default::default(),
        }
    }

    fn sandbox(&mut self, verb: &str) -> String {
        match verb.split_once(' ') {
            Some(("accept" | "decline", _)) => self.asked(&format!("{verb} --quiet")),
            Some(("clock", _)) => {
                let told = self.asked(verb);
                self.now = told.trim().strip_prefix("it is ").unwrap().parse().unwrap();
                told
            }
            Some(("state", what)) => {
                let state = self.asked("state --format json");
                part(&serde_json::from_str(&state).unwrap(), what)
            }
            None if verb == "writes" => {
                let log: Vec<LogEntry> =
                    serde_json::from_str(&self.asked("log --writes --format json")).unwrap();
                redacted(&writes(&log).fold(String::new(), |text, line| text + &line + "\n"))
            }
            _ => format!("`sandbox {verb}` is no command of a transcript\n"),
        }
    }

    /// What the program answers to one of its own commands about the sandbox, which has to succeed.
    fn asked(&self, verb: &str) -> String {
        let output = self.output(&format!("orgform sandbox {verb}"));
        let answer = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "`orgform sandbox {verb}`: {answer}");
        answer
    }

    /// Changes something over HTTP as somebody of the organization.
    fn click(&self, click: &str) -> String {
        let (email, request) = click.split_once(": ").unwrap();
        drop(self.store());
        let status = hand::send(self.database(), email, request);
        assert!(status < 300, "`click {click}` was answered with {status}");
        String::new()
    }

    fn here(&self) -> PathBuf {
        self.folder.path().join("here")
    }

    fn database(&self) -> PathBuf {
        self.here().join(".orgform/sandbox.db")
    }

    /// The world, made from its seed where nothing has touched it yet.
    fn store(&self) -> Store {
        if self.database().exists() {
            return Store::existing(&self.database()).unwrap();
        }
        let seed = Seed::from_path(&self.here().join("sandbox.seed.yaml")).unwrap();
        Store::open(
            &Database::File(self.database()),
            Some(&seed),
            Overrides::default(),
        )
        .unwrap()
    }
}

fn writes(log: &[LogEntry]) -> impl Iterator<Item = String> {
    log.iter().filter(|entry| entry.is_write()).map(|entry| {
        let operation = entry.operation.as_deref().unwrap_or("no such route");
        let status = entry
            .status
            .map_or("no answer".to_owned(), |status| status.to_string());
        let body = entry
            .request
            .as_deref()
            .map(|body| format!("  {body}"))
            .unwrap_or_default();
        format!("{} {operation}  {status}{body}", entry.method)
    })
}

/// A part of what the platform holds, as YAML-like lines.
fn part(state: &State, what: &str) -> String {
    let organization = serde_json::to_value(state.organization().unwrap()).unwrap();
    let mut text = String::new();
    match &organization[what] {
        Value::Object(entries) => {
            for (name, value) in entries {
                let _ = writeln!(text, "{name}: {value}");
            }
        }
        Value::Array(entries) => {
            for value in entries {
                let _ = writeln!(text, "- {value}");
            }
        }
        _ => text.push_str("no such part\n"),
    }
    text
}
