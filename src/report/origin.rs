//! The pull-request view: what a change of the manifest causes, and what was there before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::id;
use super::{BaselineReport, ChangeReport, PlanReport};
use crate::drift::{Origins, origins};
use crate::guards::Verdict;
use crate::plan::Plan;

/// The steps of a plan, held against those that the baseline would have of the same live organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OriginsReport {
    /// The baseline.
    pub baseline: BaselineReport,
    /// The ids of the steps that are due because of this change of the manifest. They alone make `plan` end with 2.
    pub caused: Vec<String>,
    /// The ids of the steps that were due before.
    pub there_before: Vec<String>,
    /// The steps that were due before, and no longer are.
    pub repaired: Vec<ChangeReport>,
}

impl OriginsReport {
    /// Tells where the steps of a plan come from; `base` is the plan of the baseline.
    pub fn of(origins: &Origins<'_>, base: &Plan, baseline: BaselineReport) -> OriginsReport {
        OriginsReport {
            baseline,
            caused: origins.caused.iter().map(|change| id(change)).collect(),
            there_before: origins.there_before.iter().map(|change| id(change)).collect(),
            repaired: origins
                .repaired
                .iter()
                .map(|change| ChangeReport::of(change, base))
                .collect(),
        }
    }
}

impl PlanReport {
    /// Tells a plan; where there is a baseline, with its plan and what is told of it, also where the steps come from.
    pub fn of(verdict: &Verdict, base: Option<(&Plan, BaselineReport)>) -> PlanReport {
        let held = verdict.judgement().held.iter().map(|held| &held.change);
        let told = base.map(|(base, baseline)| {
            let origins = origins(verdict.plan(), held, base);
            OriginsReport::of(&origins, base, baseline)
        });
        PlanReport {
            origins: told,
            ..PlanReport::from(verdict)
        }
    }

    /// The steps that this change of the manifest causes: all, where nothing is known of another one.
    pub fn caused(&self) -> Vec<&ChangeReport> {
        match &self.origins {
            None => self.changes.iter().collect(),
            Some(origins) => self.steps(&origins.caused),
        }
    }

    /// The steps that were due before.
    pub fn there_before(&self) -> Vec<&ChangeReport> {
        match &self.origins {
            None => Vec::new(),
            Some(origins) => self.steps(&origins.there_before),
        }
    }

    fn steps(&self, ids: &[String]) -> Vec<&ChangeReport> {
        let ids: std::collections::BTreeSet<&String> = ids.iter().collect();
        self.changes
            .iter()
            .filter(|change| ids.contains(&change.id))
            .collect()
    }
}
