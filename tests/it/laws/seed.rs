//! A world as a seed of the sandbox, which is also how a failing case is shown.

use std::fmt::Write;

use orgform::sandbox::Seed;
use serde_json::{Value, json};

use super::world::{Answer, PEOPLE, Person, ROBOT, TEAMS, WORKSPACES, World};

impl World {
    /// The same world for the sandbox, its clock standing still at the moment of the worlds.
    pub(super) fn seed(&self) -> Seed {
        Seed::parse(&self.to_yaml()).unwrap()
    }

    /// The text of the seed: a section a heading, an entry a line.
    pub(super) fn to_yaml(&self) -> String {
        let mut text = format!("clock: {}\n", World::now());
        let caller = if self.robot { ROBOT } else { PEOPLE[0] };
        let _ = writeln!(
            text,
            "caller: {caller}\norganization: {{ key: acme, name: Acme }}"
        );
        let people = self.people.iter().enumerate();
        let members = people.clone().filter_map(|(index, person)| member(index, person));
        let robot = self
            .robot
            .then(|| format!("{ROBOT}: {}", json!({ "role": "owner", "joined": "-90d" })));
        section(&mut text, "members", members.chain(robot));
        let invitations = people.flat_map(|(index, person)| invitations(index, person));
        section(
            &mut text,
            "invitations",
            invitations.map(|invitation| format!("- {invitation}")),
        );
        let teams = self.teams.iter().enumerate();
        section(
            &mut text,
            "teams",
            teams.filter_map(|(index, team)| {
                let team = team.as_ref()?;
                let members: Vec<&str> = team.members.iter().map(|person| PEOPLE[*person]).collect();
                Some(format!(
                    "- {}",
                    json!({
                        "name": TEAMS[index], "description": team.description, "members": members,
                        "active": team.active, "default": team.default,
                    })
                ))
            }),
        );
        let workspaces = self.workspaces.iter().enumerate();
        section(
            &mut text,
            "workspaces",
            workspaces.filter_map(|(index, workspace)| {
                let mut value = json!({ "description": workspace.as_ref()?.description });
                let workspace = workspace.as_ref()?;
                value["active"] = json!(workspace.active);
                let robot = workspace
                    .robot_owns
                    .then_some((ROBOT, orgform::model::Role::Owner));
                let users = workspace
                    .users
                    .iter()
                    .map(|(person, role)| (PEOPLE[*person], *role))
                    .chain(robot);
                value["users"] = users
                    .map(|(email, role)| (email.to_owned(), json!(role)))
                    .collect();
                let teams = workspace
                    .teams
                    .iter()
                    .map(|(team, role)| (TEAMS[*team].to_owned(), json!(role)));
                value["teams"] = teams.collect();
                if let Some(of) = workspace.default_of {
                    (value["default_of"], value["created_by"]) = (json!(PEOPLE[of]), json!(PEOPLE[of]));
                }
                Some(format!("{}: {value}", WORKSPACES[index]))
            }),
        );
        text
    }
}

/// A heading and its lines, unless there are none.
fn section(text: &mut String, name: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let _ = writeln!(text, "{name}:\n  {}", lines.join("\n  "));
    }
}

fn member(index: usize, person: &Person) -> Option<String> {
    let member = person.member.as_ref()?;
    let mut value = json!({ "role": member.role, "joined": format!("-{}d", member.joined) });
    if !member.active {
        value["active"] = json!(false);
    }
    if let Some(models) = &member.models {
        value["models"] = json!(models);
    }
    Some(format!("{}: {value}", PEOPLE[index]))
}

fn invitations(index: usize, person: &Person) -> impl Iterator<Item = Value> {
    person.invitations.iter().map(move |invitation| {
        let state = match invitation.state {
            Answer::None => "open",
            Answer::Verifying => "verifying",
            Answer::Accepted => "accepted",
            Answer::Declined => "declined",
        };
        let created = format!("-{}d", invitation.sent);
        json!({ "email": PEOPLE[index], "role": invitation.role, "created": created, "state": state })
    })
}
