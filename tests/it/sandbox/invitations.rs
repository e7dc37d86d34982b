//! From an invitation to a membership.

use orgform::sandbox::Span;
use serde_json::{Value, json};

use super::client::{WORLD, World};

#[tokio::test]
async fn open_ones_are_listed_and_closed_ones_only_on_request() {
    let world = World::new().await;
    let open = world.ask("GET", "/org/acme/invitations", None).await;
    assert_eq!(open.column("email"), ["bob@acme.example"]);
    let all = world
        .ask("GET", "/org/acme/invitations?include_all=true", None)
        .await;
    assert_eq!(
        all.column("email"),
        ["bob@acme.example", "dora@acme.example", "finn@acme.example"]
    );
    let row = |email: &str| {
        all.body
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["email"] == email)
            .unwrap()
            .clone()
    };
    assert_eq!(row("bob@acme.example")["accepted"], Value::Null);
    assert_eq!(row("finn@acme.example")["accepted"], false);
    assert_eq!(row("dora@acme.example")["expires_at"], "2026-05-09T12:00:00Z");
}

#[tokio::test]
async fn an_invited_person_joins_with_a_default_workspace() {
    let world = World::new().await;
    let sent = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "new@acme.example" }),
        )
        .await;
    assert_eq!(
        (sent.status, sent.body["role"].as_str().unwrap()),
        (201, "contributor")
    );
    assert_eq!(sent.body["expires_at"], "2026-06-08T12:00:00Z");
    let key = world.sandbox.register("new@acme.example").unwrap();
    let mine = world.ask_with(&key, "GET", "/invitations/me", None).await;
    let path = format!("/invitations/{}/respond", mine.body[0]["id"].as_str().unwrap());
    let member = world
        .ask_with(&key, "POST", &path, json!({ "accept": true }))
        .await;
    assert_eq!(member.body["user_email"], "new@acme.example");
    let spaces = world.ask_with(&key, "GET", "/org/acme/ws", None).await.body;
    assert_eq!(
        (
            spaces["total"].as_i64(),
            spaces["workspaces"][0]["is_default"].as_bool()
        ),
        (Some(1), Some(true))
    );
    assert_eq!(
        world
            .ask_with(&key, "POST", &path, json!({ "accept": true }))
            .await
            .told(),
        "409 conflict_error"
    );
}

#[tokio::test]
async fn nobody_is_invited_twice_and_no_member_at_all() {
    let world = World::new().await;
    let again = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "BOB@acme.example" }),
        )
        .await;
    assert_eq!(again.told(), "409 already_exists_error");
    let member = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "Ada@acme.example" }),
        )
        .await;
    assert_eq!(member.told(), "409 member_exists_error");
    let expired = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "dora@acme.example" }),
        )
        .await;
    assert_eq!(expired.status, 201);
    assert_eq!(world.sandbox.incidents().unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_second_invitation_is_an_incident_where_it_is_possible() {
    let world = World::with("duplicate_invitation: accepted").await;
    let again = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "bob@acme.example" }),
        )
        .await;
    assert_eq!(again.status, 201);
    assert_eq!(
        world.sandbox.incidents().unwrap(),
        ["POST /api/v1/org/acme/invitations: bob@acme.example was invited while an invitation was open"]
    );
}

#[tokio::test]
async fn time_closes_an_invitation() {
    let world = World::new().await;
    world.sandbox.advance(Span::days(5)).unwrap();
    assert_eq!(
        world.ask("GET", "/org/acme/invitations", None).await.body,
        json!([])
    );
    let late = world.sandbox.accept("bob@acme.example").unwrap_err();
    assert_eq!(late.to_string(), "no invitation for bob@acme.example is open");
}

#[tokio::test]
async fn only_pending_ones_can_be_cancelled() {
    let world = World::new().await;
    let all = world
        .ask("GET", "/org/acme/invitations?include_all=true", None)
        .await;
    let mut told = Vec::new();
    for row in all.body.as_array().unwrap() {
        let path = format!("/org/acme/invitations/{}", row["id"].as_str().unwrap());
        told.push(world.ask("DELETE", &path, None).await.told());
    }
    assert_eq!(told, ["204", "409 conflict_error", "409 conflict_error"]);
}

#[tokio::test]
async fn an_invitation_is_answered_by_its_person_alone() {
    let world = World::new().await;
    let bob = world.ask("GET", "/org/acme/invitations", None).await.body[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/invitations/{bob}/respond");
    let other = world
        .ask_as("cyd@acme.example", "POST", &path, json!({ "accept": true }))
        .await;
    assert_eq!(other.told(), "403 forbidden_error");
    world.sandbox.decline("bob@acme.example").unwrap();
    let state = world.sandbox.state().unwrap();
    let states: Vec<_> = state
        .organization()
        .unwrap()
        .invitations
        .iter()
        .map(|i| i.state.as_str())
        .collect();
    assert_eq!(states, ["declined", "expired", "declined"]);
}

#[tokio::test]
async fn seats_and_domains_limit_who_may_come() {
    let seed = WORLD.replace("max_members: 30", "max_members: 5, allow_external_invites: false");
    let world = World::of(&seed).await;
    let outside = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "x@else.example" }),
        )
        .await;
    assert_eq!(outside.told(), "403 forbidden_error");
    let full = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "x@acme.example" }),
        )
        .await;
    assert_eq!(full.told(), "409 member_limit_exceeded_error");
    assert!(
        world
            .sandbox
            .accept("bob@acme.example")
            .unwrap_err()
            .to_string()
            .contains("seats")
    );
}
