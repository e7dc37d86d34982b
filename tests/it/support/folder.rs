//! Folders of the repository, copied to where a test may do as it likes.

use std::fs;
use std::path::Path;

/// Copies a folder with everything in it, but for what a checkout keeps beside it (`.orgform/`).
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if !entry.file_type().unwrap().is_dir() {
            fs::copy(entry.path(), target).unwrap();
        } else if entry.file_name() != ".orgform" {
            copy(&entry.path(), &target);
        }
    }
}
