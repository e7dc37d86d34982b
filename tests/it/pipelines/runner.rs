//! Runs a job as a runner of GitHub does: a fresh folder, a shell for each step, files to talk back by.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::workflow::{Context, Job, Step, Workflow, expand, holds};

/// What every job of a repository shares.
pub(super) struct Runner {
    root: PathBuf,
    /// What the program is told of the platform, and when it is.
    environment: Vec<(String, String)>,
    pub(super) context: Context,
    jobs: usize,
}

/// What came of a job.
pub(super) struct Ended {
    pub(super) failed: bool,
    pub(super) told: String,
}

impl Runner {
    pub(super) fn new(root: &Path, environment: Vec<(String, String)>) -> Runner {
        Runner {
            root: root.to_owned(),
            environment,
            context: Context::new(),
            jobs: 0,
        }
    }

    /// The workflow of this name, as it stands in the repository at a revision.
    pub(super) fn workflow(&self, name: &str, revision: &str) -> Workflow {
        let file = format!("{revision}:.github/workflows/orgform-{name}.yml");
        let text = git(&self.origin(), &["show", &file]);
        serde_saphyr::from_str(&text).unwrap()
    }

    fn origin(&self) -> PathBuf {
        self.root.join("origin.git")
    }

    /// Runs one job of a workflow on a commit, if its condition holds.
    pub(super) fn run(&mut self, workflow: &Workflow, name: &str, commit: &str) -> Option<Ended> {
        let job = &workflow.jobs[name];
        if let Some(condition) = &job.condition
            && !holds(condition, &self.context)
        {
            return None;
        }
        self.jobs += 1;
        let folder = self.root.join(format!("job-{}", self.jobs));
        std::fs::create_dir_all(folder.join("temp")).unwrap();
        let mut running = Running {
            runner: self,
            workflow,
            job,
            commit,
            workspace: folder.join("workspace"),
            folder,
            path: Vec::new(),
            failed: false,
            told: String::new(),
        };
        for step in &job.steps {
            running.step(step);
        }
        let (failed, told) = (running.failed, running.told);
        for (output, value) in &job.outputs {
            let value = expand(value, &self.context);
            self.context
                .insert(format!("needs.{name}.outputs.{output}"), value);
        }
        Some(Ended { failed, told })
    }
}

struct Running<'r> {
    runner: &'r mut Runner,
    workflow: &'r Workflow,
    job: &'r Job,
    commit: &'r str,
    folder: PathBuf,
    workspace: PathBuf,
    path: Vec<String>,
    failed: bool,
    told: String,
}

impl Running<'_> {
    fn step(&mut self, step: &Step) {
        let action = step.uses.as_deref().map(|uses| uses.split('@').next().unwrap());
        match (&step.run, action) {
            // All that is done after a failure is to keep what there is.
            (_, Some("actions/upload-artifact")) => self.keep(step),
            _ if self.failed => {}
            (Some(run), _) => self.shell(step, run),
            (_, Some("actions/checkout")) => self.check_out(),
            (_, Some("actions/download-artifact")) => self.fetch(step),
            (_, Some("OWNER/orgform/.github/actions/orgform")) => self.install(),
            (_, uses) => panic!("{uses:?} is played by nobody"),
        }
    }

    fn check_out(&self) {
        let (origin, workspace) = (self.runner.origin(), self.workspace.display().to_string());
        git(
            &self.folder,
            &["clone", "--quiet", &origin.display().to_string(), &workspace],
        );
        git(
            &self.workspace,
            &["fetch", "--quiet", "origin", "+refs/pull/*:refs/pull/*"],
        );
        git(&self.workspace, &["checkout", "--quiet", "--detach", self.commit]);
    }

    /// The composite action: its own script, with the program under test in place of one that is built.
    fn install(&mut self) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/actions/orgform/install");
        let mut command = self.command("bash");
        command
            .arg(script)
            .env("ORGFORM_BINARY", env!("CARGO_BIN_EXE_orgform"));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        self.listen(None);
    }

    fn shell(&mut self, step: &Step, run: &str) {
        let script = self.folder.join("step.sh");
        std::fs::write(&script, format!("exec 2>&1\n{run}\n")).unwrap();
        let mut command = self.command("bash");
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .arg(script);
        for (name, value) in self.workflow.env.iter().chain(&step.env) {
            command.env(name, expand(value, &self.secrets()));
        }
        let Output { status, stdout, .. } = command.output().unwrap();
        let said = String::from_utf8(stdout).unwrap();
        let name = step.name.as_deref().unwrap();
        let _ = writeln!(self.told, "$ {name}\n{}", said.trim_end());
        let exitcode = self.listen(step.id.as_deref());
        if let Some(code) = exitcode.filter(|code| code != "0") {
            let _ = writeln!(self.told, "[orgform ended with {code}]");
        }
        if !status.success() {
            let _ = writeln!(self.told, "[exit {}]", status.code().unwrap());
            self.failed = true;
        }
    }

    fn command(&self, program: &str) -> Command {
        let fake = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pipelines");
        let mut folders: Vec<String> = self.path.iter().rev().cloned().collect();
        folders.extend([fake.display().to_string(), std::env::var("PATH").unwrap()]);
        let has_workspace = self.workspace.exists();
        let mut command = Command::new(program);
        command
            .current_dir(if has_workspace {
                &self.workspace
            } else {
                &self.folder
            })
            .env_clear()
            .env("PATH", folders.join(":"))
            .env("HOME", &self.folder)
            .env("LANG", "C.UTF-8")
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_SERVER_URL", "https://forge.example")
            .env("GITHUB_REPOSITORY", "acme/org")
            .env("GITHUB_RUN_ID", "7")
            .env("GITHUB_OUTPUT", self.folder.join("outputs"))
            .env("GITHUB_PATH", self.folder.join("path"))
            .env("GITHUB_STEP_SUMMARY", self.folder.join("summary"))
            .env("RUNNER_TEMP", self.folder.join("temp"))
            .env("FAKE_GH", self.runner.root.join("forge"))
            .envs(self.runner.environment.iter().cloned())
            .stdin(Stdio::null());
        command
    }

    /// The secrets of the job's environment beside what every expression may ask.
    fn secrets(&self) -> Context {
        let mut context = self.runner.context.clone();
        if let Some(environment) = &self.job.environment {
            let key = context[&format!("keys.{environment}")].clone();
            context.insert("secrets.DREADNODE_API_KEY".to_owned(), key);
        }
        context
    }

    /// Takes what a step left in its files, and gives the code with which orgform ended in it.
    fn listen(&mut self, id: Option<&str>) -> Option<String> {
        let take = |name: &str| {
            let file = self.folder.join(name);
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            // Not every step says something.
            let _ = std::fs::remove_file(file);
            text
        };
        let (path, outputs) = (take("path"), take("outputs"));
        self.path.extend(path.lines().map(str::to_owned));
        let mut exitcode = None;
        let mut lines = outputs.lines();
        while let Some((name, delimiter)) = lines.next().map(|line| line.split_once("<<").unwrap()) {
            let value: Vec<&str> = lines.by_ref().take_while(|line| *line != delimiter).collect();
            if name == "exitcode" {
                exitcode = Some(value.join("\n"));
            }
            if let Some(id) = id {
                let name = format!("steps.{id}.outputs.{name}");
                self.runner.context.insert(name, value.join("\n"));
            }
        }
        exitcode
    }

    fn artifact(&self, step: &Step) -> PathBuf {
        let name = step.with["name"].as_str().unwrap();
        self.runner.root.join("artifacts").join(name)
    }

    fn keep(&self, step: &Step) {
        let artifact = self.artifact(step);
        std::fs::create_dir_all(&artifact).unwrap();
        for line in step.with["path"].as_str().unwrap().lines() {
            let file = self.workspace.join(line.trim());
            if file.is_file() {
                std::fs::copy(&file, artifact.join(file.file_name().unwrap())).unwrap();
            }
        }
    }

    fn fetch(&self, step: &Step) {
        for file in std::fs::read_dir(self.artifact(step)).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), self.workspace.join(file.file_name())).unwrap();
        }
    }
}

/// What git answers; it must succeed. Nobody's own settings count.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{who}_NAME"), "Ada")
            .env(format!("GIT_{who}_EMAIL"), "ada@acme.example")
            .env(format!("GIT_{who}_DATE"), "2026-06-01T11:00:00Z");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
