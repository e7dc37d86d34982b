//! A folder of manifests as a git revision has it, read with the `git` executable and without touching the work tree.
//! Raw objects only, so that nobody's settings change what is read.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::manifest::ROOT_FILE;
use crate::model::SourceFile;

/// The manifest files of one revision.
#[derive(Debug)]
pub(super) struct Revision {
    /// The commit that the revision names.
    pub(super) commit: String,
    /// The folder of the manifest below the root of the repository, with `/` and without one at the end.
    pub(super) folder: String,
    /// The files, named below that folder.
    pub(super) files: Vec<SourceFile>,
}

/// A file of the revision.
struct Entry<'a> {
    mode: &'a str,
    object: &'a str,
    name: &'a str,
}

/// Reads the manifest at `path` as a revision of the repository that holds it has it.
pub(super) fn read(path: &Path, revision: &str) -> Result<Revision, Failure> {
    if revision.is_empty() || revision.starts_with('-') || revision.contains(['\0', '\n']) {
        return Err(usage(&format!("`git:{revision}` names no revision")));
    }
    let only = (!path.is_dir()).then(|| {
        path.file_name()
            .and_then(|name| name.to_str())
            .unwrap_or(ROOT_FILE)
    });
    let git = Git::of(path);
    let prefix = git.line(&["rev-parse", "--show-prefix"], || {
        usage(&format!("{} is in no git repository", path.display()))
    })?;
    let commit = git.line(
        &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")],
        || {
            usage(&format!("the repository has no revision `{revision}`"))
                .hint("a shallow clone lacks history: fetch it (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab)")
        },
    )?;
    let prefix = prefix.trim_end_matches('/');
    let tree = format!("{commit}:{prefix}");
    let listing = git.text(&["ls-tree", "-r", "-z", "--full-tree", &tree], || {
        usage(&format!("{} is not in revision `{revision}`", path.display()))
    })?;
    let entries = entries(&listing, only);
    if let Some(link) = entries.iter().find(|entry| !entry.mode.starts_with("100")) {
        let message = format!(
            "`{}` is a link in revision `{revision}`; a baseline follows none",
            link.name
        );
        return Err(Failure::new(Exit::Manifest, message));
    }
    let files = git.files(&entries, only)?;
    Ok(Revision {
        commit,
        folder: prefix.to_owned(),
        files,
    })
}

/// The commit that is checked out where the manifest stands; none where it is in no repository.
pub(in crate::cli) fn commit(path: &Path) -> Option<String> {
    let line = Git::of(path).line(&["rev-parse", "HEAD"], || usage("there is no commit"));
    line.ok()
}

/// What a manifest could be made of. A link in the place of one of its folders counts too.
fn entries<'a>(listing: &'a str, only: Option<&str>) -> Vec<Entry<'a>> {
    let entries = listing.split('\0').filter_map(|line| {
        let (facts, name) = line.split_once('\t')?;
        let mut facts = facts.split(' ');
        let (mode, _, object) = (facts.next()?, facts.next()?, facts.next()?);
        Some(Entry { mode, object, name })
    });
    let is_read = |entry: &Entry<'_>| match only {
        Some(file) => entry.name == file,
        None => {
            let is_yaml = entry.name.ends_with(".yaml") || entry.name.ends_with(".yml");
            let is_link = !entry.mode.starts_with("100");
            let is_below = ["teams", "workspaces"]
                .iter()
                .any(|part| entry.name.split('/').next() == Some(*part));
            let is_at_root = !entry.name.contains('/');
            (is_yaml && (is_below || is_at_root)) || (is_link && is_below)
        }
    };
    entries.filter(is_read).collect()
}

struct Git<'a> {
    folder: &'a Path,
}

impl<'a> Git<'a> {
    /// For a manifest: a folder, or the file that is all of it.
    fn of(path: &'a Path) -> Git<'a> {
        let folder = if path.is_dir() { Some(path) } else { path.parent() };
        let folder = folder.filter(|folder| *folder != Path::new(""));
        Git {
            folder: folder.unwrap_or(Path::new(".")),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(self.folder)
            .arg("--no-replace-objects")
            .args(arguments)
            // The repository that holds the manifest counts, also in a hook of another one.
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What a command prints. Where it fails, git's own words stand behind ours.
    fn output(&self, arguments: &[&str], why: impl FnOnce() -> Failure) -> Result<Vec<u8>, Failure> {
        let output = self.command(arguments).output().map_err(|error| no_git(&error))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(with_words(why(), &output))
        }
    }

    fn text(&self, arguments: &[&str], why: impl FnOnce() -> Failure) -> Result<String, Failure> {
        let bytes = self.output(arguments, why)?;
        String::from_utf8(bytes).map_err(|_| usage("git names a file that is not UTF-8"))
    }

    fn line(&self, arguments: &[&str], why: impl FnOnce() -> Failure) -> Result<String, Failure> {
        let text = self.text(arguments, why)?;
        Ok(text.trim_end_matches('\n').to_owned())
    }

    /// The contents of these entries, all from one process.
    fn files(&self, entries: &[Entry<'_>], only: Option<&str>) -> Result<Vec<SourceFile>, Failure> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|error| no_git(&error))?;
        let asked: String = entries
            .iter()
            .map(|entry| format!("{}\n", entry.object))
            .collect();
        let stdin = child.stdin.take();
        // Written beside the reading, so that neither waits for the other.
        let writer =
            std::thread::spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(asked.as_bytes())));
        let output = child.wait_with_output().map_err(|error| no_git(&error))?;
        let written = writer.join().is_ok_and(|written| written.is_ok());
        if !written || !output.status.success() {
            return Err(with_words(
                usage("git does not show the revision's files"),
                &output,
            ));
        }
        let mut rest = output.stdout.as_slice();
        entries
            .iter()
            .map(|entry| {
                let text =
                    object(&mut rest).ok_or_else(|| usage(&format!("git does not show `{}`", entry.name)))?;
                let text = std::str::from_utf8(text).map_err(|_| {
                    let message = format!("`{}` is not UTF-8 in that revision", entry.name);
                    Failure::new(Exit::Manifest, message)
                })?;
                // A root file may have any name, and is then all of the manifest.
                let name = if only.is_some() { ROOT_FILE } else { entry.name };
                Ok(SourceFile {
                    name: name.into(),
                    text: text.into(),
                })
            })
            .collect()
    }
}

/// Takes the next object off the answer: `OBJECT blob SIZE`, the bytes, and a line end.
fn object<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (header, body) = (rest.get(..end)?, rest.get(end + 1..)?);
    let header = std::str::from_utf8(header).ok()?;
    let mut words = header.split(' ').skip(1);
    let size: usize = words
        .next()
        .filter(|kind| *kind == "blob")
        .and_then(|_| words.next()?.parse().ok())?;
    *rest = body.get(size + 1..)?;
    body.get(..size)
}

fn no_git(error: &std::io::Error) -> Failure {
    usage(&format!("the program `git` cannot be run: {error}"))
}

fn usage(message: &str) -> Failure {
    Failure::new(Exit::Usage, format!("the baseline cannot be read: {message}"))
}

fn with_words(failure: Failure, output: &Output) -> Failure {
    let words = String::from_utf8_lossy(&output.stderr);
    match words.lines().next().filter(|line| !line.trim().is_empty()) {
        Some(line) => failure.hint(format!("git says: {}", line.trim())),
        None => failure,
    }
}
