//! Answers that differ from the usual one: in all that the contract leaves open, where they are read all the same, and
//! in what it does not, where they are refused rather than half believed.

use std::fmt::{Debug, Display};
use std::sync::{Arc, Mutex};

use orgform::model::{TeamId, WorkspaceKey};
use orgform::platform::ReadApi;
use serde_json::{Value, json};

use super::scripted::{Scripted, json as answer};
use super::world::World;
use crate::sandbox::contract::document::Contract;

/// The operations that are read, one call each.
const READS: &[&str] = &[
    "get_user",
    "get_org",
    "list_organization_members",
    "list_organization_invitations",
    "list_organization_teams",
    "list_team_members",
    "list_organization_workspaces",
    "get_workspace",
    "list_workspace_users",
    "list_workspace_teams",
];

async fn read(api: &ReadApi, operation: &str, team: &TeamId) -> Result<String, String> {
    let key = WorkspaceKey::new("engagements");
    match operation {
        "get_user" => told(api.caller().await),
        "get_org" => told(api.organization().await),
        "list_organization_members" => told(api.members().await),
        "list_organization_invitations" => told(api.invitations().await),
        "list_organization_teams" => told(api.teams().await),
        "list_team_members" => told(api.team_members(team).await),
        "list_organization_workspaces" => told(api.workspaces().await),
        "get_workspace" => told(api.workspace(&key).await),
        "list_workspace_users" => told(api.workspace_users(&key).await),
        "list_workspace_teams" => told(api.workspace_teams(&key).await),
        other => panic!("{other} is no read"),
    }
}

fn told<T: Debug, E: Display>(came_to: Result<T, E>) -> Result<String, String> {
    match came_to {
        Ok(value) => Ok(format!("{value:?}")),
        Err(error) => Err(error.to_string()),
    }
}

/// A platform that gives one answer to everything.
struct Stubborn {
    body: Arc<Mutex<Value>>,
    server: Scripted,
    team: TeamId,
}

impl Stubborn {
    async fn start(team: TeamId) -> Stubborn {
        let body = Arc::new(Mutex::new(Value::Null));
        let shown = Arc::clone(&body);
        let server = Scripted::start(move |_, _| answer(200, &shown.lock().unwrap().to_string())).await;
        Stubborn { body, server, team }
    }

    async fn read(&self, operation: &str, body: Value) -> Result<String, String> {
        *self.body.lock().unwrap() = body;
        read(&self.server.connect().reader(), operation, &self.team).await
    }
}

/// What the sandbox answers to each read.
async fn usual_answers() -> (TeamId, Vec<(&'static str, Value)>) {
    let world = World::small().await;
    let api = world.connection.reader();
    let teams = api.teams().await.unwrap();
    let team = teams.into_iter().find(|team| team.name == "red-team").unwrap().id;
    let mut answers = Vec::new();
    for operation in READS {
        read(&api, operation, &team).await.unwrap();
        let entry = world.log().pop().unwrap();
        assert_eq!(entry.operation.as_deref(), Some(*operation));
        answers.push((
            *operation,
            serde_json::from_str(&entry.response.unwrap()).unwrap(),
        ));
    }
    (team, answers)
}

/// The row that is spoilt: the body itself, or the first of its rows.
fn row(body: &mut Value) -> &mut serde_json::Map<String, Value> {
    let list = ["members", "workspaces"]
        .into_iter()
        .find(|name| body.get(*name).is_some());
    let row = match list {
        Some(name) => &mut body[name][0],
        None if body.is_array() => &mut body[0],
        None => body,
    };
    row.as_object_mut().unwrap()
}

fn spoilt(body: &Value, spoil: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Value {
    let mut body = body.clone();
    spoil(row(&mut body));
    body
}

#[tokio::test]
async fn what_the_contract_leaves_open_is_read() {
    let contract = Contract::read();
    let (team, answers) = usual_answers().await;
    let platform = Stubborn::start(team).await;
    for (operation, body) in &answers {
        let usual = platform.read(operation, body.clone()).await.unwrap();
        let more = spoilt(body, |row| {
            row.insert("brand_new".to_owned(), json!({ "of": ["any", 1, null] }));
        });
        assert_eq!(platform.read(operation, more).await, Ok(usual), "{operation}");

        let schema = contract.row(operation);
        let required = schema["required"].as_array().unwrap();
        for (name, property) in schema["properties"].as_object().unwrap() {
            if !required.contains(&json!(name)) {
                let less = spoilt(body, |row| {
                    row.remove(name);
                });
                let came_to = platform.read(operation, less).await;
                assert!(came_to.is_ok(), "{operation} without {name}: {came_to:?}");
            }
            let may_be_null = property["anyOf"]
                .as_array()
                .is_some_and(|types| types.contains(&json!({ "type": "null" })));
            if may_be_null {
                let null = spoilt(body, |row| {
                    row.insert(name.clone(), Value::Null);
                });
                let came_to = platform.read(operation, null).await;
                assert!(came_to.is_ok(), "{operation} with {name} null: {came_to:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_has_a_wrong_type_is_not_needed_or_refused() {
    let (team, answers) = usual_answers().await;
    let platform = Stubborn::start(team).await;
    let mut refused = 0;
    for (operation, body) in &answers {
        let usual = platform.read(operation, body.clone()).await.unwrap();
        let names: Vec<_> = row(&mut body.clone()).keys().cloned().collect();
        for name in names {
            for wrong in [json!([7]), json!(7), json!("7"), json!(true)] {
                let body = spoilt(body, |row| {
                    let is_of_that_type =
                        std::mem::discriminant(&row[&name]) == std::mem::discriminant(&wrong);
                    // Null says nothing of the type.
                    if !is_of_that_type && !row[&name].is_null() {
                        row.insert(name.clone(), wrong.clone());
                    }
                });
                match platform.read(operation, body).await {
                    Ok(read) => assert_eq!(read, usual, "{operation} believes {name} {wrong}"),
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}
