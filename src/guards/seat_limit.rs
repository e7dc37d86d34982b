//! No more people than there are seats, told before the first write.

use super::Objection;
use super::context::{Context, addresses, count, object};
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
        "{} and {} do not fit into {}; the tool does not pick",
        counted(members, "member", "members"),
        count(invitations.len(), "new invitation", "new invitations"),
        counted(limit, "seat", "seats"),
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
            "{}, {new} new and {} may not fit into {}",
            counted(seats.members, "member", "members"),
            counted(seats.open_invitations, "open invitation", "open invitations"),
            counted(limit, "seat", "seats"),
        )
    })
}

fn counted(number: u64, one: &str, many: &str) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), one, many)
}

fn new_invitations<'a>(context: &Context<'a>) -> Vec<&'a Change> {
    context
        .plan
        .changes
        .iter()
        .filter(|change| matches!(change.action, Action::Invite { .. }))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::SeatLimit;
    use crate::model::Role::Reader;
    use crate::testing::{World, assert_approvals, world};

    fn with_seats(seats: u64) -> World {
        world()
            .members(2, Reader)
            .with_organization(|organization| organization.max_members = Some(seats))
    }

    const TWO_MORE: &str = "members: { p1@acme.example: reader, p2@acme.example: reader, new1@acme.example: reader, \
                            new2@acme.example: reader }\n";

    #[test]
    fn just_enough_is_enough_and_otherwise_all_are_held() {
        assert!(!with_seats(5).objects(SeatLimit, TWO_MORE), "3 and 2 fit into 5");
        let verdict = with_seats(4).verdict(TWO_MORE);
        assert_eq!(verdict.judgement().held.len(), 2, "the tool does not pick");
        assert!(verdict.plan().changes.is_empty());
    }

    #[test]
    fn open_invitations_only_warn_and_a_new_link_takes_no_seat() {
        let open = with_seats(5).invitation("other@acme.example", Reader, 1, 6);
        let verdict = open.verdict(TWO_MORE);
        assert!(verdict.judgement().held.is_empty());
        assert_eq!(verdict.judgement().warnings.len(), 1);
        let again = with_seats(3).invitation("new@acme.example", Reader, 1, 6);
        assert!(!again.objects(SeatLimit, "members: { new@acme.example: contributor }\n"));
    }

    #[test]
    fn approvals_lift_it() {
        let objects = ["invitation/new1@acme.example", "invitation/new2@acme.example"];
        assert_approvals(&with_seats(4), SeatLimit, TWO_MORE, &objects, "members: {}\n");
    }
}
