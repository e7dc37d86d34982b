//! Not more new invitations at once than somebody meant to send.

use super::Objection;
use super::context::{Context, addresses, object};
use crate::model::{Action, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let changes = context.plan.changes.iter();
    let invitations: Vec<_> = changes
        .filter(|change| matches!(change.action, Action::Invite { .. }))
        .collect();
    let limit = context.settings().max_invitations as usize;
    if invitations.len() <= limit {
        return Vec::new();
    }
    let reason = format!("{} new invitations; the limit is {limit}", invitations.len());
    vec![object(GuardCode::InviteLimit, addresses(invitations), reason)]
}
