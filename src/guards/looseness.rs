//! Limits that are looser than what everybody has: allowed, and never silent.

use crate::model::{GuardCode, GuardSettings, Limit};

/// A limit that was loosened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looseness {
    /// The guard that it belongs to.
    pub guard: GuardCode,
    /// What it is, and what it would be: `max_removals.count 50 (default 10)`.
    pub text: String,
}

/// Every limit that is looser than the default.
pub(super) fn find(settings: &GuardSettings) -> Vec<Looseness> {
    let defaults = GuardSettings::default();
    let mut looser = Vec::new();
    let mut compare = |guard, name: &str, value: u32, default: u32| {
        if value > default {
            looser.push(Looseness {
                guard,
                text: format!("{name} {value} (default {default})"),
            });
        }
    };
    let mut limit = |guard, name: &str, value: Limit, default: Limit| {
        compare(guard, &format!("{name}.count"), value.count, default.count);
        compare(guard, &format!("{name}.percent"), value.percent, default.percent);
    };
    limit(
        GuardCode::RemovalLimit,
        "max_removals",
        settings.max_removals,
        defaults.max_removals,
    );
    limit(
        GuardCode::AccessLoss,
        "max_access_loss",
        settings.max_access_loss,
        defaults.max_access_loss,
    );
    compare(
        GuardCode::InviteLimit,
        "max_invitations",
        settings.max_invitations,
        defaults.max_invitations,
    );
    if settings.min_owners < defaults.min_owners {
        let text = format!(
            "min_owners {} (default {})",
            settings.min_owners, defaults.min_owners
        );
        looser.push(Looseness {
            guard: GuardCode::LastOwner,
            text,
        });
    }
    looser
}
