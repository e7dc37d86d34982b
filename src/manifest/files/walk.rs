//! Finding the files of a manifest on the disk.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Diagnostic, Sources};

use super::super::findings::Findings;
use super::below::{Met, below, is_link, leaves};
use super::kind::{is_seed, looks_like_yaml};
use super::part::MAX_ENTRIES;
use super::read::{entries, read, read_regular, reason};
use super::tell;
use super::{FileKind, Parts, ROOT_FILE};

/// The folders that are read with everything below them.
pub(super) const FOLDERS: [(&str, FileKind); 2] =
    [("teams", FileKind::Teams), ("workspaces", FileKind::Workspaces)];

/// Reads a root file, or a folder with one. Returns the files and the folder in which they stand.
pub(crate) fn collect(path: &Path, sources: &mut Sources, findings: &mut Findings) -> (Parts, PathBuf) {
    let mut walk = Walk {
        parts: Parts::default(),
        sources,
        findings,
    };
    let root = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            walk.folder(path);
            path.to_owned()
        }
        Ok(_) => {
            walk.take(path, FileKind::Root, read);
            path.parent().map_or_else(PathBuf::new, Path::to_owned)
        }
        Err(error) => {
            walk.lose(FileKind::Root, tell::no_manifest(path, &reason(&error)));
            path.to_owned()
        }
    };
    (walk.parts, root)
}

struct Walk<'w> {
    parts: Parts,
    sources: &'w mut Sources,
    findings: &'w mut Findings,
}

impl Walk<'_> {
    fn folder(&mut self, root: &Path) {
        let read = entries(root).and_then(|entries| Ok((entries, root.canonicalize()?)));
        let (entries, canonical) = match read {
            Ok(read) => read,
            Err(error) => return self.lose(FileKind::Root, tell::unreadable(root, &reason(&error))),
        };
        let has = |name: &str| {
            entries
                .iter()
                .any(|entry| entry.file_name() == name && !entry.path().is_dir())
        };
        if !has(ROOT_FILE) {
            return self.lose(FileKind::Root, tell::no_root_file(root, has("orgform.yml")));
        }
        if entries.len() > MAX_ENTRIES {
            return self.lose(FileKind::Root, tell::too_many_entries(root));
        }
        for entry in &entries {
            self.beside_root(&canonical, entry);
        }
        for (name, kind) in FOLDERS {
            let folder = root.join(name);
            if folder.symlink_metadata().is_ok() {
                self.folder_of(&canonical, &folder, kind);
            }
        }
    }

    fn beside_root(&mut self, canonical: &Path, entry: &DirEntry) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        match FileKind::of(&name) {
            _ if path.is_dir() => self.folder_beside_root(&path, &name),
            Some(kind) if is_link(&path) && leaves(canonical, &path) => self.lose(kind, tell::outside(&path)),
            Some(kind) => self.take(&path, kind, read_regular),
            None if looks_like_yaml(&name) && !is_seed(&name) => {
                self.findings.push(tell::ignored_file(&path, &name));
            }
            None => {}
        }
    }

    /// A folder that is not read is worth a word only if it directly holds YAML: it may be misspelt.
    fn folder_beside_root(&mut self, path: &Path, name: &str) {
        let is_read = FOLDERS.iter().any(|(folder, _)| *folder == name);
        if is_read || name.starts_with('.') || is_link(path) {
            return;
        }
        let holds_yaml = |entry: &DirEntry| looks_like_yaml(&entry.file_name().to_string_lossy());
        if entries(path).is_ok_and(|entries| entries.iter().any(holds_yaml)) {
            self.findings.push(tell::ignored_folder(path));
        }
    }

    fn folder_of(&mut self, canonical: &Path, folder: &Path, kind: FileKind) {
        for met in below(canonical, folder) {
            match met {
                Met::File(path) => self.take(&path, kind, read_regular),
                Met::Ignored(path) => self.findings.push(tell::ignored_file(&path, "")),
                Met::Outside(path) => self.lose(kind, tell::outside(&path)),
                Met::Unreadable(path, why) => self.lose(kind, tell::unreadable(&path, &why)),
                Met::TooMany => self.lose(kind, tell::too_many_entries(folder)),
            }
        }
    }

    fn take(&mut self, path: &Path, kind: FileKind, read: fn(&Path) -> io::Result<Vec<u8>>) {
        if !self.parts.admit(kind, self.findings) {
            return;
        }
        match read(path) {
            Ok(content) => {
                let name = tell::shown(path);
                let source = self.parts.add(kind, &name, &content, self.findings);
                self.sources.insert(source);
            }
            Err(error) => self.lose(kind, tell::unreadable(path, &reason(&error))),
        }
    }

    fn lose(&mut self, kind: FileKind, mistake: Diagnostic) {
        self.parts.lose(kind, mistake, self.findings);
    }
}
