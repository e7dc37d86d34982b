//! What each role is refused, for every operation that changes something in an organization.

use serde_json::{Value, json};

use super::client::World;

/// A contributor with a grant as reader on `engagements`, and the owner of `solo`.
const CONTRIBUTOR: &str = "cyd@acme.example";
/// A reader, who is a contributor on `engagements` through a team.
const READER: &str = "rea@acme.example";
/// Somebody with an account, and no membership.
const STRANGER: &str = "max@else.example";

/// Verb, path, body, and what the contributor and the reader are told. In a path `<EMAIL>`, `<team>` and
/// `<invitation>` stand for ids.
type Row = (&'static str, &'static str, Value, &'static str, &'static str);

const NO: &str = "403 forbidden_error";

fn organization() -> Vec<Row> {
    let role = json!({ "role": "reader" });
    let models = json!({ "allowed_model_ids": [] });
    let name = json!({ "name": "Another" });
    let email = json!({ "email": "new@acme.example" });
    let person = json!({ "user_email": CONTRIBUTOR });
    vec![
        ("PATCH", "/org/acme", name.clone(), NO, NO),
        ("POST", "/org/acme/avatar", json!({}), NO, NO),
        ("PUT", "/org/acme/members/<ada@acme.example>", role, NO, NO),
        (
            "PUT",
            "/org/acme/members/<rea@acme.example>/model-access",
            models,
            NO,
            NO,
        ),
        (
            "DELETE",
            "/org/acme/members/<rea@acme.example>",
            Value::Null,
            NO,
            NO,
        ),
        ("POST", "/org/acme/invitations", email, NO, NO),
        (
            "DELETE",
            "/org/acme/invitations/<invitation>",
            Value::Null,
            NO,
            NO,
        ),
        ("POST", "/org/acme/teams", name.clone(), NO, NO),
        ("PUT", "/org/acme/teams/<team>", name, NO, NO),
        ("DELETE", "/org/acme/teams/<team>", Value::Null, NO, NO),
        ("POST", "/org/acme/teams/<team>/members", person, NO, NO),
        (
            "DELETE",
            "/org/acme/teams/<team>/members/<ada@acme.example>",
            Value::Null,
            NO,
            NO,
        ),
        (
            "POST",
            "/org/acme/ws",
            json!({ "key": "lab", "name": "The lab" }),
            "201",
            NO,
        ),
    ]
}

fn workspaces() -> Vec<Row> {
    let name = json!({ "name": "Another" });
    let reader = json!({ "permission": "reader" });
    let person = json!({ "permission": "reader", "user_email": "root@acme.example" });
    let project = json!({ "key": "probe", "name": "Probe" });
    vec![
        ("PATCH", "/org/acme/ws/engagements", name.clone(), NO, NO),
        ("DELETE", "/org/acme/ws/engagements", Value::Null, NO, NO),
        ("POST", "/org/acme/ws/engagements/users", person.clone(), NO, NO),
        (
            "PUT",
            "/org/acme/ws/engagements/users/<cyd@acme.example>",
            reader.clone(),
            NO,
            NO,
        ),
        (
            "DELETE",
            "/org/acme/ws/engagements/users/<cyd@acme.example>",
            Value::Null,
            NO,
            NO,
        ),
        ("POST", "/org/acme/ws/engagements/teams", json!({}), NO, NO),
        ("PUT", "/org/acme/ws/engagements/teams/<team>", reader, NO, NO),
        (
            "DELETE",
            "/org/acme/ws/engagements/teams/<team>",
            Value::Null,
            NO,
            NO,
        ),
        ("POST", "/org/acme/ws/engagements/projects", project, NO, "201"),
        (
            "PATCH",
            "/org/acme/ws/engagements/projects/probe",
            name.clone(),
            NO,
            "200",
        ),
        (
            "DELETE",
            "/org/acme/ws/engagements/projects/probe",
            Value::Null,
            NO,
            NO,
        ),
        ("PATCH", "/org/acme/ws/solo", name, "200", "404 not_found_error"),
        (
            "POST",
            "/org/acme/ws/solo/users",
            person,
            "201",
            "404 not_found_error",
        ),
    ]
}

#[tokio::test]
async fn each_role_may_do_what_it_may() {
    let world = World::new().await;
    for (method, path, body, contributor, reader) in organization().into_iter().chain(workspaces()) {
        let path = resolved(&world, path).await;
        // The reader first: where both may do it, the reader's is there already when the contributor asks.
        for (email, expected) in [(READER, reader), (CONTRIBUTOR, contributor)] {
            let told = world.ask_as(email, method, &path, sent(&body)).await.told();
            assert_eq!(told, expected, "{email} {method} {path}");
        }
    }
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let world = World::new().await;
    let key = world.sandbox.register(STRANGER).unwrap();
    for (method, path, body, ..) in organization().into_iter().chain(workspaces()) {
        let path = resolved(&world, path).await;
        let told = world.ask_with(&key, method, &path, sent(&body)).await.told();
        assert_eq!(told, "404 not_found_error", "{method} {path}");
    }
    for path in [
        "/org/acme",
        "/org/acme/members",
        "/org/acme/invitations",
        "/org/acme/teams",
        "/org/acme/ws",
    ] {
        let told = world.ask_with(&key, "GET", path, None).await.told();
        assert_eq!(told, "404 not_found_error", "{path}");
    }
}

#[tokio::test]
async fn every_member_may_look() {
    let world = World::new().await;
    for email in [CONTRIBUTOR, READER] {
        for path in [
            "/org/acme",
            "/org/acme/members",
            "/org/acme/invitations",
            "/org/acme/teams",
            "/org/acme/ws",
            "/org/acme/ws/engagements",
            "/org/acme/ws/engagements/users",
            "/org/acme/ws/engagements/teams",
        ] {
            let status = world.ask_as(email, "GET", path, None).await.status;
            assert_eq!(status, 200, "{email} {path}");
        }
    }
}

fn sent(body: &Value) -> Option<Value> {
    Some(body.clone()).filter(|body| !body.is_null())
}

async fn resolved(world: &World, path: &str) -> String {
    let mut resolved = path.to_owned();
    while let Some((start, rest)) = resolved.split_once('<') {
        let (name, end) = rest.split_once('>').unwrap();
        let id = match name {
            "team" => world.team_id("red-team").await,
            "invitation" => {
                let open = world.ask("GET", "/org/acme/invitations", None).await.body;
                open[0]["id"].as_str().unwrap().to_owned()
            }
            email => world.user_id(email).await,
        };
        resolved = format!("{start}{id}{end}");
    }
    resolved
}
