//! People in the organization: roles and models in place, and who leaves.

use jiff::Timestamp;

use super::FindingKind;
use super::draft::Draft;
use crate::model::{
    Action, Address, DesiredMember, Email, Fingerprint, InvitationStatus, LiveMember, MemberFacts,
    ModelAccess, Prunable, Role,
};

pub(super) fn plan(draft: &mut Draft<'_>) {
    let Some(declared) = &draft.desired.members else {
        return;
    };
    for (email, member) in declared {
        if !draft.people.is_operator(email)
            && let Some(row) = draft.people.row(email)
        {
            compare(draft, email, member, row);
        }
    }
    tell_unclear(draft);
    let elsewhere = accepted_elsewhere(draft);
    let rows: Vec<(Email, &LiveMember)> = draft
        .people
        .rows()
        .map(|(email, row)| (email.clone(), row))
        .collect();
    for (email, row) in rows {
        if !declared.contains_key(&email) && !draft.people.is_operator(&email) {
            undeclared(draft, &email, row, elsewhere.as_ref());
        }
    }
}

fn compare(draft: &mut Draft<'_>, email: &Email, member: &DesiredMember, row: &LiveMember) {
    let address = Address::Member(email.clone());
    if let Some(earlier) = draft.people.earlier_addresses().get(email) {
        let detail =
            format!("is live as {earlier}; that row is this person, and only they can change the address");
        draft.find(
            FindingKind::EarlierAddress,
            &address,
            detail,
            Some(&member.source),
            false,
        );
    }
    if !row.is_active {
        let detail = format!("{email} is suspended by the platform; role and models are left as they are");
        draft.find(
            FindingKind::Suspended,
            &address,
            detail,
            Some(&member.source),
            false,
        );
        return;
    }
    let before = MemberFacts {
        role: row.role,
        models: row.models.clone(),
    };
    let after = MemberFacts {
        role: member.role,
        models: wanted_models(draft, &address, member, row),
    };
    if before == after {
        return;
    }
    let because = match (before.role != after.role, before.models != after.models) {
        (true, true) => "role and model access differ",
        (true, false) => "the role differs",
        _ => "the model access differs",
    };
    let action = Action::UpdateMember {
        user: row.user_id.clone(),
        email: email.clone(),
        before,
        after,
    };
    draft.change(address, action, because, Some(&member.source), fingerprint(row));
}

/// What is declared, or what is live, because the API replaces models together with the role.
fn wanted_models(
    draft: &mut Draft<'_>,
    address: &Address,
    member: &DesiredMember,
    row: &LiveMember,
) -> Option<ModelAccess> {
    match (&member.models, &row.models) {
        (Some(_), None) if member.role != Role::Owner => {
            let detail = "the platform does not tell which models this member may use";
            draft.find(
                FindingKind::Unreadable,
                address,
                detail,
                Some(&member.source),
                true,
            );
            None
        }
        (Some(declared), Some(_)) if member.role != Role::Owner => Some(declared.clone()),
        (_, live) => live.clone(),
    }
}

/// Rows that cannot be matched with an address.
fn tell_unclear(draft: &mut Draft<'_>) {
    for raw in draft.people.unreadable_addresses() {
        let detail = "is a live member's address that is not ASCII or no address; the row is left alone";
        draft.find_raw(
            FindingKind::Ambiguous,
            format!("member/{}", raw.escape_debug()),
            detail,
            None,
            false,
        );
    }
    let ambiguous: Vec<(Email, String)> = draft
        .people
        .ambiguous()
        .map(|(email, rows)| (email.clone(), rows.join(", ")))
        .collect();
    for (email, rows) in ambiguous {
        let declared = draft
            .desired
            .members
            .as_ref()
            .and_then(|members| members.get(&email));
        let source = declared.map(|member| &member.source);
        let detail = format!("live members fold to one address ({rows}); none of them is touched");
        draft.find(
            FindingKind::Ambiguous,
            &Address::Member(email),
            detail,
            source,
            declared.is_some(),
        );
    }
}

fn undeclared(draft: &mut Draft<'_>, email: &Email, row: &LiveMember, elsewhere: Option<&Elsewhere>) {
    let address = Address::Member(email.clone());
    if draft.people.is_ignored(email) {
        return;
    }
    if !row.is_active {
        let detail = format!("{email} is suspended by the platform and not declared; left alone");
        draft.find(FindingKind::Suspended, &address, detail, None, false);
    } else if draft.people.both_names_live().contains(email) {
        let detail = "is an earlier address of somebody who is live under the new one too; both stay";
        draft.find(FindingKind::BothNamesLive, &address, detail, None, false);
    } else if !draft.prunes(Prunable::Members) {
        draft.leave(address, Some(row.role), Some(Prunable::Members), None);
    } else if let Some(elsewhere) = elsewhere.filter(|elsewhere| row.joined_at >= elsewhere.invited_at) {
        let kept = format!(
            "may be {}, who accepted an invitation under another address",
            elsewhere.person
        );
        draft.leave(address, Some(row.role), Some(Prunable::Members), Some(&kept));
    } else {
        let before = MemberFacts {
            role: row.role,
            models: row.models.clone(),
        };
        let action = Action::RemoveMember {
            user: row.user_id.clone(),
            email: email.clone(),
            before,
        };
        draft.leaving.insert(email.clone());
        draft.change(address, action, "not declared", None, fingerprint(row));
    }
}

/// A declared person whose invitation was accepted without a member of that address appearing: whoever
/// joined since may be them, also after another invitation was sent.
struct Elsewhere {
    person: Email,
    invited_at: Timestamp,
}

/// The earliest such invitation.
fn accepted_elsewhere(draft: &Draft<'_>) -> Option<Elsewhere> {
    let declared = draft.desired.members.iter().flatten();
    let accepted = declared
        .filter(|(email, _)| draft.people.row(email).is_none())
        .filter_map(|(email, _)| {
            let mut rows = draft.people.invitations_of(email).iter();
            let accepted = rows.find(|row| row.status(draft.now) == InvitationStatus::Accepted)?;
            Some(Elsewhere {
                person: email.clone(),
                invited_at: accepted.created_at,
            })
        });
    accepted.min_by_key(|elsewhere| elsewhere.invited_at)
}

/// Of a member's row: whatever changes about it makes a plan stale.
fn fingerprint(row: &LiveMember) -> Fingerprint {
    let mut builder = Fingerprint::builder("member")
        .part(row.user_id.as_str())
        .part(row.role.as_str())
        .part(if row.is_active { "active" } else { "suspended" });
    match &row.models {
        None => builder = builder.optional(None),
        Some(models) => builder.add(&models.to_string()),
    }
    builder.finish()
}
