//! A difference in one sentence.

use super::compare::Sides;
use super::{Difference, State, What};
use crate::model::{Action, Address, MemberFacts, Profile, Role, Text, Verb};

/// What is there, and who says otherwise.
pub(super) fn sentence(state: State, sides: Sides<'_>, has_baseline: bool) -> String {
    let Some(known) = sides.0.or(sides.1) else {
        return String::new();
    };
    if let What::Finding(finding) = known.what {
        return told(state, &finding.detail);
    }
    let thing = about(known);
    let live = live(known);
    let manifest = sides.0.map(declared).unwrap_or_default();
    let baseline = sides.1.map(declared).unwrap_or_default();
    match state {
        State::Drift if has_baseline => {
            format!("{thing} is {live}; baseline and manifest say {manifest}")
        }
        State::Drift => format!("{thing} is {live}; the manifest says {manifest}"),
        State::Both => {
            format!("{thing} is {live}; the baseline says {baseline}, and the manifest now says {manifest}")
        }
        State::Pending => format!("{thing} is {live}, as before; the manifest now says {manifest}"),
        State::Settled => {
            format!("{thing} is {live}; the baseline says {baseline}, and the manifest does not object")
        }
    }
}

fn told(state: State, detail: &str) -> String {
    match state {
        State::Drift | State::Both => detail.to_owned(),
        State::Pending => format!("{detail} (since the manifest moved on)"),
        State::Settled => format!("{detail} (by the baseline; the manifest does not object)"),
    }
}

/// Who is invited is missed in the organization; nobody misses an invitation.
fn about(difference: Difference<'_>) -> String {
    match (difference.what, difference.address()) {
        (What::Change(change), Some(Address::Invitation(person)))
            if matches!(change.action, Action::Invite { .. }) =>
        {
            thing(&Address::Member(person))
        }
        (_, Some(address)) => thing(&address),
        (_, None) => difference.subject(),
    }
}

/// What it is about, in words.
fn thing(address: &Address) -> String {
    match address {
        Address::Organization => "the organization".to_owned(),
        Address::Member(person) => format!("{person} in the organization"),
        Address::Invitation(person) => format!("the invitation of {person}"),
        Address::Team(team) => format!("team {team}"),
        Address::TeamMember(team, person) => format!("{person} in team {team}"),
        Address::Workspace(key) => format!("workspace {key}"),
        Address::TeamGrant(key, team) => format!("team {team} on {key}"),
        Address::UserGrant(key, person) => format!("{person} on {key}"),
    }
}

/// What is there. What both sides have is not said, so it is `there` where nothing else differs.
fn live(difference: Difference<'_>) -> String {
    match difference.what {
        What::Change(change) => match &change.action {
            Action::CancelInvitations { .. } => open(&difference.live().unwrap_or_default()),
            action if action.verb() == Verb::Add => "not there".to_owned(),
            action => said(action, Side::Live).unwrap_or_else(|| "there".to_owned()),
        },
        What::Unmanaged(unmanaged) => match (&unmanaged.address, unmanaged.role) {
            (Address::Invitation(_), role) => open(role.map_or("", Role::as_str)),
            (_, Some(role)) => role.to_string(),
            (_, None) => "there".to_owned(),
        },
        What::Finding(finding) => finding.detail.clone(),
    }
}

/// An invitation that waits, as this role where that is known.
fn open(role: &str) -> String {
    if role.is_empty() {
        "open".to_owned()
    } else {
        format!("open, as {role}")
    }
}

/// What a manifest says instead.
fn declared(difference: Difference<'_>) -> String {
    match difference.what {
        What::Change(change) => match &change.action {
            Action::DeleteWorkspace { .. } => "`delete: true`".to_owned(),
            Action::CancelInvitations {
                remaining: Some(_), ..
            } => "one is enough".to_owned(),
            action if action.verb() == Verb::Remove => "nothing of it".to_owned(),
            action => said(action, Side::Declared).unwrap_or_else(|| "it is there".to_owned()),
        },
        What::Unmanaged(unmanaged) => match &unmanaged.kept_because {
            Some(kept) => format!("nothing of it ({kept})"),
            None => "nothing of it".to_owned(),
        },
        What::Finding(finding) => finding.detail.clone(),
    }
}

#[derive(Clone, Copy)]
enum Side {
    Live,
    Declared,
}

/// The part of an action's values that differs; none where it has no values.
fn said(action: &Action, side: Side) -> Option<String> {
    let (before, after) = action.before_and_after();
    match action {
        Action::UpdateOrganization { before, after } | Action::UpdateWorkspace { before, after, .. } => {
            Some(profile(before, after, side))
        }
        Action::UpdateTeam { before, after, .. } => {
            let as_profile = |(name, description): &(crate::model::TeamName, Text)| Profile {
                name: Text::new(name.as_str()),
                description: description.clone(),
            };
            Some(profile(&as_profile(before), &as_profile(after), side))
        }
        Action::UpdateMember { before, after, .. } => Some(facts(before, after, side)),
        Action::RemoveMember { before, .. } => Some(before.role.to_string()),
        Action::CreateTeam { .. } | Action::CreateWorkspace { .. } => None,
        _ => match side {
            Side::Live => before,
            Side::Declared => after,
        },
    }
}

fn profile(before: &Profile, after: &Profile, side: Side) -> String {
    let own = match side {
        Side::Live => before,
        Side::Declared => after,
    };
    let quoted = |word: &str, text: &Text| match text.as_str() {
        "" => format!("without a {word}"),
        text => format!(
            "{} \"{text}\"",
            if word == "name" { "named" } else { "described as" }
        ),
    };
    let mut parts = Vec::new();
    if before.name != after.name {
        parts.push(quoted("name", &own.name));
    }
    if before.description != after.description {
        parts.push(quoted("description", &own.description));
    }
    parts.join(" and ")
}

fn facts(before: &MemberFacts, after: &MemberFacts, side: Side) -> String {
    let own = match side {
        Side::Live => before,
        Side::Declared => after,
    };
    let models = own.models.as_ref().filter(|_| before.models != after.models);
    let mut parts = Vec::new();
    if before.role != after.role {
        parts.push(own.role.to_string());
    }
    parts.extend(models.map(|models| format!("given {models}")));
    parts.join(" and ")
}
