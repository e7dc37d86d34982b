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

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::InviteLimit;
    use crate::testing::{assert_approvals, world};

    fn invite(number: usize, limit: &str) -> String {
        let members: Vec<String> = (1..=number)
            .map(|index| format!("new{index:02}@acme.example: reader"))
            .collect();
        format!("{limit}members: {{ {} }}\n", members.join(", "))
    }

    #[test]
    fn just_under_at_and_above() {
        assert!(!world().objects(InviteLimit, &invite(25, "")));
        assert!(world().objects(InviteLimit, &invite(26, "")));
        let three = "guards: { max_invitations: 3 }\n";
        assert!(!world().objects(InviteLimit, &invite(3, three)));
        assert_eq!(
            world().verdict(&invite(4, three)).judgement().held.len(),
            4,
            "all are held"
        );
    }

    #[test]
    fn approvals_lift_it() {
        let two = "guards: { max_invitations: 2 }\n";
        let objects: Vec<String> = (1..=3)
            .map(|index| format!("invitation/new{index:02}@acme.example"))
            .collect();
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        assert_approvals(&world(), InviteLimit, &invite(3, two), &objects, &invite(2, two));
    }
}
