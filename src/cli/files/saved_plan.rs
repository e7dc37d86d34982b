//! Plan files: written for later, read back with care.

use std::path::Path;
use std::time::Duration;

use super::{read_lossy, write_private};
use crate::cli::failure::Failure;
use crate::cli::{Exit, json, manifest};
use crate::guards::Verdict;
use crate::report::{Document, SavedPlanReport};

/// Saves the plan of the manifest at `path`.
pub(in crate::cli) fn write(
    file: &Path,
    verdict: &Verdict,
    path: &Path,
    valid_for: Duration,
) -> Result<(), Failure> {
    let report = SavedPlanReport::of(verdict, manifest::commit(path), valid_for);
    write_private(file, &json::document(&report)?, "the plan")
}

/// Reads a plan back, to apply it.
pub(in crate::cli) fn read(file: &Path) -> Result<SavedPlanReport, Failure> {
    let text = read_lossy(file).map_err(|error| unusable(file, &error.to_string()))?;
    let report = SavedPlanReport::from_json(&text).map_err(|error| unusable(file, &error.to_string()))?;
    report.to_saved_plan().map_err(|error| unusable(file, &error))?;
    Ok(report)
}

/// A file that is no plan, or not one that this program reads.
fn unusable(file: &Path, why: &str) -> Failure {
    Failure::new(
        Exit::Stale,
        format!("{} cannot be used as a plan: {why}", file.display()),
    )
    .hint("make one with `orgform plan --out FILE`")
}
