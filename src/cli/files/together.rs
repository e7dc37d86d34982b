//! Writing files, all of them or none, as far as a filesystem allows.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Exit;
use crate::cli::failure::Failure;

/// Writes every file beside its place first, and then puts them in place in this order: a full disk or a folder that
/// may not be written to leaves everything as it was. Folders are made where they are missing; a link stays one, and a
/// file keeps its rights.
pub(in crate::cli) fn write_together(files: &[(PathBuf, String)]) -> Result<(), Failure> {
    for (index, (path, text)) in files.iter().enumerate() {
        if let Err(error) = write_beside(path, text) {
            files[..=index].iter().for_each(|(path, _)| forget(path));
            return Err(unwritable(path, &error, "nothing was changed"));
        }
    }
    for (index, (path, _)) in files.iter().enumerate() {
        if let Err(error) = fs::rename(beside(path), target(path)) {
            files[index..].iter().for_each(|(path, _)| forget(path));
            return Err(unwritable(path, &error, "what was written before it stays"));
        }
    }
    Ok(())
}

fn write_beside(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    fs::write(&beside, text)?;
    match fs::metadata(path) {
        Ok(metadata) => fs::set_permissions(&beside, metadata.permissions()),
        Err(_) => Ok(()),
    }
}

/// Where the new version waits, which is never read as part of a manifest.
fn beside(path: &Path) -> PathBuf {
    let target = target(path);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.new"))
}

/// The file itself, where the path is a link to it.
fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn forget(path: &Path) {
    // It is not there, or it cannot be helped.
    let _ = fs::remove_file(beside(path));
}

/// That a file cannot be written, and what that means.
pub(in crate::cli) fn unwritable(path: &Path, error: &io::Error, consequence: &str) -> Failure {
    Failure::new(
        Exit::Internal,
        format!("{} cannot be written: {error}", path.display()),
    )
    .hint(consequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("old.yaml"), "old").unwrap();
        // A file stands where a folder is needed.
        let files = [
            (at("old.yaml"), "new".to_owned()),
            (at("teams/red.yaml"), "red".to_owned()),
            (at("old.yaml/blue.yaml"), "blue".to_owned()),
        ];
        assert!(write_together(&files).is_err());
        assert_eq!(fs::read_to_string(at("old.yaml")).unwrap(), "old");
        assert_eq!(names(folder.path()), ["old.yaml", "teams"]);
        assert_eq!(names(&at("teams")), Vec::<String>::new());
        write_together(&files[..2]).unwrap();
        assert_eq!(fs::read_to_string(at("old.yaml")).unwrap(), "new");
        assert_eq!(names(&at("teams")), ["red.yaml"]);
    }
}
