//! Readings of the whole contract that go by a name.

use serde::{Deserialize, Serialize};

use super::choices::{PlanCheck, Routes};
use super::table::Overrides;

/// A named reading of the contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Every route answers, every inferred ability is there.
    #[default]
    Generous,
    /// Only routes that a page documents answer.
    DocumentedOnly,
    /// The hosted platform below the Pro plan: workspaces cannot be created or updated (426).
    SaasFreePlan,
    /// Teams can be listed and no more; team grants do not exist.
    NoTeamWrites,
}

impl Preset {
    /// All presets.
    pub const ALL: [Self; 4] = [
        Self::Generous,
        Self::DocumentedOnly,
        Self::SaasFreePlan,
        Self::NoTeamWrites,
    ];

    /// Its name, in a seed and after `--preset`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Generous => "generous",
            Self::DocumentedOnly => "documented-only",
            Self::SaasFreePlan => "saas-free-plan",
            Self::NoTeamWrites => "no-team-writes",
        }
    }

    /// What the preset sets.
    #[must_use]
    pub fn overrides(self) -> Overrides {
        let none = Overrides::default();
        match self {
            Self::Generous => none,
            Self::DocumentedOnly => Overrides {
                documented_only: Some(true),
                ..none
            },
            Self::SaasFreePlan => Overrides {
                plan_check: Some(PlanCheck::UpgradeRequired),
                plan_type: Some("free".to_owned()),
                deployment_mode: Some("saas".to_owned()),
                ..none
            },
            Self::NoTeamWrites => Overrides {
                team_routes: Some(Routes::Absent),
                workspace_team_routes: Some(Routes::Absent),
                ..none
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::settings::Settings;

    #[test]
    fn what_is_set_wins_over_the_preset_and_the_preset_over_the_default() {
        let settings = Overrides {
            preset: Some(Preset::SaasFreePlan),
            plan_check: Some(PlanCheck::Forbidden),
            ..Overrides::default()
        }
        .settle();
        assert_eq!(settings.plan_check, PlanCheck::Forbidden);
        assert_eq!(settings.deployment_mode, "saas");
        assert_eq!(settings.created_status, Settings::default().created_status);
    }
}
