//! A folder of issues, for the script that opens, updates and closes them.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::{Exit, files};
use crate::render::markdown::issue;
use crate::report::{DriftKind, DriftReport};

/// The file that says that not everything could be read, so that nothing is known to be gone.
const INCOMPLETE: &str = "incomplete";

/// Writes `FOLDER/KEY/FINGERPRINT.md` for each item that counts: a title, and the text below it. Issues of an
/// earlier run that are still there are replaced; the folder of the organization is there even when nothing is
/// in it.
pub(in crate::cli) fn write_issues(
    folder: &Path,
    report: &DriftReport,
    page: Option<&str>,
) -> Result<(), Failure> {
    let folder = folder.join(&report.organization.key);
    empty(&folder)?;
    files::write_together(&issues(&folder, report, page))
}

fn issues(folder: &Path, report: &DriftReport, page: Option<&str>) -> Vec<(PathBuf, String)> {
    let counted = report.items.iter().filter(|item| item.counts);
    let mut files: Vec<(PathBuf, String)> = counted
        .map(|item| {
            let issue = issue(report, item, page);
            let path = folder.join(format!("{}.md", item.fingerprint));
            (path, format!("{}\n{}", issue.title, issue.text))
        })
        .collect();
    let unread = report.items.iter().any(|item| item.kind == DriftKind::Unreadable);
    if unread || !report.bursts.is_empty() {
        files.push((folder.join(INCOMPLETE), String::new()));
    }
    files
}

/// Makes the folder, and removes from it what an earlier run wrote.
fn empty(folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        let message = format!("{} cannot be used: {error}", folder.display());
        Failure::new(Exit::Internal, message)
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "md") || path.ends_with(INCOMPLETE) {
            std::fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(())
}
