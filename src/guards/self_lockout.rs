//! The calling account stays what it is.

use std::collections::BTreeSet;

use super::Objection;
use super::context::Context;
use crate::model::{Action, Address, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let caller = &context.plan.caller;
    let taken = context
        .plan
        .changes
        .iter()
        .find_map(|change| match &change.action {
            Action::RemoveMember { email, .. } if email == caller => Some("would be removed"),
            Action::UpdateMember {
                email, before, after, ..
            } if email == caller && after.role < before.role => Some("would be demoted"),
            _ => None,
        });
    let reason = taken.map(str::to_owned).or_else(|| declared_lower(context));
    let Some(reason) = reason else {
        return Vec::new();
    };
    vec![Objection {
        guard: GuardCode::SelfLockout,
        objects: BTreeSet::from([Address::Member(caller.clone())]),
        reason: format!("{caller} is the calling account, and {reason}; run with another owner's key"),
        liftable: false,
    }]
}

/// An operator is never changed, so a manifest that wants the calling one lower would be wrong for ever.
fn declared_lower(context: &Context<'_>) -> Option<String> {
    let caller = &context.plan.caller;
    let live = context.plan.before.members.get(caller)?.role;
    let declared = context.desired.members.as_ref()?.get(caller)?.role;
    (declared < live).then(|| format!("is declared {declared} while it is {live}"))
}
