//! Where somebody is declared: as a member, in teams, with grants.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::super::meaning::meaning;
use super::super::suggest::Suggester;
use super::error::EditError;
use super::revision::Revision;
use super::spot::Spot;
use crate::model::{Address, Desired, Email, TeamName, WorkspaceKey};

/// A line by which somebody belongs to something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declaration {
    /// What is declared.
    pub address: Address,
    /// The file that declares it.
    pub file: Arc<str>,
    pub(super) spot: Spot,
}

/// Everything that a manifest declares for a person, sorted by address: the membership, the places in teams, the grants.
///
/// # Errors
/// When a file is not sound YAML.
pub fn declarations(revision: &Revision, person: &Email) -> Result<Vec<Declaration>, EditError> {
    let mut found = Vec::new();
    for part in &revision.parts {
        let file = &part.source.name;
        let value = meaning(file, &part.source.text).map_err(EditError::Unsound)?;
        let places = of_member(&value, person)
            .into_iter()
            .chain(in_teams(&value, person))
            .chain(on_workspaces(&value, person));
        found.extend(places.map(|(address, spot)| Declaration {
            address,
            file: Arc::clone(file),
            spot,
        }));
    }
    found.sort();
    Ok(found)
}

/// The declared person who was probably meant by an address that is none of theirs.
pub fn closest_person<'d>(desired: &'d Desired, person: &Email) -> Option<&'d Email> {
    let members = desired.members.iter().flatten().map(|(email, _)| email);
    let teams = desired.teams.iter().flatten();
    let teams = teams.filter_map(|(_, team)| team.members.as_ref());
    let users = desired.workspaces.iter().flatten();
    let users = users.filter_map(|(_, workspace)| workspace.users.as_ref());
    let known = members
        .chain(teams.flat_map(BTreeMap::keys))
        .chain(users.flat_map(BTreeMap::keys));
    Suggester::default().nearest_person(person, known)
}

fn of_member(file: &Value, person: &Email) -> Vec<(Address, Spot)> {
    let members = entries(file.get("members")).map(|(name, _)| name);
    let same = members.filter(|name| is(name, person));
    same.map(|name| (Address::Member(person.clone()), Spot::new(&["members"], name)))
        .collect()
}

fn in_teams(file: &Value, person: &Email) -> Vec<(Address, Spot)> {
    let mut found = Vec::new();
    for (team, entry) in entries(file.get("teams")) {
        let items = entry
            .get("members")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        for name in items.filter_map(Value::as_str).filter(|name| is(name, person)) {
            let address = Address::TeamMember(TeamName::new(team), person.clone());
            found.push((address, Spot::new(&["teams", team, "members"], name)));
        }
    }
    found
}

fn on_workspaces(file: &Value, person: &Email) -> Vec<(Address, Spot)> {
    let mut found = Vec::new();
    for (key, entry) in entries(file.get("workspaces")) {
        for (name, _) in entries(entry.get("users")).filter(|(name, _)| is(name, person)) {
            let address = Address::UserGrant(WorkspaceKey::new(key), person.clone());
            found.push((address, Spot::new(&["workspaces", key, "users"], name)));
        }
    }
    found
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let entries: Option<&Map<String, Value>> = value.and_then(Value::as_object);
    entries
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

fn is(name: &str, person: &Email) -> bool {
    Email::parse(name).is_ok_and(|email| email == *person)
}
