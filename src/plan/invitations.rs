//! People on the way in. Invitations are a state machine: a member beats an open invitation, which beats
//! the newest closed one. At most one invitation per address is planned.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::draft::Draft;
use super::people::is_open;
use super::{FindingKind, WaitingFor};
use crate::model::{
    Action, Address, Collection, DesiredMember, Email, Fingerprint, InvitationId, InvitationStatus,
    LiveInvitation, Prunable, Reading, Role,
};

/// After so many expired invitations nobody is asked again, unless the manifest says so.
const GIVE_UP_AFTER: usize = 3;

pub(super) fn plan(draft: &mut Draft<'_>) {
    let Some(declared) = &draft.desired.members else {
        return;
    };
    for (email, member) in declared {
        bring_in(draft, email, member);
    }
    cancel_undeclared(draft);
    tell_unclear(draft);
}

/// What waiting for the answer to an open invitation is called.
pub(super) fn answer(email: &Email, row: &LiveInvitation, now: Timestamp) -> WaitingFor {
    WaitingFor::Answer {
        person: email.clone(),
        since: row.created_at,
        until: row.expires_at,
        verifying: row.status(now) == InvitationStatus::Verifying,
    }
}

fn bring_in(draft: &mut Draft<'_>, email: &Email, member: &DesiredMember) {
    let people = draft.people;
    let elsewhere = people.is_operator(email) || people.is_ignored(email) || people.is_ambiguous(email);
    if elsewhere || people.row(email).is_some() {
        return;
    }
    let address = Address::Invitation(email.clone());
    let draft_live = draft.live;
    if !matches!(draft_live.invitations, Reading::Read(_)) {
        draft.find_unread(
            Collection::Invitations,
            &address,
            &draft_live.invitations,
            Some(&member.source),
        );
        return;
    }
    let rows = draft.people.invitations_of(email).to_vec();
    let open: Vec<&LiveInvitation> = rows
        .iter()
        .copied()
        .filter(|row| is_open(row, draft.now))
        .collect();
    if open.is_empty() {
        after_closed(draft, email, member, &rows);
    } else {
        with_open(draft, email, member, &open);
    }
}

fn with_open(draft: &mut Draft<'_>, email: &Email, member: &DesiredMember, open: &[&LiveInvitation]) {
    let now = draft.now;
    let verifying = |row: &&&LiveInvitation| row.status(now) == InvitationStatus::Verifying;
    // Whoever is confirming an address has taken the invitation up: it is not pulled away from under them.
    let kept = open
        .iter()
        .rev()
        .find(verifying)
        .or_else(|| open.iter().rev().find(|row| row.role == member.role));
    let Some(kept) = kept else {
        return invite_again(draft, email, member, open);
    };
    let address = Address::Invitation(email.clone());
    draft.wait(
        address.clone(),
        answer(email, kept, now),
        Some(kept.role),
        Some(&member.source),
    );
    let surplus: Vec<&LiveInvitation> = open.iter().copied().filter(|row| row.id != kept.id).collect();
    if surplus.is_empty() {
        return;
    }
    if draft.prunes(Prunable::Members) {
        let because = format!(
            "{} open invitations; the newest with the right role stays",
            open.len()
        );
        cancel(draft, email, &surplus, Some(kept.role), because);
    } else {
        let detail = format!(
            "{} open invitations beside the one that is waited for",
            surplus.len()
        );
        draft.leave(address, Some(kept.role), Some(Prunable::Members), Some(&detail));
    }
}

/// The role of an open invitation cannot be changed: one visible step cancels and invites.
fn invite_again(draft: &mut Draft<'_>, email: &Email, member: &DesiredMember, open: &[&LiveInvitation]) {
    let Some(newest) = open.last() else {
        return;
    };
    let action = Action::Reinvite {
        email: email.clone(),
        cancel: ids(open),
        before: newest.role,
        after: member.role,
    };
    let because = "the open invitation has another role; it is cancelled and sent anew with a new link";
    draft.invited.insert(email.clone());
    let address = Address::Invitation(email.clone());
    draft.change(address, action, because, Some(&member.source), fingerprint(open));
}

fn after_closed(draft: &mut Draft<'_>, email: &Email, member: &DesiredMember, rows: &[&LiveInvitation]) {
    let Some(newest) = rows.last() else {
        return invite(
            draft,
            email,
            member,
            rows,
            "declared, and not in the organization".to_owned(),
        );
    };
    let expired = rows
        .iter()
        .filter(|row| row.status(draft.now) == InvitationStatus::Expired)
        .count();
    let asked_again = asks_again(member, newest, draft.now);
    let address = Address::Invitation(email.clone());
    let source = Some(&member.source);
    match newest.status(draft.now) {
        InvitationStatus::Declined if !asked_again => {
            let detail = format!("{email} declined the invitation; `reinvite: <date>` asks once more");
            draft.find(FindingKind::Declined, &address, detail, source, false);
        }
        InvitationStatus::Accepted => {
            let detail = format!("the invitation to {email} was accepted by an account of another address");
            draft.find(FindingKind::JoinedElsewhere, &address, detail, source, false);
        }
        InvitationStatus::Expired if expired >= GIVE_UP_AFTER && !asked_again => {
            let detail =
                format!("{expired} invitations to {email} expired; `reinvite: <date>` asks once more");
            draft.find(FindingKind::GaveUp, &address, detail, source, false);
        }
        InvitationStatus::Expired if !asked_again => {
            let because = format!("the last invitation expired unanswered ({expired} so far)");
            invite(draft, email, member, rows, because);
        }
        _ => invite(draft, email, member, rows, "`reinvite` asks once more".to_owned()),
    }
}

/// Whether `reinvite` names a day that has come and that is later than the last invitation, so that it
/// counts exactly once: the invitation it causes is later than the day.
fn asks_again(member: &DesiredMember, newest: &LiveInvitation, now: Timestamp) -> bool {
    let Some(day) = member.reinvite.and_then(|date| date.to_zoned(TimeZone::UTC).ok()) else {
        return false;
    };
    let day = day.timestamp();
    day <= now && newest.created_at < day
}

fn invite(
    draft: &mut Draft<'_>,
    email: &Email,
    member: &DesiredMember,
    rows: &[&LiveInvitation],
    because: String,
) {
    let action = Action::Invite {
        email: email.clone(),
        role: member.role,
    };
    draft.invited.insert(email.clone());
    let address = Address::Invitation(email.clone());
    draft.change(address, action, because, Some(&member.source), fingerprint(rows));
}

fn cancel_undeclared(draft: &mut Draft<'_>) {
    let people = draft.people;
    for (email, rows) in people.invitations() {
        let open: Vec<&LiveInvitation> = rows
            .iter()
            .copied()
            .filter(|row| is_open(row, draft.now))
            .collect();
        let Some(newest) = open.last() else {
            continue;
        };
        let declared = draft
            .desired
            .members
            .as_ref()
            .is_some_and(|members| members.contains_key(email));
        let is_member = people.row(email).is_some();
        if people.is_operator(email) || (declared && !is_member) {
            continue;
        }
        if draft.prunes(Prunable::Members) {
            let because = if declared {
                "open, although the person is a member"
            } else {
                "not declared"
            };
            cancel(draft, email, &open, None, because.to_owned());
        } else {
            let address = Address::Invitation(email.clone());
            draft.leave(address, Some(newest.role), Some(Prunable::Members), None);
        }
    }
}

fn cancel(
    draft: &mut Draft<'_>,
    email: &Email,
    rows: &[&LiveInvitation],
    remaining: Option<Role>,
    because: String,
) {
    let action = Action::CancelInvitations {
        email: email.clone(),
        cancel: ids(rows),
        remaining,
    };
    draft.change(
        Address::Invitation(email.clone()),
        action,
        because,
        None,
        fingerprint(rows),
    );
}

fn tell_unclear(draft: &mut Draft<'_>) {
    let (live, now) = (draft.live, draft.now);
    let rows = live.invitations.known().map(Vec::as_slice).unwrap_or_default();
    for row in rows
        .iter()
        .filter(|row| is_open(row, now) && Email::parse(&row.email).is_err())
    {
        let subject = format!("invitation/{}", row.email.escape_debug());
        let detail = "is an open invitation to an address that is not ASCII or no address; it is left alone";
        draft.find_raw(FindingKind::Ambiguous, subject, detail, None, false);
    }
}

fn ids(rows: &[&LiveInvitation]) -> Vec<InvitationId> {
    rows.iter().map(|row| row.id.clone()).collect()
}

/// Of the invitations of one address that decided. The ids are hashed, not shown.
fn fingerprint(rows: &[&LiveInvitation]) -> Fingerprint {
    let mut builder = Fingerprint::builder("invitations");
    for row in rows {
        builder.add(row.id.reveal());
        builder.add(row.role.as_str());
        builder.add(&format!("{:?}", row.accepted));
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use crate::model::Role::{Contributor, Owner, Reader};
    use crate::plan::{FindingKind, Plan};
    use crate::testing::{PRUNE, World, world};

    const BOB: &str = "members: { bob@acme.example: contributor }\n";

    fn steps(plan: &Plan) -> Vec<String> {
        plan.changes
            .iter()
            .map(|change| format!("{} {}", change.action.name(), change.address))
            .collect()
    }

    fn found(plan: &Plan) -> Vec<FindingKind> {
        plan.findings.iter().map(|finding| finding.kind).collect()
    }

    fn expired(times: usize) -> World {
        (0..times).fold(world(), |world, index| {
            world.invitation(
                "bob@acme.example",
                Contributor,
                30 - i64::try_from(index).unwrap(),
                -10,
            )
        })
    }

    #[test]
    fn nobody_there_is_invited() {
        assert_eq!(steps(&world().plan(BOB)), ["invite invitation/bob@acme.example"]);
    }

    #[test]
    fn an_open_invitation_of_the_right_role_is_waited_for() {
        let plan = world()
            .invitation("Bob@ACME.example", Contributor, 1, 6)
            .plan(BOB);
        assert!(steps(&plan).is_empty());
        assert_eq!(plan.people_awaited(), 1);
    }

    #[test]
    fn a_member_beats_an_open_invitation() {
        let plan = world()
            .member("bob@acme.example", Contributor)
            .invitation("bob@acme.example", Owner, 1, 6)
            .plan(BOB);
        assert!(steps(&plan).is_empty() && plan.waiting.is_empty());
    }

    #[test]
    fn another_role_is_one_change() {
        let plan = world().invitation("bob@acme.example", Reader, 1, 6).plan(BOB);
        assert_eq!(steps(&plan), ["reinvite invitation/bob@acme.example"]);
    }

    #[test]
    fn whoever_confirms_an_address_is_left_in_peace() {
        let mut verifying = world().invitation("bob@acme.example", Reader, 1, 6);
        if let crate::model::Reading::Read(rows) = &mut verifying.live.invitations {
            rows[0].pending_verification = true;
        }
        let plan = verifying.plan(BOB);
        assert!(steps(&plan).is_empty());
        assert_eq!(plan.people_awaited(), 1);
    }

    #[test]
    fn of_several_open_ones_the_newest_of_the_right_role_stays() {
        let several = world()
            .invitation("bob@acme.example", Contributor, 5, 2)
            .invitation("bob@acme.example", Contributor, 3, 4)
            .invitation("bob@acme.example", Reader, 1, 6);
        assert!(
            steps(&several.plan(BOB)).is_empty(),
            "nothing is removed without prune"
        );
        let plan = several.plan(&format!("{PRUNE}{BOB}"));
        assert_eq!(steps(&plan), ["cancel-invitation invitation/bob@acme.example"]);
        assert_eq!(
            plan.after.invitations.values().collect::<Vec<_>>(),
            [&Contributor]
        );
    }

    #[test]
    fn two_expired_ones_are_followed_by_a_third_and_three_by_none() {
        assert_eq!(
            steps(&expired(2).plan(BOB)),
            ["invite invitation/bob@acme.example"]
        );
        let gave_up = expired(3).plan(BOB);
        assert!(steps(&gave_up).is_empty());
        assert_eq!(found(&gave_up), [FindingKind::GaveUp]);
    }

    #[test]
    fn a_declined_invitation_is_not_repeated() {
        let plan = world()
            .invitation("bob@acme.example", Contributor, 9, -2)
            .answered(false)
            .plan(BOB);
        assert!(steps(&plan).is_empty());
        assert_eq!(found(&plan), [FindingKind::Declined]);
    }

    #[test]
    fn reinvite_asks_once_when_its_day_has_come_and_is_later_than_the_last_invitation() {
        let declined = world()
            .invitation("bob@acme.example", Contributor, 9, -2)
            .answered(false);
        let on = |day: &str| {
            format!("members: {{ bob@acme.example: {{ role: contributor, reinvite: {day} }} }}\n")
        };
        let asks = |world: &World, day: &str| !steps(&world.plan(&on(day))).is_empty();
        assert!(asks(&declined, "2026-06-01"), "today");
        assert!(!asks(&declined, "2026-06-02"), "tomorrow");
        assert!(
            !asks(&declined, "2026-05-23"),
            "the day of the invitation, which was later that day"
        );
        assert!(asks(&declined, "2026-05-24"), "the day after it");
        assert!(asks(&expired(3), "2026-06-01"), "gave up");
        let asked_again = declined
            .invitation("bob@acme.example", Contributor, 0, 0)
            .answered(false);
        assert!(
            !asks(&asked_again, "2026-06-01"),
            "it was asked today and declined again"
        );
    }

    #[test]
    fn joined_elsewhere_protects_whoever_came_later() {
        let elsewhere = world()
            .member("root@acme.example", Owner)
            .member("bobby@home.example", Contributor)
            .with_last(|member| member.joined_at = crate::testing::now())
            .invitation("bob@acme.example", Contributor, 2, 5)
            .answered(true);
        let manifest =
            format!("{PRUNE}members: {{ root@acme.example: owner, bob@acme.example: contributor }}\n");
        let plan = elsewhere.plan(&manifest);
        assert!(steps(&plan).is_empty());
        assert_eq!(found(&plan), [FindingKind::JoinedElsewhere]);
        assert_eq!(plan.unmanaged.len(), 1);
        let earlier =
            elsewhere.with_last(|member| member.joined_at = "2020-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(
            steps(&earlier.plan(&manifest)),
            ["remove-member member/bobby@home.example"]
        );
    }

    #[test]
    fn an_unread_list_of_invitations_invites_nobody() {
        let mut unread = world();
        unread.live.invitations = crate::model::Reading::Unsupported;
        let plan = unread.plan(BOB);
        assert!(steps(&plan).is_empty());
        assert!(plan.is_blocked());
    }

    #[test]
    fn undeclared_open_invitations_are_cancelled_under_prune_only() {
        let open = world()
            .member("root@acme.example", Owner)
            .invitation("eve@acme.example", Reader, 1, 6);
        let manifest = "members: { root@acme.example: owner }\n";
        let plan = open.plan(manifest);
        assert!(steps(&plan).is_empty());
        assert_eq!(plan.unmanaged.len(), 1);
        assert_eq!(
            steps(&open.plan(&format!("{PRUNE}{manifest}"))),
            ["cancel-invitation invitation/eve@acme.example"]
        );
    }
}
