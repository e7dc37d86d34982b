//! The pull-request view in one line.

use super::words::count;
use crate::report::PlanReport;

/// How many steps come from this change of the manifest; nothing where the plan has no baseline.
pub(super) fn line(report: &PlanReport) -> Option<String> {
    let origins = report.origins.as_ref()?;
    Some(format!(
        "{} caused by this change, {} there before, {} repaired, against {}",
        count(origins.caused.len(), "step", "steps"),
        origins.there_before.len(),
        origins.repaired.len(),
        origins.baseline.name,
    ))
}
