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
        InvitationStatus::Accepted if !asked_again => {
            let detail = format!(
                "the invitation to {email} was accepted, and no member has this address: an account of another \
                 address joined, or the person left since; `reinvite: <date>` asks once more"
            );
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

/// Of the invitations of one address that decided. A digest stands for each id, so that a snapshot, which has
/// no more, leads to the same.
fn fingerprint(rows: &[&LiveInvitation]) -> Fingerprint {
    let mut builder = Fingerprint::builder("invitations");
    for row in rows {
        builder.add(row.id.digest().as_str());
        builder.add(row.role.as_str());
        builder.add(&format!("{:?}", row.accepted));
    }
    builder.finish()
}

#[cfg(test)]
mod tests;
