//! Plan files: written for later, read back with care.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Exit;
use super::failure::Failure;
use crate::guards::Verdict;
use crate::report::{Document, SavedPlanReport};

/// Saves a plan.
pub(super) fn write(
    file: &Path,
    verdict: &Verdict,
    manifest: &Path,
    valid_for: Duration,
) -> Result<(), Failure> {
    let report = SavedPlanReport::of(verdict, commit(manifest), valid_for);
    write_private(file, &json(&report)?, "the plan")
}

/// Refuses, before anybody is asked anything, a file in a folder that is not there.
pub(super) fn has_place(file: Option<&Path>) -> Result<(), Failure> {
    let folder = file.and_then(Path::parent);
    match folder.filter(|folder| *folder != Path::new("") && !folder.is_dir()) {
        None => Ok(()),
        Some(folder) => Err(Failure::new(
            Exit::Usage,
            format!("--out: there is no folder {}", folder.display()),
        )
        .hint("make it first; nothing was read or written")),
    }
}

/// Writes a file that only its owner may read: it names people.
pub(super) fn write_private(file: &Path, text: &str, what: &str) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::new(
            Exit::Internal,
            format!("{what} cannot be saved to {}: {error}", file.display()),
        )
    };
    std::fs::write(file, text).map_err(unwritable)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).map_err(unwritable)?;
    }
    Ok(())
}

/// A document as JSON.
pub(super) fn json(document: &impl Document) -> Result<String, Failure> {
    document
        .to_json()
        .map_err(|error| Failure::new(Exit::Internal, format!("the report cannot be written: {error}")))
}

/// A document as one line of JSON.
pub(super) fn json_line(document: &impl Document) -> Result<String, Failure> {
    let line = serde_json::to_string(document).map_err(anyhow::Error::from)?;
    Ok(format!("{line}\n"))
}

/// Reads a plan back, to apply it.
pub(super) fn read(file: &Path) -> Result<SavedPlanReport, Failure> {
    let text = text(file).map_err(|error| unusable(file, &error.to_string()))?;
    let report = SavedPlanReport::from_json(&text).map_err(|error| unusable(file, &error.to_string()))?;
    report.to_saved_plan().map_err(|error| unusable(file, &error))?;
    Ok(report)
}

/// The text of a file that should hold a plan, a receipt or a journal. A journal can be cut in the middle of
/// a character; what is damaged otherwise is no JSON, or has another digest.
pub(super) fn text(file: &Path) -> std::io::Result<String> {
    let bytes = std::fs::read(file)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file that is no plan, or not one that this program reads.
fn unusable(file: &Path, why: &str) -> Failure {
    Failure::new(
        Exit::Stale,
        format!("{} cannot be used as a plan: {why}", file.display()),
    )
    .hint("make one with `orgform plan --out FILE`")
}

/// The commit that the manifest was read from, where it is in a git work tree.
fn commit(manifest: &Path) -> Option<String> {
    let folder = if manifest.is_dir() {
        manifest
    } else {
        manifest.parent().filter(|path| *path != Path::new(""))?
    };
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["rev-parse", "HEAD"])
        .output()
        .ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| commit.trim().to_owned())
}
