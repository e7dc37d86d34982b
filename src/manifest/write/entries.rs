//! One entry of a section: a person, a team, a workspace, a grant.

use crate::model::{
    DesiredGrant, DesiredMember, DesiredTeam, DesiredWorkspace, Email, ModelAccess, Role, TeamName,
    WorkspaceKey,
};

use super::super::document::ALL_MODELS;
use super::super::format::{Draft, Entry};

/// A role alone where that is all, else a mapping in brackets.
pub(in crate::manifest) fn member<'d>(email: &'d Email, member: &'d DesiredMember) -> Entry<'d> {
    let DesiredMember {
        role,
        models,
        previously,
        reinvite,
        source: _,
    } = member;
    let models = models
        .as_ref()
        .map(|models| Entry::new("models", self::models(models)));
    let former = Entry::new("previously", Draft::texts(previously.iter().map(Email::as_str)));
    let former = (!previously.is_empty()).then_some(former);
    let reinvite = reinvite.map(|day| Entry::new("reinvite", Draft::text(day.to_string())));
    let more: Vec<Entry<'_>> = models.into_iter().chain(former).chain(reinvite).collect();
    if more.is_empty() {
        return grant(email.as_str(), *role);
    }
    let role = Entry::new("role", Draft::text(role.as_str()));
    let details = std::iter::once(role).chain(more).collect();
    Entry::new(email.as_str(), Draft::Map(details).in_brackets())
}

fn models(models: &ModelAccess) -> Draft<'_> {
    match models {
        ModelAccess::All => Draft::text(ALL_MODELS),
        ModelAccess::Only(models) => Draft::texts(models.iter().map(String::as_str)),
    }
}

pub(in crate::manifest) fn team<'d>(name: &'d TeamName, team: &'d DesiredTeam) -> Entry<'d> {
    let DesiredTeam {
        description,
        previously,
        members,
        source: _,
    } = team;
    let description = description
        .as_ref()
        .map(|text| Entry::new("description", Draft::text(text.as_str())));
    let former = Draft::texts(previously.iter().map(TeamName::as_str)).in_brackets();
    let former = (!previously.is_empty()).then(|| Entry::new("previously", former));
    let members = members
        .as_ref()
        .map(|people| Entry::new("members", Draft::texts(people.keys().map(Email::as_str))));
    Entry::new(
        name.as_str(),
        Draft::Map(description.into_iter().chain(former).chain(members).collect()),
    )
}

pub(in crate::manifest) fn workspace<'d>(
    key: &'d WorkspaceKey,
    workspace: &'d DesiredWorkspace,
) -> Entry<'d> {
    let DesiredWorkspace {
        delete,
        name,
        description,
        teams,
        users,
        source: _,
    } = workspace;
    let delete = delete.then(|| Entry::new("delete", Draft::Word("true".to_owned())));
    let name = name
        .as_ref()
        .map(|name| Entry::new("name", Draft::text(name.as_str())));
    let description = description
        .as_ref()
        .map(|text| Entry::new("description", Draft::text(text.as_str())));
    let teams = teams
        .as_ref()
        .map(|grants| Entry::new("teams", self::grants(grants, TeamName::as_str)));
    let users = users
        .as_ref()
        .map(|grants| Entry::new("users", self::grants(grants, Email::as_str)));
    let parts = [delete, name, description, teams, users];
    Entry::new(key.as_str(), Draft::Map(parts.into_iter().flatten().collect()))
}

fn grants<K>(grants: &std::collections::BTreeMap<K, DesiredGrant>, shown: fn(&K) -> &str) -> Draft<'_> {
    Draft::Map(
        grants
            .iter()
            .map(|(grantee, given)| grant(shown(grantee), given.role))
            .collect(),
    )
}

/// A grant to a person or a team.
pub(in crate::manifest) fn grant(grantee: &str, role: Role) -> Entry<'_> {
    Entry::new(grantee, Draft::text(role.as_str()))
}
