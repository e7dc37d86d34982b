//! Which files a folder's manifest has already, or would have if there were a root file.

use std::path::{Path, PathBuf};

use super::FileKind;
use super::below::{Met, below};
use super::read::entries;
use super::walk::FOLDERS;

/// Every file of a folder that is read as part of its manifest, by its path below the folder, sorted. A folder that
/// cannot be looked into has none: whoever writes there will be told.
pub fn standing(root: &Path) -> Vec<PathBuf> {
    // A path without a part is the folder in which the program runs.
    let root = if root == Path::new("") {
        Path::new(".")
    } else {
        root
    };
    let beside = entries(root).into_iter().flatten();
    let beside = beside.filter(|entry| FileKind::of(&entry.file_name().to_string_lossy()).is_some());
    let beside = beside.map(|entry| entry.path()).filter(|path| !path.is_dir());
    let canonical = root.canonicalize().unwrap_or_default();
    let folders = FOLDERS.iter().map(|(name, _)| root.join(name));
    let folders = folders.filter(|folder| folder.symlink_metadata().is_ok());
    let inside = folders
        .flat_map(|folder| below(&canonical, &folder))
        .filter_map(|met| match met {
            Met::File(path) | Met::Outside(path) | Met::Unreadable(path, _) => Some(path),
            Met::Ignored(_) | Met::TooMany => None,
        });
    let below_root = |path: PathBuf| path.strip_prefix(root).map(Path::to_owned).unwrap_or(path);
    let mut standing: Vec<PathBuf> = beside.chain(inside).map(below_root).collect();
    standing.sort();
    standing
}
