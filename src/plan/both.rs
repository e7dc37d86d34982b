//! A manifest and its baseline, planned against one look at live.

use jiff::Timestamp;

use super::{CallerUnclear, Plan, PlanInput, initial_scope, plan, wider_scope};
use crate::model::{Desired, Live, ReadScope};

/// The plan of a manifest, and that of its baseline where there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Plans {
    /// What is to be done for the manifest.
    pub manifest: Plan,
    /// What would be to be done for the baseline.
    pub baseline: Option<Plan>,
}

/// What first plans of both need.
pub fn first_scope(desired: &Desired, baseline: Option<&Desired>) -> ReadScope {
    initial_scope(desired).and(baseline.map(initial_scope))
}

impl Plans {
    /// Plans both.
    pub fn make(
        desired: &Desired,
        baseline: Option<&Desired>,
        live: &Live,
        now: Timestamp,
    ) -> Result<Plans, CallerUnclear> {
        let plan = |desired| plan(PlanInput { desired, live, now });
        Ok(Plans {
            manifest: plan(desired)?,
            baseline: baseline.map(plan).transpose()?,
        })
    }

    /// What has to be read besides, because of what either holds. `None` when nothing is missing.
    pub fn wider_scope(&self, live: &Live) -> Option<ReadScope> {
        let of_baseline = self.baseline.as_ref().and_then(|plan| wider_scope(plan, live));
        match wider_scope(&self.manifest, live) {
            Some(scope) => Some(scope.and(of_baseline)),
            None => of_baseline,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Presence, WorkspaceKey, WorkspaceScope};
    use crate::testing::desired;

    /// It is gone on every run but the first, so it would be asked about in vain; and while it is there, it is read.
    #[test]
    fn what_either_of_the_two_deletes_waits_for_the_list_and_is_read_then() {
        let keeps = desired("workspaces: { attic: {}, lab: {} }\n");
        let deletes = desired("workspaces: { attic: { delete: true }, lab: {} }\n");
        let expected = [("attic", Presence::Doubtful), ("lab", Presence::Expected)]
            .map(|(key, presence)| (WorkspaceKey::new(key), presence));
        for (manifest, baseline) in [(&keeps, &deletes), (&deletes, &keeps), (&deletes, &deletes)] {
            let scope = first_scope(manifest, Some(baseline)).workspaces;
            assert_eq!(scope, WorkspaceScope::Named(expected.clone().into()));
            assert!(scope.opens(&WorkspaceKey::new("attic"), false));
        }
    }
}
