//! What stands in a folder that is read with everything below it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::kind::{is_seed, is_yaml, looks_like_yaml};
use super::part::MAX_ENTRIES;
use super::read::reason;

/// Something that was met, and matters.
pub(super) enum Met {
    /// A file to be read.
    File(PathBuf),
    /// A YAML file that is not read.
    Ignored(PathBuf),
    /// A link that must not be followed.
    Outside(PathBuf),
    /// What could not be looked at, and why.
    Unreadable(PathBuf, String),
    /// Too much to be looked at.
    TooMany,
}

/// Walks a folder, links followed as long as they stay below `root` (which is free of links) and do not lead
/// up. Sorted by path.
pub(super) fn below(root: &Path, folder: &Path) -> Vec<Met> {
    if is_link(folder) && leaves(root, folder) {
        return vec![Met::Outside(folder.to_owned())];
    }
    let read = folder.canonicalize().unwrap_or_default();
    let mut refused = BTreeSet::new();
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let walk = walk.into_iter().filter_entry(|entry| {
        let is_refused = entry.depth() > 0
            && entry.path_is_symlink()
            && (leaves(root, entry.path()) || leads_up(&read, entry.path()));
        if is_refused && is_of_interest(entry) {
            refused.insert(entry.path().to_owned());
        }
        !is_refused && !is_hidden_folder(entry)
    });
    let entries: Vec<_> = walk.take(MAX_ENTRIES + 1).collect();
    let too_many = (entries.len() > MAX_ENTRIES).then_some(Met::TooMany);
    let outside = refused.into_iter().map(Met::Outside);
    let met = entries.into_iter().filter_map(|entry| match entry {
        Ok(entry) => file(&entry),
        Err(error) => Some(unreadable(folder, error)),
    });
    outside.chain(met).chain(too_many).collect()
}

fn file(entry: &DirEntry) -> Option<Met> {
    let name = entry.file_name().to_string_lossy();
    if entry.file_type().is_dir() || !looks_like_yaml(&name) || is_seed(&name) {
        return None;
    }
    let path = entry.path().to_owned();
    Some(if is_yaml(&name) {
        Met::File(path)
    } else {
        Met::Ignored(path)
    })
}

fn unreadable(folder: &Path, error: walkdir::Error) -> Met {
    let path = error.path().unwrap_or(folder).to_owned();
    let why = match error.loop_ancestor() {
        Some(_) => "the link leads back to a folder above it".to_owned(),
        None => error
            .into_io_error()
            .map_or_else(|| "it is not there".to_owned(), |error| reason(&error)),
    };
    Met::Unreadable(path, why)
}

/// Whether a path is a symbolic link.
pub(super) fn is_link(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink())
}

/// Whether a link leads out of `root`. One that leads nowhere counts.
pub(super) fn leaves(root: &Path, path: &Path) -> bool {
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
