//! No more people than there are seats, told before the first write.

use super::Objection;
use super::context::{Context, addresses, object};
use crate::model::{Action, Change, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let Some(limit) = context.plan.seats.limit else {
        return Vec::new();
    };
    let invitations = new_invitations(context);
    let members = context.plan.seats.members;
    if invitations.is_empty() || members + invitations.len() as u64 <= limit {
        return Vec::new();
    }
    let reason = format!(
        "{members} members and {} new invitations do not fit into {limit} seats; the tool does not pick",
        invitations.len()
    );
    vec![object(GuardCode::SeatLimit, addresses(invitations), reason)]
}

/// Whether open invitations take a seat is UNKNOWN, so they only warn.
pub(super) fn warning(context: &Context<'_>) -> Option<String> {
    let seats = context.plan.seats;
    let limit = seats.limit?;
    let new = new_invitations(context).len() as u64;
    let certain = seats.members + new;
    let possible = certain + seats.open_invitations;
    (new > 0 && certain <= limit && possible > limit).then(|| {
        format!(
            "{} members, {new} new and {} open invitations may not fit into {limit} seats",
            seats.members, seats.open_invitations
        )
    })
}

fn new_invitations<'a>(context: &Context<'a>) -> Vec<&'a Change> {
    context
        .plan
        .changes
        .iter()
        .filter(|change| matches!(change.action, Action::Invite { .. }))
        .collect()
}
