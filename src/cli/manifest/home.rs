//! Where a new manifest goes.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::{Exit, files};
use crate::manifest::{ROOT_FILE, schema_file, standing};
use crate::model::SourceFile;

/// So many files are named, and the others counted.
const NAMED: usize = 10;

/// A folder for a manifest, or a file for all of it.
#[derive(Debug)]
pub(in crate::cli) struct Home {
    path: PathBuf,
    folder: PathBuf,
    root_file: PathBuf,
}

impl Home {
    /// For a PATH as it was typed: one that ends as a YAML file does is a file.
    pub(in crate::cli) fn of(path: &Path) -> Home {
        let is_file = path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml");
        let (folder, root_file) = match path.parent() {
            Some(parent) if is_file => (parent.to_owned(), path.to_owned()),
            _ if path == Path::new(".") => (PathBuf::new(), PathBuf::from(ROOT_FILE)),
            _ => (path.to_owned(), path.join(ROOT_FILE)),
        };
        Home {
            path: path.to_owned(),
            folder,
            root_file,
        }
    }

    /// The folder in which the root file stands.
    pub(in crate::cli) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The PATH by which other commands find the manifest.
    pub(in crate::cli) fn path(&self) -> &Path {
        &self.path
    }

    /// The root file.
    pub(in crate::cli) fn root_file(&self) -> &Path {
        &self.root_file
    }

    /// Whether the root file is all of the manifest.
    pub(in crate::cli) fn is_file(&self) -> bool {
        self.path == self.root_file
    }

    /// Whether a manifest stands there already.
    pub(in crate::cli) fn is_taken(&self) -> bool {
        !self.standing().is_empty()
    }

    /// Refuses where a manifest stands already.
    pub(in crate::cli) fn must_be_free(&self, hint: &str) -> Result<(), Failure> {
        let standing = self.standing();
        if standing.is_empty() {
            return Ok(());
        }
        let message = format!("there is a manifest already: {}", named(&standing));
        Err(Failure::new(Exit::Usage, message)
            .hint(hint)
            .hint("nothing was written"))
    }

    /// Writes these files with the schema that their first lines name, and keeps `.orgform/` out of git. Whatever else
    /// would be read with them is not removed, so it must not be there.
    pub(in crate::cli) fn settle(&self, manifest: &[SourceFile]) -> Result<(), Failure> {
        let mut placed: Vec<(PathBuf, String)> = manifest
            .iter()
            .map(|file| (self.place(&file.name), file.text.to_string()))
            .collect();
        let stale: Vec<PathBuf> = self
            .standing()
            .into_iter()
            .filter(|path| placed.iter().all(|(written, _)| written != path))
            .collect();
        if !stale.is_empty() {
            let message = format!(
                "these files would be read too, and are not written anew: {}",
                named(&stale)
            );
            return Err(Failure::new(Exit::Usage, message)
                .hint("remove them first")
                .hint("nothing was written"));
        }
        // Without its root file a manifest that is half written is none.
        placed.reverse();
        let schema = schema_file();
        placed.insert(0, (self.folder.join(&*schema.name), schema.text.to_string()));
        placed.extend(files::gitignore(&self.folder)?);
        files::write_together(&placed)
    }

    fn place(&self, name: &str) -> PathBuf {
        if name == ROOT_FILE {
            self.root_file.clone()
        } else {
            self.folder.join(name)
        }
    }

    /// The files that are read as this manifest.
    fn standing(&self) -> Vec<PathBuf> {
        if self.is_file() {
            let there = self.root_file.symlink_metadata().is_ok();
            there.then(|| self.root_file.clone()).into_iter().collect()
        } else {
            let standing = standing(&self.folder).into_iter();
            standing.map(|file| self.folder.join(file)).collect()
        }
    }
}

fn named(files: &[PathBuf]) -> String {
    let mut names: Vec<String> = files
        .iter()
        .take(NAMED)
        .map(|file| file.display().to_string())
        .collect();
    if files.len() > NAMED {
        names.push(format!("and {} more", files.len() - NAMED));
    }
    names.join(", ")
}
