//! What a manifest says about somebody who leaves it, as reports tell it.

use std::collections::{BTreeMap, BTreeSet};

use crate::manifest::Declaration;
use crate::model::{Address, Desired, Email, Role, Source, TeamName};
use crate::report::{
    DeclarationReport, DeclaredAccessReport, MentionReport, PathReport, SourceReport, TargetReport,
};

/// What is taken out, with the role that it gave and the line.
pub(super) fn removed(desired: &Desired, places: &[Declaration]) -> Vec<DeclarationReport> {
    let told = places.iter().map(|place| {
        let (role, source) = line(desired, &place.address).unzip();
        DeclarationReport {
            address: place.address.to_string(),
            target: TargetReport::from(&place.address),
            role: role.flatten(),
            source: source.map(SourceReport::from),
        }
    });
    told.collect()
}

fn line<'d>(desired: &'d Desired, address: &Address) -> Option<(Option<Role>, &'d Source)> {
    match address {
        Address::Member(email) => {
            let member = desired.members.as_ref()?.get(email)?;
            Some((Some(member.role), &member.source))
        }
        Address::TeamMember(team, email) => {
            let team = desired.teams.as_ref()?.get(team)?;
            Some((None, team.members.as_ref()?.get(email)?))
        }
        Address::UserGrant(key, email) => {
            let workspace = desired.workspaces.as_ref()?.get(key)?;
            let grant = workspace.users.as_ref()?.get(email)?;
            Some((Some(grant.role), &grant.source))
        }
        _ => None,
    }
}

/// Lists and mappings that are empty after an edit and were not before.
pub(super) fn emptied(desired: &Desired, edited: &Desired) -> Vec<String> {
    let before = empty(desired);
    empty(edited).difference(&before).cloned().collect()
}

fn empty(desired: &Desired) -> BTreeSet<String> {
    let members = desired.members.iter().filter(|members| members.is_empty());
    let members = members.map(|_| "members".to_owned());
    let teams = desired.teams.iter().flatten();
    let teams = teams.filter(|(_, team)| team.members.as_ref().is_some_and(BTreeMap::is_empty));
    let teams = teams.map(|(name, _)| format!("teams.{name}.members"));
    let users = desired.workspaces.iter().flatten();
    let users = users.filter(|(_, workspace)| workspace.users.as_ref().is_some_and(BTreeMap::is_empty));
    let users = users.map(|(key, _)| format!("workspaces.{key}.users"));
    members.chain(teams).chain(users).collect()
}

/// Lines that name somebody and are not theirs to go with: rules, and what belongs to others.
pub(super) fn mentions(desired: &Desired, person: &Email) -> Vec<MentionReport> {
    let mut found = Vec::new();
    let mut mention = |key: &str, source: &Source, reason: &str| {
        found.push(MentionReport {
            key: key.to_owned(),
            source: SourceReport::from(source),
            reason: reason.to_owned(),
        });
    };
    if let Some(source) = desired.manage.operators.get(person) {
        mention(
            "manage.operators",
            source,
            "a robot is neither removed nor changed while it stands here",
        );
    }
    if let Some(source) = desired.guards.break_glass.get(person) {
        mention(
            "guards.break_glass",
            source,
            "who stands here is never removed; that rule is yours to change",
        );
    }
    for ignored in &desired.manage.ignore {
        if ignored.address.person() == Some(person) {
            mention(
                "manage.ignore",
                &ignored.source,
                "what is ignored is left to others, and not removed",
            );
        }
    }
    for approval in &desired.approvals {
        if approval
            .objects
            .iter()
            .any(|object| object.person() == Some(person))
        {
            mention(
                "approvals",
                &approval.source,
                "an approval serves once, and ends by itself",
            );
        }
    }
    for (email, member) in desired.members.iter().flatten() {
        if member.previously.contains(person) {
            let reason = format!("a former address of {email}");
            mention("previously", &member.source, &reason);
        }
    }
    found
}

/// The access that a manifest gives to somebody, sorted by workspace.
pub(super) fn declared_access(desired: &Desired, person: &Email) -> Vec<DeclaredAccessReport> {
    let member = desired.members.as_ref().and_then(|members| members.get(person));
    let is_owner = member.is_some_and(|member| member.role == Role::Owner);
    let is_in = |team: &TeamName| {
        let team = desired.teams.as_ref().and_then(|teams| teams.get(team));
        let people = team.and_then(|team| team.members.as_ref());
        people.is_some_and(|people| people.contains_key(person))
    };
    let mut access = Vec::new();
    for (key, workspace) in desired.workspaces.iter().flatten() {
        let direct = workspace.users.as_ref().and_then(|users| users.get(person));
        let direct = direct.map(|grant| PathReport::Direct { role: grant.role });
        let teams = workspace.teams.iter().flatten().filter(|(team, _)| is_in(team));
        let teams = teams.map(|(team, grant)| PathReport::Team {
            team: team.to_string(),
            role: grant.role,
        });
        let owner = is_owner.then_some(PathReport::OrganizationOwner { role: Role::Owner });
        let paths: Vec<PathReport> = direct.into_iter().chain(teams).chain(owner).collect();
        if let Some(role) = paths.iter().map(PathReport::role).max() {
            access.push(DeclaredAccessReport {
                workspace: key.to_string(),
                role,
                paths,
            });
        }
    }
    access
}
