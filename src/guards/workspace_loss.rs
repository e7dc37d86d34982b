//! No workspace goes unsaid.

use std::collections::{BTreeMap, BTreeSet};

use super::Objection;
use super::context::{Context, object};
use crate::model::{Action, Address, Effect, GuardCode, WorkspaceKey};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let mut reasons: BTreeMap<&WorkspaceKey, String> = BTreeMap::new();
    for change in &context.plan.changes {
        if let Action::DeleteWorkspace { key } = &change.action {
            reasons.insert(key, "is deleted with everything in it".to_owned());
        }
        for effect in &change.effects {
            let (key, reason) = match effect {
                Effect::WorkspaceDies(key) => (key, format!("dies with {}, its only owner", change.address)),
                Effect::WorkspaceMayDie(key) => (
                    key,
                    format!("may die with {}: who owns it cannot be read", change.address),
                ),
                _ => continue,
            };
            reasons.entry(key).or_insert(reason);
        }
    }
    reasons
        .into_iter()
        .map(|(key, reason)| {
            let address = Address::Workspace(key.clone());
            let reason = format!("{address} {reason}");
            object(GuardCode::WorkspaceLoss, BTreeSet::from([address]), reason)
        })
        .collect()
}
