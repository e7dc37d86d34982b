//! A manifest derived from a world: what is there, written down, and then edited.

use std::collections::BTreeMap;

use orgform::model::Role;
use serde_json::json;

use super::edit::Edit;
use super::manifest::{Declared, DeclaredTeam, DeclaredWorkspace, Manifest};
use super::world::{PEOPLE, ROBOT, TEAMS, WORKSPACES, World};

/// A manifest for a world: what is there, edited.
pub(super) fn manifest(world: &World, edits: &[Edit], prune: &[&'static str]) -> Manifest {
    let mut manifest = written_down(world);
    manifest.prune = prune.to_vec();
    for edit in edits {
        manifest.edit(edit);
    }
    for edit in edits {
        manifest.rename(edit);
    }
    manifest.make_sound();
    manifest
}

/// The manifest of a world as it is. Its guards let everything through that can be counted.
fn written_down(world: &World) -> Manifest {
    let anything = json!({ "count": 1000, "percent": 100 });
    let people = world.people.iter().enumerate();
    let declared = people.filter_map(|(index, person)| {
        let open = person
            .invitations
            .iter()
            .filter(|invitation| invitation.is_open())
            .min_by_key(|one| one.sent);
        let role = person
            .member
            .as_ref()
            .map(|member| member.role)
            .or(open.map(|open| open.role))?;
        Some((PEOPLE[index].to_owned(), Declared::new(role)))
    });
    let teams = world.teams.iter().enumerate().filter_map(|(index, team)| {
        let team = team.as_ref().filter(|team| team.active && !team.default)?;
        let members = team
            .members
            .iter()
            .map(|person| PEOPLE[*person].to_owned())
            .collect();
        let declared = DeclaredTeam {
            description: Some(team.description),
            members: Some(members),
            ..DeclaredTeam::default()
        };
        Some((TEAMS[index].to_owned(), declared))
    });
    let workspaces = world
        .workspaces
        .iter()
        .enumerate()
        .filter_map(|(index, workspace)| {
            let workspace = workspace
                .as_ref()
                .filter(|workspace| workspace.active && workspace.default_of.is_none())?;
            let declared = DeclaredWorkspace {
                delete: false,
                description: Some(workspace.description),
                users: Some(
                    workspace
                        .users
                        .iter()
                        .map(|(person, role)| (PEOPLE[*person].to_owned(), *role))
                        .collect(),
                ),
                teams: Some(
                    workspace
                        .teams
                        .iter()
                        .map(|(team, role)| (TEAMS[*team].to_owned(), *role))
                        .collect(),
                ),
            };
            Some((WORKSPACES[index].to_owned(), declared))
        });
    Manifest {
        operators: if world.robot { vec![ROBOT] } else { Vec::new() },
        guards: BTreeMap::from([
            ("max_removals", anything.clone()),
            ("max_access_loss", anything),
            ("max_invitations", json!(1000)),
        ]),
        members: Some(declared.collect()),
        teams: Some(teams.collect()),
        workspaces: Some(workspaces.collect()),
        ..Manifest::default()
    }
}

impl Manifest {
    fn edit(&mut self, edit: &Edit) {
        let email = |person: &usize| PEOPLE[*person].to_owned();
        match edit {
            Edit::Rename => self.name = Some("Acme Red Team"),
            Edit::Declare(person, role) => {
                let members = self.members.get_or_insert_default();
                members
                    .entry(email(person))
                    .or_insert_with(|| Declared::new(*role))
                    .role = *role;
            }
            Edit::Undeclare(person) => {
                self.members
                    .iter_mut()
                    .for_each(|members| _ = members.remove(PEOPLE[*person]));
            }
            Edit::Models(person, models) => {
                if let Some(declared) = self.member(*person) {
                    declared.models = Some(models.clone());
                }
            }
            Edit::Reinvite(person, past) => {
                if let Some(declared) = self.member(*person) {
                    declared.reinvite = Some(if *past { "2026-05-28" } else { "2027-01-01" });
                }
            }
            Edit::DeclareTeam(team, text) => {
                let teams = self.teams.get_or_insert_default();
                teams.entry(TEAMS[*team].to_owned()).or_default().description = Some(text);
            }
            Edit::UndeclareTeam(team) => {
                self.teams
                    .iter_mut()
                    .for_each(|teams| _ = teams.remove(TEAMS[*team]));
            }
            Edit::Toggle(team, person) => {
                if let Some(members) = self.team(*team).map(|team| team.members.get_or_insert_default()) {
                    let there = members.len();
                    members.retain(|member| member != PEOPLE[*person]);
                    if members.len() == there {
                        members.push(email(person));
                    }
                }
            }
            Edit::LeaveTeam(team) => {
                self.team(*team).into_iter().for_each(|team| team.members = None);
            }
            Edit::DeclareWorkspace(workspace, text) => {
                let workspaces = self.workspaces.get_or_insert_default();
                workspaces
                    .entry(WORKSPACES[*workspace].to_owned())
                    .or_default()
                    .description = Some(text);
            }
            Edit::UndeclareWorkspace(workspace) => {
                self.workspaces
                    .iter_mut()
                    .for_each(|all| _ = all.remove(WORKSPACES[*workspace]));
            }
            Edit::Delete(workspace) => {
                self.workspace(*workspace)
                    .into_iter()
                    .for_each(|workspace| workspace.delete = true);
            }
            Edit::Grant(workspace, person, role) => {
                let users = self
                    .workspace(*workspace)
                    .map(|workspace| workspace.users.get_or_insert_default());
                users
                    .into_iter()
                    .for_each(|users| set(users, email(person), *role));
            }
            Edit::GrantTeam(workspace, team, role) => {
                let teams = self
                    .workspace(*workspace)
                    .map(|workspace| workspace.teams.get_or_insert_default());
                teams
                    .into_iter()
                    .for_each(|teams| set(teams, TEAMS[*team].to_owned(), *role));
            }
            Edit::Regrant(workspace, place, role) => {
                let users = self
                    .workspace(*workspace)
                    .and_then(|workspace| workspace.users.as_mut());
                if let Some(users) = users
                    && let Some(email) = users.keys().nth(*place).cloned()
                {
                    set(users, email, *role);
                }
            }
            Edit::LeaveWorkspace(workspace) => {
                if let Some(workspace) = self.workspace(*workspace) {
                    (workspace.users, workspace.teams) = (None, None);
                }
            }
            Edit::LeaveOut("members") => self.members = None,
            Edit::LeaveOut("teams") => self.teams = None,
            Edit::LeaveOut(_) => self.workspaces = None,
            Edit::Ignore(address) => _ = self.ignore.insert(address.clone()),
            // Names change last, so that every other edit can go by the world's.
            Edit::Move(_) | Edit::RenameTeam(_) => {}
        }
    }

    fn rename(&mut self, edit: &Edit) {
        match edit {
            Edit::Move(person) => self.move_person(PEOPLE[*person]),
            Edit::RenameTeam(team) => self.rename_team(TEAMS[*team]),
            _ => {}
        }
    }

    fn move_person(&mut self, from: &str) {
        let to = format!("new.{from}");
        let Some(mut declared) = self.members.as_mut().and_then(|members| members.remove(from)) else {
            return;
        };
        declared.previously = vec![from.to_owned()];
        self.members.get_or_insert_default().insert(to.clone(), declared);
        for members in self
            .teams
            .iter_mut()
            .flat_map(|teams| teams.values_mut())
            .filter_map(|team| team.members.as_mut())
        {
            members
                .iter_mut()
                .filter(|member| *member == from)
                .for_each(|member| member.clone_from(&to));
        }
        for users in self
            .workspaces
            .iter_mut()
            .flat_map(|all| all.values_mut())
            .filter_map(|one| one.users.as_mut())
        {
            if let Some(role) = users.remove(from) {
                users.insert(to.clone(), role);
            }
        }
    }

    fn rename_team(&mut self, from: &str) {
        let to = format!("new {from}");
        let Some(mut declared) = self.teams.as_mut().and_then(|teams| teams.remove(from)) else {
            return;
        };
        declared.previously = vec![from.to_owned()];
        self.teams.get_or_insert_default().insert(to.clone(), declared);
        for teams in self
            .workspaces
            .iter_mut()
            .flat_map(|all| all.values_mut())
            .filter_map(|one| one.teams.as_mut())
        {
            if let Some(role) = teams.remove(from) {
                teams.insert(to.clone(), role);
            }
        }
    }

    /// Takes out what would make it invalid: references to what is not declared, and models of owners.
    fn make_sound(&mut self) {
        for declared in self.members.iter_mut().flat_map(|members| members.values_mut()) {
            if declared.role == Role::Owner {
                declared.models = None;
            }
        }
        if let Some(declared) = &self.members {
            for members in self
                .teams
                .iter_mut()
                .flat_map(|teams| teams.values_mut())
                .filter_map(|team| team.members.as_mut())
            {
                members.retain(|member| declared.contains_key(member));
            }
            for users in self
                .workspaces
                .iter_mut()
                .flat_map(|all| all.values_mut())
                .filter_map(|one| one.users.as_mut())
            {
                users.retain(|user, _| declared.contains_key(user));
            }
        }
        if let Some(declared) = &self.teams {
            for teams in self
                .workspaces
                .iter_mut()
                .flat_map(|all| all.values_mut())
                .filter_map(|one| one.teams.as_mut())
            {
                teams.retain(|team, _| declared.contains_key(team));
            }
        }
    }

    fn member(&mut self, person: usize) -> Option<&mut Declared> {
        self.members.as_mut()?.get_mut(PEOPLE[person])
    }

    fn team(&mut self, team: usize) -> Option<&mut DeclaredTeam> {
        self.teams.as_mut()?.get_mut(TEAMS[team])
    }

    fn workspace(&mut self, workspace: usize) -> Option<&mut DeclaredWorkspace> {
        self.workspaces.as_mut()?.get_mut(WORKSPACES[workspace])
    }
}

fn set(grants: &mut BTreeMap<String, Role>, name: String, role: Option<Role>) {
    match role {
        Some(role) => _ = grants.insert(name, role),
        None => _ = grants.remove(&name),
    }
}
