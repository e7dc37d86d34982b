//! Finding the files of a manifest on the disk.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::model::{Diagnostic, Severity, Sources};

use super::super::codes;
use super::super::findings::Findings;
use super::kind::{is_seed, looks_like_yaml};
use super::part::{MAX_FILES, beginning};
use super::read::read;
use super::{FileKind, Parts, ROOT_FILE};

/// The folders that are read with everything below them.
const FOLDERS: [(&str, FileKind); 2] = [("teams", FileKind::Teams), ("workspaces", FileKind::Workspaces)];

/// Reads a root file, or a folder with one. Returns the files and the folder in which they stand.
pub(crate) fn collect(path: &Path, sources: &mut Sources, findings: &mut Findings) -> (Parts, PathBuf) {
    let mut walk = Walk {
        root: path.to_owned(),
        canonical: PathBuf::new(),
        parts: Parts::default(),
        sources,
        findings,
    };
    let root = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            walk.folder();
            path.to_owned()
        }
        Ok(_) => {
            walk.take(path, FileKind::Root);
            path.parent().map_or_else(PathBuf::new, Path::to_owned)
        }
        Err(error) => {
            walk.no_manifest(&error);
            path.to_owned()
        }
    };
    (walk.parts, root)
}

struct Walk<'w> {
    root: PathBuf,
    /// The root without links, to see whether a link leaves it.
    canonical: PathBuf,
    parts: Parts,
    sources: &'w mut Sources,
    findings: &'w mut Findings,
}

impl Walk<'_> {
    fn no_manifest(&mut self, error: &io::Error) {
        let message = format!(
            "there is no manifest at `{}`: {}",
            self.root.display(),
            reason(error)
        );
        let diagnostic = Diagnostic::error_without_place(codes::NO_MANIFEST, message);
        let help = format!("give a root file, or a folder with a file `{ROOT_FILE}`");
        self.parts
            .lose(FileKind::Root, diagnostic.with_help(help), self.findings);
    }

    fn folder(&mut self) {
        self.canonical = self.root.canonicalize().unwrap_or_default();
        let entries = match sorted_entries(&self.root) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(&self.root.clone(), FileKind::Root, &error),
        };
        let has_root_file = entries.iter().any(|entry| entry.file_name() == ROOT_FILE);
        if !has_root_file {
            self.no_root_file(&entries);
            return;
        }
        for entry in entries {
            self.beside_root(&entry);
        }
        for (folder, kind) in FOLDERS {
            self.below(&self.root.join(folder), kind);
        }
    }

    fn no_root_file(&mut self, entries: &[fs::DirEntry]) {
        let message = format!(
            "the folder `{}` has no root file `{ROOT_FILE}`",
            self.root.display()
        );
        let diagnostic = Diagnostic::error_without_place(codes::NO_MANIFEST, message);
        let misnamed = entries.iter().any(|entry| entry.file_name() == "orgform.yml");
        let help = if misnamed {
            format!("rename `orgform.yml` to `{ROOT_FILE}`")
        } else {
            format!("a manifest is a file, or a folder with a file `{ROOT_FILE}`")
        };
        self.parts
            .lose(FileKind::Root, diagnostic.with_help(help), self.findings);
    }

    fn beside_root(&mut self, entry: &fs::DirEntry) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        match FileKind::of(&name) {
            Some(kind) if !path.is_dir() => self.take_inside(&path, kind),
            Some(_) => self.ignored_folder(&path, &name),
            None if is_seed(&name) => {}
            None if path.is_dir() => self.ignored_folder(&path, &name),
            None if looks_like_yaml(&name) => self.ignored_file(&path, &name),
            None => {}
        }
    }

    fn below(&mut self, folder: &Path, kind: FileKind) {
        if folder.symlink_metadata().is_err() {
            return;
        }
        if self.leaves(folder) {
            return self.outside(folder, kind);
        }
        let mut outside = BTreeSet::new();
        let walker = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        let canonical = self.canonical.clone();
        let read = folder.canonicalize().unwrap_or_default();
        let entries = walker.into_iter().filter_entry(|entry| {
            let is_link = entry.path_is_symlink() && entry.depth() > 0;
            let leaves = is_link && (leaves(&canonical, entry.path()) || leads_up(&read, entry.path()));
            if leaves && is_of_interest(entry) {
                outside.insert(entry.path().to_owned());
            }
            !leaves && !is_hidden_folder(entry)
        });
        let entries: Vec<_> = entries.take(MAX_FILES * 4).collect();
        for path in &outside {
            self.outside(path, kind);
        }
        for entry in entries {
            match entry {
                Ok(entry) => self.inside_folder(&entry, kind),
                Err(error) => self.walk_error(folder, kind, error),
            }
        }
    }

    fn inside_folder(&mut self, entry: &DirEntry, kind: FileKind) {
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_dir() || !looks_like_yaml(&name) || is_seed(&name) {
            return;
        }
        if name.starts_with('.') || !(name.ends_with(".yaml") || name.ends_with(".yml")) {
            return self.ignored_file(entry.path(), &name);
        }
        self.take(entry.path(), kind);
    }

    fn walk_error(&mut self, folder: &Path, kind: FileKind, error: walkdir::Error) {
        let path = error.path().unwrap_or(folder).to_owned();
        let error = match error.loop_ancestor() {
            Some(_) => io::Error::other("the link leads back to a folder above it"),
            None => error
                .into_io_error()
                .unwrap_or_else(|| io::Error::other("it cannot be read")),
        };
        self.unreadable(&path, kind, &error);
    }

    fn take_inside(&mut self, path: &Path, kind: FileKind) {
        if self.leaves(path) {
            self.outside(path, kind);
        } else {
            self.take(path, kind);
        }
    }

    fn take(&mut self, path: &Path, kind: FileKind) {
        if !self.parts.admit(kind, self.findings) {
            return;
        }
        let is_folder_of_files = self.canonical != PathBuf::new();
        let content = match path.metadata() {
            Ok(metadata) if is_folder_of_files && !metadata.is_file() => {
                Err(io::Error::other("it is not a regular file"))
            }
            Ok(_) => read(path),
            Err(error) => Err(error),
        };
        match content {
            Ok(content) => {
                let source = self.parts.add(kind, &shown(path), &content, self.findings);
                self.sources.insert(source);
            }
            Err(error) => self.unreadable(path, kind, &error),
        }
    }

    fn leaves(&self, path: &Path) -> bool {
        let is_link = path
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_symlink());
        is_link && leaves(&self.canonical, path)
    }

    fn outside(&mut self, path: &Path, kind: FileKind) {
        let name = shown(path);
        let message =
            format!("`{name}` is a link that leads out of the folder of the manifest, up in it, or nowhere");
        let diagnostic = Diagnostic::error(codes::OUTSIDE_LINK, message, beginning(&name));
        let help = "put the file itself there: what is reviewed must be what is read";
        self.parts.lose(kind, diagnostic.with_help(help), self.findings);
    }

    fn unreadable(&mut self, path: &Path, kind: FileKind, error: &io::Error) {
        let name = shown(path);
        let message = format!("`{name}` cannot be read: {}", reason(error));
        let diagnostic = Diagnostic::error(codes::UNREADABLE_FILE, message, beginning(&name));
        self.parts.lose(kind, diagnostic, self.findings);
    }

    fn ignored_file(&mut self, path: &Path, name: &str) {
        let message = format!("`{}` is not read", shown(path));
        let help = match name {
            "orgform.yml" => format!("the root file is called `{ROOT_FILE}`"),
            _ => format!(
                "what is read: `{ROOT_FILE}`, `members*.yaml` beside it, and `*.yaml` under `teams/` and `workspaces/`"
            ),
        };
        self.ignored(path, message, help);
    }

    /// A folder beside the root file that is not read is worth a word only if it directly holds YAML.
    fn ignored_folder(&mut self, path: &Path, name: &str) {
        let is_read = FOLDERS.iter().any(|(folder, _)| *folder == name);
        if is_read || name.starts_with('.') || path.is_symlink() || !holds_yaml(path) {
            return;
        }
        let message = format!("the YAML files in `{}/` are not read", shown(path));
        let help = "the folders that are read are `teams/` and `workspaces/`".to_owned();
        self.ignored(path, message, help);
    }

    fn ignored(&mut self, path: &Path, message: String, help: String) {
        let diagnostic = Diagnostic::error(codes::IGNORED_FILE, message, beginning(&shown(path)));
        self.findings
            .push(diagnostic.with_severity(Severity::Notice).with_help(help));
    }
}

/// The system's reason, without its number where there are words for it.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "nothing is there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn sorted_entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?
        .take(MAX_FILES * 4)
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

fn holds_yaml(folder: &Path) -> bool {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .take(MAX_FILES)
        .flatten();
    entries
        .into_iter()
        .any(|entry| looks_like_yaml(&entry.file_name().to_string_lossy()))
}

/// A link that leads nowhere counts as leaving.
fn leaves(root: &Path, path: &Path) -> bool {
    !path.canonicalize().is_ok_and(|target| target.starts_with(root))
}

/// A link to the folder that is being read, or to one that holds it, would have it read twice.
fn leads_up(folder: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|target| folder.starts_with(target))
}

fn is_hidden_folder(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_type().is_dir() && entry.file_name().to_string_lossy().starts_with('.')
}

/// A link to a folder, or to what would be read.
fn is_of_interest(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.file_type().is_dir() || (looks_like_yaml(&name) && !is_seed(&name))
}

/// A path as the user would type it.
fn shown(path: &Path) -> Arc<str> {
    let text = path.to_string_lossy();
    let text = if MAIN_SEPARATOR == '/' {
        text
    } else {
        text.replace(MAIN_SEPARATOR, "/").into()
    };
    text.strip_prefix("./").unwrap_or(&text).into()
}
