//! What hurts people is counted in people, whatever the plan calls it.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, object};
use super::limits::excess;
use crate::model::{Action, Address, Email, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let plan = context.plan;
    let summary = plan.access_summary();
    let mut losers: BTreeSet<Email> = summary.lose_all.into_iter().chain(summary.lose_some).collect();
    // Whoever gains here may still lose there.
    losers.extend(
        plan.access
            .iter()
            .filter(|change| change.is_loss())
            .map(|change| change.person.clone()),
    );
    losers.extend(unknown_losses(context));
    let people = plan
        .before
        .members
        .values()
        .filter(|member| !member.operator)
        .count();
    let Some(excess) = excess(
        context.settings().max_access_loss,
        losers.len(),
        people.max(losers.len()),
    ) else {
        return Vec::new();
    };
    let objects: BTreeSet<Address> = losers.into_iter().map(Address::Member).collect();
    let reason = format!("people who lose access, or are lowered: {excess}");
    vec![object(GuardCode::AccessLoss, objects, reason)]
}

/// People who leave a team while the grants of some workspace cannot be read: what they lose is unknown, and
/// unknown is not nothing.
fn unknown_losses(context: &Context<'_>) -> BTreeSet<Email> {
    let before = &context.plan.before;
    let unknown = before
        .workspaces
        .values()
        .any(|workspace| !workspace.default && workspace.teams.is_none());
    if !unknown {
        return BTreeSet::new();
    }
    let mut losers = BTreeSet::new();
    for change in &context.plan.changes {
        match &change.action {
            Action::RemoveTeamMember { email, .. } => {
                losers.insert(email.clone());
            }
            Action::DeleteTeam { name, .. } => {
                let members = before.teams.get(name).and_then(|team| team.members.as_ref());
                losers.extend(members.into_iter().flatten().cloned());
            }
            _ => {}
        }
    }
    losers
}
