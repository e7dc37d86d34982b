//! Where orgform keeps what belongs to one checkout: `.orgform/`, beside the manifest's root file.

use std::path::{Path, PathBuf};

/// The places beside a manifest.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Places {
    folder: PathBuf,
}

impl Places {
    /// For a manifest PATH: the folder itself, or the folder of the root file.
    pub(in crate::cli) fn beside(path: &Path) -> Places {
        let folder = if path == Path::new(".") {
            PathBuf::new()
        } else if path.is_dir() {
            path.to_owned()
        } else {
            parent(path)
        };
        Places { folder }
    }

    /// In this folder, whether it is there yet or not.
    pub(in crate::cli) fn within(folder: &Path) -> Places {
        Places {
            folder: folder.to_owned(),
        }
    }

    /// The sandbox's seed.
    #[cfg(feature = "sandbox")]
    pub(in crate::cli) fn seed(&self) -> PathBuf {
        self.folder.join("sandbox.seed.yaml")
    }

    /// The sandbox's database.
    #[cfg(feature = "sandbox")]
    pub(in crate::cli) fn sandbox(&self) -> PathBuf {
        self.folder.join(".orgform/sandbox.db")
    }

    /// The lock of applies.
    pub(in crate::cli) fn lock(&self) -> PathBuf {
        self.folder.join(".orgform/lock")
    }

    /// Where the journals of all runs are.
    pub(in crate::cli) fn journals(&self) -> PathBuf {
        self.folder.join(".orgform/journal")
    }

    /// The journal of a run.
    pub(in crate::cli) fn journal(&self, run: &str) -> PathBuf {
        self.journals().join(format!("{run}.jsonl"))
    }
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
