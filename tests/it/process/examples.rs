//! Every example of every help, run as it is written, in a checkout of the example organization.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use orgform::sandbox::{Options, Sandbox, Seed, start};
use tempfile::TempDir;

use super::checkout::{Ran, Running, finished, program};
use super::taught::{Lesson, commands, help, lessons};
use crate::support::tools::is_installed;

/// What does not end with 0, by how a line begins.
const EXITS: &[(&str, i32)] = &[("orgform drift", 2)];

/// What stays until a signal comes, and what it says when it is ready.
const STAYING: &[(&str, &str)] = &[
    ("orgform sandbox serve", "http://127.0.0.1:"),
    ("orgform watch", "\"message\":\"looked\""),
];

/// What asks at the terminal.
const ASKING: &str = "orgform apply";

/// What a line reads, and how it came to be.
const BEFORE: &[(&str, &str)] = &[
    ("plan.json", "orgform plan --out plan.json"),
    ("acme.json", "orgform snapshot --out acme.json"),
    (".orgform/journal", "orgform apply --auto-approve"),
];

/// A checkout of the example organization, which also has it where a clone of orgform has it, and the platform.
struct Stage {
    folder: TempDir,
    sandbox: Sandbox,
}

impl Stage {
    async fn set() -> Stage {
        let folder = tempfile::tempdir().unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
        let here = folder.path().join("here");
        copy(&example, &here);
        copy(&example, &here.join("examples/acme"));
        std::fs::copy(example.join("sandbox.seed.yaml"), here.join("world.yaml")).unwrap();
        std::fs::create_dir_all(folder.path().join("home/.config/fish/completions")).unwrap();
        let seed = Seed::from_path(&example.join("sandbox.seed.yaml")).unwrap();
        let sandbox = start(Options::memory(seed)).await.unwrap();
        std::fs::write(here.join("reader.key"), sandbox.key()).unwrap();
        std::fs::write(here.join("acme.key"), "c0ffee".repeat(12)).unwrap();
        Stage { folder, sandbox }
    }

    fn here(&self) -> PathBuf {
        self.folder.path().join("here")
    }

    /// A line in a shell.
    fn line(&self, line: &str) -> Command {
        let mut command = program(&self.here(), &[]);
        let orgform = Path::new(command.get_program()).parent().unwrap().to_owned();
        let (path, home) = (std::env::var("PATH").unwrap(), self.folder.path().join("home"));
        command = Command::new("bash");
        command
            .args(["-c", line])
            .current_dir(self.here())
            .env_clear()
            .env("PATH", format!("{}:{path}", orgform.display()))
            .env("HOME", home)
            .env("LANG", "C.UTF-8")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "somebody")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "somebody@acme.example")))
            .env("DREADNODE_SERVER", self.sandbox.url())
            .env("DREADNODE_API_KEY", self.sandbox.key())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    async fn must(&self, line: &str) {
        finished(self.line(line)).await.assert_code(0);
    }

    /// What the line needs that somebody did before.
    async fn prepare(&self, line: &str) {
        if line.contains("git:") || line.contains("--ci") {
            let commit = "git init -q && git add . && git commit -qm all && git tag last-applied \
                          && git update-ref refs/remotes/origin/main HEAD";
            self.must(commit).await;
        }
        for (file, made_by) in BEFORE {
            let is_there = self.here().join(file).exists();
            if line.contains(file) && !line.contains("--out") && !is_there {
                self.must(made_by).await;
            }
        }
    }

    async fn run(&self, line: &str) {
        self.prepare(line).await;
        if let Some((_, ready)) = STAYING.iter().find(|(begin, _)| line.starts_with(begin)) {
            return self.stay(line, ready).await;
        }
        let ran = if line == ASKING {
            self.asked(line).await
        } else {
            finished(self.line(line)).await
        };
        let exit = EXITS.iter().find(|(begin, _)| line.starts_with(begin));
        assert_eq!(
            ran.code,
            Some(exit.map_or(0, |(_, code)| *code)),
            "`{line}`\n{ran}"
        );
    }

    /// Runs a line at a terminal, where somebody says yes.
    async fn asked(&self, line: &str) -> Ran {
        let yes = format!("echo yes | script -qec '{line}' /dev/null");
        let ran = finished(self.line(&yes)).await;
        ran.assert_says("Only `yes` is accepted");
        ran
    }

    /// Starts what stays, waits until it says that it is ready, and ends it as Ctrl-C does. The port that an example
    /// names may be taken for a while: by another example, or by another run of these tests.
    async fn stay(&self, line: &str, ready: &str) {
        let said = self.folder.path().join("said");
        let began = Instant::now();
        loop {
            let out = File::create(&said).unwrap();
            let mut command = self.line(&format!("exec {line}"));
            command.stderr(out.try_clone().unwrap()).stdout(out);
            let mut running = Running::start(command);
            let said = || std::fs::read_to_string(&said).unwrap();
            while !said().contains(ready) && !running.is_over() {
                assert!(began.elapsed() < Duration::from_secs(60), "`{line}`\n{}", said());
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            if running.is_over() && said().contains("Address already in use") {
                assert!(began.elapsed() < Duration::from_secs(60), "`{line}`\n{}", said());
                continue;
            }
            assert!(!running.is_over(), "`{line}` ended\n{}", said());
            running.signal("INT");
            running.end().await.assert_code(0);
            return;
        }
    }
}

/// A folder as git has it: without what orgform keeps there.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_name() == ".orgform" {
        } else if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What a machine lacks is told, and the rest is run.
fn is_possible(lesson: &Lesson) -> bool {
    lesson.lines.iter().all(|line| {
        let not_held = format!("the example `{line}`");
        let has = |tool| is_installed(tool, &not_held);
        has("bash") && (!line.contains("man -l") || has("man")) && (line != ASKING || has("script"))
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_example_runs_as_it_is_written() {
    let all: BTreeSet<Vec<String>> = commands()
        .iter()
        .flat_map(|(words, _)| lessons(&help(words)))
        .filter(is_possible)
        .map(|lesson| lesson.lines)
        .collect();
    assert!(all.len() > 30, "{all:#?}");
    for lines in all {
        let stage = Stage::set().await;
        for line in &lines {
            stage.run(line).await;
        }
    }
}
