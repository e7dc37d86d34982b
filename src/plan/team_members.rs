//! Who is in which team.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::facts::TeamFact;
use super::people::account;
use crate::model::{
    Action, Address, Collection, DesiredTeam, Email, Fingerprint, LiveTeam, LiveTeamMember, Prunable,
    Reading, Source, TeamName, TeamRef, UserId,
};

pub(super) fn plan(draft: &mut Draft<'_>) {
    let Some(declared) = &draft.desired.teams else {
        return;
    };
    if !draft.teams.are_read() {
        return;
    }
    for (name, team) in declared {
        if let Some(members) = &team.members {
            one(draft, name, team, members);
        }
    }
}

fn one(draft: &mut Draft<'_>, name: &TeamName, team: &DesiredTeam, members: &BTreeMap<Email, Source>) {
    if let Some(live) = draft.teams.meant_by(name) {
        if !live.is_default {
            compare(draft, name, team, members, live);
        }
    } else if matches!(draft.teams.named(name), TeamFact::Absent)
        && draft.has_change(&Address::Team(name.clone()))
    {
        for (email, source) in members {
            add(draft, &TeamRef::Planned(name.clone()), name, email, source, None);
        }
    }
}

fn compare(
    draft: &mut Draft<'_>,
    name: &TeamName,
    team: &DesiredTeam,
    members: &BTreeMap<Email, Source>,
    live: &LiveTeam,
) {
    let Reading::Read(rows) = &live.members else {
        let address = Address::Team(name.clone());
        draft.find_unread(
            Collection::TeamMembers,
            &address,
            &live.members,
            Some(&team.source),
        );
        return;
    };
    let present: BTreeSet<&UserId> = rows.iter().map(|row| &row.user_id).collect();
    for (email, source) in members {
        add(
            draft,
            &TeamRef::Live(live.id.clone()),
            name,
            email,
            source,
            Some(&present),
        );
    }
    for row in rows {
        if let Some(email) = draft.people.holder(&row.user_id, row.email.as_deref())
            && !members.contains_key(&email)
        {
            undeclared(draft, live, name, &email, row);
        }
    }
}

fn add(
    draft: &mut Draft<'_>,
    team: &TeamRef,
    name: &TeamName,
    email: &Email,
    source: &Source,
    present: Option<&BTreeSet<&UserId>>,
) {
    let is_present = |user: &UserId| present.is_some_and(|present| present.contains(user));
    if draft
        .people
        .row(email)
        .is_some_and(|row| is_present(&row.user_id))
    {
        return;
    }
    let address = Address::TeamMember(name.clone(), email.clone());
    let Some(row) = draft.member_for(email, &address, None, source) else {
        return;
    };
    let user = row.user_id.clone();
    let fingerprint = Fingerprint::builder("not-in-team")
        .part(name.as_str())
        .part(user.as_str())
        .finish();
    let action = Action::AddTeamMember {
        team: team.clone(),
        name: name.clone(),
        user,
        email: email.clone(),
        account: account(row, email),
    };
    if draft.writes(
        Collection::TeamMembers,
        &address,
        "declared, and not in the team",
        Some(source),
    ) {
        draft.change(
            address,
            action,
            "declared, and not in the team",
            Some(source),
            fingerprint,
        );
    }
}

fn undeclared(draft: &mut Draft<'_>, live: &LiveTeam, name: &TeamName, email: &Email, row: &LiveTeamMember) {
    if draft.leaving.contains(email) || !draft.may_take_from(email) {
        return;
    }
    let address = Address::TeamMember(name.clone(), email.clone());
    if !draft.prunes(Prunable::TeamMembers) || draft.is_unsupported(Collection::TeamMembers) {
        draft.leave(address, None, Some(Prunable::TeamMembers), None);
        return;
    }
    let fingerprint = Fingerprint::builder("in-team")
        .part(live.id.as_str())
        .part(row.user_id.as_str())
        .finish();
    let action = Action::RemoveTeamMember {
        team: live.id.clone(),
        name: name.clone(),
        user: row.user_id.clone(),
        email: email.clone(),
    };
    draft.change(address, action, "not declared", None, fingerprint);
}
