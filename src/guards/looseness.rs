//! Limits that are looser than what everybody has, or than what was applied last: allowed, and never silent.

use super::Rules;
use crate::model::{GuardCode, GuardSettings, Limit};

/// A limit that was loosened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looseness {
    /// The guard that it belongs to.
    pub guard: GuardCode,
    /// Than what it is looser.
    pub than: Than,
    /// What it is, and what it would be: `max_removals.count 50 (default 10)`.
    pub text: String,
}

/// What a limit is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Than {
    /// What everybody has.
    Default,
    /// What was applied last, and still counts.
    Baseline,
}

/// Every limit of the manifest that is looser than the default or than the baseline.
pub(super) fn find(rules: &Rules<'_>) -> Vec<Looseness> {
    let own = &rules.desired.guards;
    let mut looser = numbers(own, &GuardSettings::default(), Than::Default);
    if let Some(baseline) = rules.baseline {
        looser.extend(numbers(own, &baseline.guards, Than::Baseline));
        looser.extend(people(own, &baseline.guards));
        looser.extend(domains(own, &baseline.guards));
    }
    looser
}

fn numbers(own: &GuardSettings, other: &GuardSettings, than: Than) -> Vec<Looseness> {
    let word = match than {
        Than::Default => "default",
        Than::Baseline => "baseline",
    };
    let mut looser = Vec::new();
    let mut tell = |guard, name: &str, value: u32, other: u32| {
        let text = format!("{name} {value} ({word} {other})");
        looser.push(Looseness { guard, than, text });
    };
    let limits = [
        (
            GuardCode::RemovalLimit,
            "max_removals",
            own.max_removals,
            other.max_removals,
        ),
        (
            GuardCode::AccessLoss,
            "max_access_loss",
            own.max_access_loss,
            other.max_access_loss,
        ),
    ];
    for (guard, name, Limit { count, percent }, limit) in limits {
        if count > limit.count {
            tell(guard, &format!("{name}.count"), count, limit.count);
        }
        if percent > limit.percent {
            tell(guard, &format!("{name}.percent"), percent, limit.percent);
        }
    }
    if own.max_invitations > other.max_invitations {
        let guard = GuardCode::InviteLimit;
        tell(
            guard,
            "max_invitations",
            own.max_invitations,
            other.max_invitations,
        );
    }
    if own.min_owners < other.min_owners {
        tell(
            GuardCode::LastOwner,
            "min_owners",
            own.min_owners,
            other.min_owners,
        );
    }
    looser
}

fn people(own: &GuardSettings, baseline: &GuardSettings) -> Option<Looseness> {
    let gone = baseline.break_glass.keys();
    let gone: Vec<String> = gone
        .filter(|person| !own.break_glass.contains_key(*person))
        .map(ToString::to_string)
        .collect();
    (!gone.is_empty()).then(|| Looseness {
        guard: GuardCode::BreakGlass,
        than: Than::Baseline,
        text: format!("break_glass without {}", gone.join(", ")),
    })
}

fn domains(own: &GuardSettings, baseline: &GuardSettings) -> Option<Looseness> {
    let allowed = baseline.email_domains.as_ref()?;
    let text = match &own.email_domains {
        None => "email_domains left out".to_owned(),
        Some(own) => {
            let more: Vec<&str> = own.difference(allowed).map(String::as_str).collect();
            if more.is_empty() {
                return None;
            }
            format!("email_domains with {}", more.join(", "))
        }
    };
    Some(Looseness {
        guard: GuardCode::EmailDomain,
        than: Than::Baseline,
        text,
    })
}
