//! What somebody may do depends on how they stand now: suspended, gone, in a team, at home elsewhere.

use orgform::sandbox::Span;
use serde_json::{Value, json};

use super::client::{WORLD, World};

const ADA: &str = "ada@acme.example";
const CYD: &str = "cyd@acme.example";
const REA: &str = "rea@acme.example";

/// The small world with its suspended reader an owner.
fn with_a_suspended_owner() -> String {
    WORLD.replace(
        "sus@acme.example: { role: reader,",
        "sus@acme.example: { role: owner,",
    )
}

#[tokio::test]
async fn a_suspended_owner_is_none_that_counts() {
    let world = World::of(&with_a_suspended_owner()).await;
    let reader = json!({ "role": "reader" });
    let mut told = Vec::new();
    for owner in [ADA, "root@acme.example"] {
        let path = format!("/org/acme/members/{}", world.user_id(owner).await);
        told.push(world.ask("PUT", &path, reader.clone()).await.told());
    }
    assert_eq!(told, ["200", "409 conflict_error"]);
}

#[tokio::test]
async fn a_suspended_owner_of_a_workspace_is_none_that_counts() {
    let shared = "users: { ada@acme.example: owner, sus@acme.example: owner,";
    let world = World::of(&WORLD.replace("users: { ada@acme.example: owner,", shared)).await;
    let path = format!("/org/acme/ws/engagements/users/{}", world.user_id(ADA).await);
    assert_eq!(
        world.ask("DELETE", &path, None).await.told(),
        "409 conflict_error"
    );
}

#[tokio::test]
async fn who_left_is_in_no_team_and_comes_back_by_invitation_only() {
    let world = World::new().await;
    let rea = world.user_id(REA).await;
    let removed = world
        .ask("DELETE", &format!("/org/acme/members/{rea}"), None)
        .await;
    assert_eq!(removed.status, 204);
    let members = format!("/org/acme/teams/{}/members", world.team_id("red-team").await);
    assert_eq!(world.ask("GET", &members, None).await.column("user_email"), [ADA]);
    // The account is there as before.
    assert_eq!(world.ask_as(REA, "GET", "/user", None).await.status, 200);
    let team = world.ask("POST", &members, json!({ "user_id": rea })).await;
    assert_eq!(team.told(), "404 not_found_error");
    let grant = json!({ "user_email": REA, "permission": "reader" });
    let granted = world.ask("POST", "/org/acme/ws/engagements/users", grant).await;
    assert_eq!(granted.told(), "404 not_found_error");
}

#[tokio::test]
async fn of_a_grant_and_a_team_s_the_higher_one_counts() {
    // By her team a contributor, and directly a reader; then the other way round.
    for (direct, team) in [("reader", "contributor"), ("contributor", "reader")] {
        let shared =
            format!("cyd@acme.example: reader, rea@acme.example: {direct} }}, teams: {{ red-team: {team} }}");
        let before = "cyd@acme.example: reader }, teams: { red-team: contributor }";
        assert!(WORLD.contains(before));
        let world = World::of(&WORLD.replace(before, &shared)).await;
        let project = json!({ "key": "probe", "name": "Probe" });
        let made = world
            .ask_as(REA, "POST", "/org/acme/ws/engagements/projects", project)
            .await;
        assert_eq!(made.status, 201, "{direct} and by the team {team}");
    }
}

#[tokio::test]
async fn an_invitation_is_open_until_it_ends_and_not_a_moment_longer() {
    let world = World::new().await;
    let path = "/org/acme/invitations";
    world.sandbox.advance("3d23h59m59s".parse().unwrap()).unwrap();
    let open = world.ask("GET", path, None).await;
    assert_eq!(open.column("email"), ["bob@acme.example"]);
    let id = open.body[0]["id"].as_str().unwrap();
    world.sandbox.advance(Span::seconds(1)).unwrap();
    assert_eq!(world.ask("GET", path, None).await.body, json!([]));
    let key = world.sandbox.register("bob@acme.example").unwrap();
    let answer = world
        .ask_with(
            &key,
            "POST",
            &format!("/invitations/{id}/respond"),
            json!({ "accept": true }),
        )
        .await;
    assert_eq!(answer.told(), "409 conflict_error");
    let cancelled = world.ask("DELETE", &format!("{path}/{id}"), None).await;
    assert_eq!(cancelled.told(), "409 conflict_error");
}

#[tokio::test]
async fn a_declined_invitation_is_not_taken_up_later() {
    let world = World::new().await;
    world.sandbox.decline("bob@acme.example").unwrap();
    let all = world
        .ask("GET", "/org/acme/invitations?include_all=true", None)
        .await
        .body;
    let path = format!("/invitations/{}/respond", all[0]["id"].as_str().unwrap());
    let key = world.sandbox.register("bob@acme.example").unwrap();
    let answer = world
        .ask_with(&key, "POST", &path, json!({ "accept": true }))
        .await;
    assert_eq!(answer.told(), "409 conflict_error");
    let members = &world.sandbox.state().unwrap().organizations["acme"].members;
    assert!(!members.contains_key("bob@acme.example"));
}

#[tokio::test]
async fn what_is_inactive_can_be_looked_at_and_not_changed() {
    let seed = WORLD
        .replace("name: red-team,", "name: red-team, active: false,")
        .replace("  solo: { ", "  solo: { active: false, ");
    let world = World::of(&seed).await;
    let team = format!("/org/acme/teams/{}", world.team_id("red-team").await);
    let members = format!("{team}/members");
    let cyd = world.user_id(CYD).await;
    let name = json!({ "name": "Another" });
    for (method, path, body) in [
        ("PUT", team.as_str(), name.clone()),
        ("DELETE", &team, Value::Null),
        ("POST", &members, json!({ "user_id": cyd })),
        ("PATCH", "/org/acme/ws/solo", name),
        ("DELETE", "/org/acme/ws/solo", Value::Null),
    ] {
        let told = world
            .ask(method, path, Some(body).filter(|body| !body.is_null()))
            .await;
        assert_eq!(told.told(), "404 not_found_error", "{method} {path}");
    }
    for path in [team.as_str(), "/org/acme/ws/solo"] {
        let row = world.ask("GET", path, None).await;
        assert_eq!(
            (row.status, &row.body["is_active"]),
            (200, &json!(false)),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_default_team_stays() {
    let seed = WORLD.replace("name: red-team,", "name: red-team, default: true,");
    let world = World::of(&seed).await;
    let team = format!("/org/acme/teams/{}", world.team_id("red-team").await);
    assert_eq!(
        world.ask("DELETE", &team, None).await.told(),
        "403 forbidden_error"
    );
}

#[tokio::test]
async fn a_key_for_one_workspace_opens_no_other() {
    let world = World::new().await;
    let id = world.ask("GET", "/org/acme/ws/solo", None).await.body["id"].clone();
    let made = world
        .ask("POST", "/user/api-keys", json!({ "workspace_id": id }))
        .await;
    let key = made.body["key"].as_str().unwrap();
    let mut told = Vec::new();
    for path in ["/org/acme/ws/solo", "/org/acme/ws/engagements"] {
        told.push(world.ask_with(key, "GET", path, None).await.told());
    }
    assert_eq!(told, ["200", "403 forbidden_error"]);
}

/// Ids are no secrets: whoever owns another organization may know them, and reaches nothing by them.
#[tokio::test]
async fn an_owner_elsewhere_touches_nothing_here() {
    let world = World::new().await;
    let key = world.sandbox.register("max@else.example").unwrap();
    let own = json!({ "username": "max", "org_name": "Elsewhere" });
    let founded = world.ask_with(&key, "POST", "/user/onboarding", own).await;
    assert_eq!(founded.status, 200);
    let invitation = world.ask("GET", "/org/acme/invitations", None).await.body[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let (rea, team) = (world.user_id(REA).await, world.team_id("red-team").await);
    for path in [
        format!("/org/elsewhere/invitations/{invitation}"),
        format!("/org/elsewhere/members/{rea}"),
        format!("/org/elsewhere/teams/{team}"),
        format!("/org/elsewhere/teams/{team}/members/{rea}"),
        "/org/elsewhere/ws/solo".to_owned(),
    ] {
        let told = world.ask_with(&key, "DELETE", &path, None).await.told();
        assert_eq!(told, "404 not_found_error", "{path}");
    }
    let state = world.sandbox.state().unwrap();
    let acme = &state.organizations["acme"];
    assert!(acme.members.contains_key(REA) && acme.workspaces.contains_key("solo"));
    let open = world.ask("GET", "/org/acme/invitations", None).await;
    assert_eq!(open.column("email"), ["bob@acme.example"]);
}
