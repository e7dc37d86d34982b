//! What the steps that follow may ask about, by name.

use crate::report::{DiagnosticsReport, DriftReport, PlanReport, ReceiptReport, VerificationReport};

/// Named values, in the order in which they are told. None of them names a person, but `removals`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Facts(Vec<(&'static str, String)>);

impl Facts {
    pub(in crate::cli) fn of_plan(report: &PlanReport) -> Facts {
        let removals = report.changes.iter().filter(|change| change.destructive);
        let removals: Vec<&str> = removals.map(|change| change.address.as_str()).collect();
        let verdict = &report.verdict;
        Facts::default()
            .and("outcome", &verdict.outcome.name())
            .and("changes", &verdict.changes)
            .and("destructive", &removals.len())
            .and("removals", &removals.join("\n"))
            .and("waiting", &report.summary.waiting)
            .and("held", &verdict.held)
            .and("refused", &!verdict.refused_by.is_empty())
            .and("refused_by", &verdict.refused_by.join(","))
    }

    pub(in crate::cli) fn of_receipt(receipt: &ReceiptReport) -> Facts {
        let ends = &receipt.summary;
        let converged = matches!(receipt.verification, VerificationReport::Converged { .. });
        Facts::default()
            .and("done", &ends.done)
            .and("failed", &ends.failed)
            .and("stale", &ends.stale)
            .and("blocked", &ends.blocked)
            .and("not_started", &ends.not_started)
            .and("converged", &converged)
            .and("run", &receipt.run)
    }

    pub(in crate::cli) fn of_drift(report: &DriftReport) -> Facts {
        let verdict = &report.verdict;
        Facts::default()
            .and("drift", &verdict.drift)
            .and("critical", &verdict.by_severity.critical)
            .and("pending", &verdict.pending)
            .and("fingerprint", &report.fingerprint)
    }

    pub(in crate::cli) fn of_diagnostics(report: &DiagnosticsReport) -> Facts {
        Facts::default()
            .and("errors", &report.errors)
            .and("warnings", &report.warnings)
    }

    /// The code with which the program ends.
    pub(super) fn of_exit(code: u8) -> Facts {
        Facts::default().and("exitcode", &code)
    }

    fn and(mut self, name: &'static str, value: &impl ToString) -> Facts {
        self.0.push((name, value.to_string()));
        self
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

#[cfg(test)]
impl Facts {
    /// One value, for the tests of those who write it down.
    pub(super) fn one(name: &'static str, value: &str) -> Facts {
        Facts::default().and(name, &value)
    }
}
