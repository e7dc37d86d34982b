//! One shell for a page: what one block sets and where it goes holds for the next.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use super::pages::root;
use crate::support::folder::copy;

/// What no command prints.
const MARK: u8 = 0x1e;

/// Stands for `cargo run -- …`, which would build once more what is under test.
const CARGO: &str = "#!/bin/sh\n[ \"$1 $2\" = 'run --' ] || exit 101\nshift 2\nexec orgform \"$@\"\n";

pub(super) struct Shell {
    folder: TempDir,
    shell: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
    served: Option<Served>,
}

/// A sandbox that stays up.
struct Served {
    process: Child,
    address: String,
}

impl Shell {
    /// A shell in a fresh clone.
    pub(super) fn open() -> Shell {
        let folder = TempDir::new().unwrap();
        let clone = folder.path().join("orgform");
        copy(&root().join("examples"), &clone.join("examples"));
        for name in ["home", "bin"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let cargo = folder.path().join("bin/cargo");
        fs::write(&cargo, CARGO).unwrap();
        make_executable(&cargo);
        let mut shell = environment(Command::new("/bin/sh"), folder.path())
            .current_dir(&clone)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut opened = Shell {
            commands: shell.stdin.take().unwrap(),
            answers: BufReader::new(shell.stdout.take().unwrap()),
            shell,
            folder,
            served: None,
        };
        let (said, code) = opened.run(
            "printf '%s\\n' .orgform/ > .gitignore && git init -qb main && git add . && git commit -qm all",
        );
        assert_eq!(code, 0, "{said}");
        opened
    }

    /// What is printed, on both streams, and the exit code.
    pub(super) fn run(&mut self, command: &str) -> (String, i32) {
        assert!(
            !["sandbox serve", "orgform watch"]
                .iter()
                .any(|endless| command.contains(endless)),
            "`{command}` never ends"
        );
        let command = self.addressed(command);
        writeln!(
            self.commands,
            "{{ {command}\n}} </dev/null 2>&1\nprintf '\\036%d\\036' $?"
        )
        .unwrap();
        let answer = self.until_mark();
        let code = self.until_mark();
        (answer, code.parse().unwrap())
    }

    fn until_mark(&mut self) -> String {
        let mut bytes = Vec::new();
        self.answers.read_until(MARK, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(MARK), "the shell is gone");
        String::from_utf8(bytes).unwrap()
    }

    /// A command with the address that is served in the place of the one that the page shows.
    fn addressed(&self, command: &str) -> String {
        const HOST: &str = "http://127.0.0.1:";
        let Some(served) = &self.served else {
            return command.to_owned();
        };
        let mut parts = command.split(HOST);
        let mut addressed = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            addressed.push_str(&served.address);
            addressed.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
        addressed
    }

    /// Starts a sandbox that serves until the page ends, and gives what it prints.
    pub(super) fn serve(&mut self, command: &str) -> String {
        assert!(command.starts_with("orgform sandbox serve"), "{command}");
        let mut process = environment(Command::new("/bin/sh"), self.folder.path())
            .args(["-c", &format!("exec {command}")])
            .current_dir(self.place())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        while !told.ends_with("stays\n") && !told.ends_with("}\n") {
            told.push_str(&lines.next().unwrap().unwrap());
            told.push('\n');
        }
        let port = told.split("http://127.0.0.1:").nth(1).unwrap();
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        self.served = Some(Served {
            process,
            address: format!("http://127.0.0.1:{port}"),
        });
        told
    }

    /// Where the shell is.
    fn place(&mut self) -> PathBuf {
        self.run("pwd").0.trim_end().into()
    }

    /// Plays something in a copy of a folder of the repository.
    pub(super) fn visiting<T>(&mut self, folder: &str, act: impl FnOnce(&mut Shell) -> T) -> T {
        let back = self.place();
        let visited = self.folder.path().join("orgform").join(folder);
        copy(&root().join(folder), &visited);
        self.run(&format!("cd '{}'", visited.display()));
        let acted = act(self);
        self.run(&format!("cd '{}'", back.display()));
        acted
    }

    /// Writes a file.
    pub(super) fn write(&mut self, file: &str, text: &str) {
        fs::write(self.place().join(file), text).unwrap();
    }

    /// Edits a file, in which `old` has to stand once.
    pub(super) fn replace(&mut self, file: &str, old: &str, new: &str) {
        let path = self.place().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(old).count(), 1, "in {file}:\n{text}\nonce:\n{old}");
        fs::write(path, text.replace(old, new)).unwrap();
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        end(&mut self.shell);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// Nothing of whoever runs the tests: a home of its own, no key, no settings of git.
fn environment(mut command: Command, folder: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_orgform")).parent().unwrap();
    let path = format!(
        "{}/bin:{}:/usr/local/bin:/usr/bin:/bin",
        folder.display(),
        program.display()
    );
    command
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder.join("home"))
        .env("NO_COLOR", "1")
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "somebody")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "somebody@acme.example")))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CEILING_DIRECTORIES", folder);
    command
}

#[cfg(unix)]
fn make_executable(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}
