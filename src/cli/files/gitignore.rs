//! What belongs to one checkout stays out of git.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::unwritable;
use crate::cli::failure::Failure;

/// The text of `.gitignore` in a folder with the line that keeps `.orgform/` out of git; `None` where it has it.
pub(in crate::cli) fn gitignore(folder: &Path) -> Result<Option<(PathBuf, String)>, Failure> {
    const LINE: &str = ".orgform/";
    let path = folder.join(".gitignore");
    let mut text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unwritable(&path, &error, "nothing was changed")),
    };
    let has_it = text
        .lines()
        .any(|line| [LINE, ".orgform", "/.orgform/", "/.orgform"].contains(&line.trim()));
    if has_it {
        return Ok(None);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str("# orgform's journals, lock and sandbox: of one checkout, and of no one else's\n");
    text.push_str(LINE);
    text.push('\n');
    Ok(Some((path, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gitignore_gets_its_line_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".gitignore");
        fs::write(&path, "/target").unwrap();
        let (at, text) = gitignore(folder.path()).unwrap().unwrap();
        assert!(
            at == path && text.starts_with("/target\n#") && text.ends_with("\n.orgform/\n"),
            "{text}"
        );
        fs::write(&path, text).unwrap();
        assert_eq!(gitignore(folder.path()).unwrap(), None);
    }
}
