//! Every reading of the contract that can be chosen.

use orgform::sandbox::{Overrides, settings::Routes};
use serde_json::{Value, json};

use super::client::World;

const TEAMS: &str = "/org/acme/teams";
const USERS: &str = "/org/acme/ws/engagements/users";

fn grant(email: &str) -> Value {
    json!({ "user_email": email, "permission": "reader" })
}

#[tokio::test]
async fn documented_only_answers_what_pages_show() {
    let world = World::with("preset: documented-only").await;
    assert_eq!(world.ask("GET", TEAMS, None).await.status, 200);
    assert_eq!(
        world.ask("POST", TEAMS, json!({ "name": "x" })).await.told(),
        "405 app_error"
    );
    assert_eq!(
        world.ask("GET", "/org/acme/ws/solo/teams", None).await.told(),
        "404 not_found_error"
    );
    assert_eq!(
        world.ask("POST", USERS, grant("rea@acme.example")).await.status,
        201
    );
}

#[tokio::test]
async fn below_the_pro_plan_no_workspace_is_made_or_changed() {
    let world = World::with("preset: saas-free-plan").await;
    let new = json!({ "key": "lab", "name": "The lab" });
    assert_eq!(
        world.ask("POST", "/org/acme/ws", new).await.told(),
        "426 upgrade_required_error"
    );
    let told = world
        .ask("PATCH", "/org/acme/ws/solo", json!({ "name": "Solo" }))
        .await
        .told();
    assert_eq!(told, "426 upgrade_required_error");
    assert_eq!(
        world.ask("GET", "/config", None).await.body["deployment_mode"],
        "saas"
    );
    assert_eq!(
        world.ask("GET", "/org/acme", None).await.body["plan_type"],
        "free"
    );
    assert_eq!(
        world.ask("POST", USERS, grant("rea@acme.example")).await.status,
        201
    );
}

#[tokio::test]
async fn without_team_writes_teams_can_be_listed() {
    let world = World::with("preset: no-team-writes").await;
    let team = world.team_id("red-team").await;
    assert_eq!(
        world
            .ask("GET", &format!("{TEAMS}/{team}/members"), None)
            .await
            .status,
        404
    );
    assert_eq!(world.ask("POST", TEAMS, json!({ "name": "x" })).await.status, 405);
}

#[tokio::test]
async fn statuses_and_bodies_of_success() {
    let world = World::with("created_status: 200, deleted_status: 200, removal_body: user_deleted").await;
    assert_eq!(world.ask("POST", TEAMS, json!({ "name": "x" })).await.status, 200);
    let team = world.team_id("x").await;
    let deleted = world.ask("DELETE", &format!("{TEAMS}/{team}"), None).await;
    assert_eq!((deleted.status, deleted.body), (200, Value::Null));
    let rea = world.user_id("rea@acme.example").await;
    let removed = world
        .ask("DELETE", &format!("/org/acme/members/{rea}"), None)
        .await;
    assert_eq!(
        (removed.status, removed.body),
        (200, json!({ "user_deleted": false }))
    );
}

#[tokio::test]
async fn the_verb_of_an_update() {
    for (verb, statuses) in [
        ("patch", [200, 405]),
        ("put", [405, 200]),
        ("both", [200, 200]),
        ("neither", [405, 405]),
    ] {
        let world = World::with(&format!("update_verb: {verb}")).await;
        for (method, status) in ["PATCH", "PUT"].into_iter().zip(statuses) {
            let told = world
                .ask(method, "/org/acme/ws/solo", json!({ "name": "Solo" }))
                .await
                .status;
            assert_eq!(told, status, "{verb} {method}");
        }
    }
}

#[tokio::test]
async fn names_in_bodies() {
    let world = World::with("grant_body: role_and_email, team_member_body: user_email").await;
    let refused = world.ask("POST", USERS, grant("rea@acme.example")).await;
    let places: Vec<_> = refused.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["loc"][1].clone())
        .collect();
    assert_eq!(places, ["role", "email"]);
    let body = json!({ "role": "reader", "email": "rea@acme.example" });
    assert_eq!(world.ask("POST", USERS, body).await.status, 201);
    let members = format!("{TEAMS}/{}/members", world.team_id("red-team").await);
    let by_id = json!({ "user_id": world.user_id("cyd@acme.example").await });
    assert_eq!(
        world.ask("POST", &members, by_id).await.told(),
        "422 invalid_error"
    );
    assert_eq!(
        world
            .ask("POST", &members, json!({ "user_email": "cyd@acme.example" }))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn grants_for_strangers_and_grants_that_exist() {
    for (choice, told) in [
        ("not_found", "404 not_found_error"),
        ("invalid", "422 invalid_error"),
        ("grants", "201"),
    ] {
        let world = World::with(&format!("grant_to_stranger: {choice}")).await;
        assert_eq!(
            world.ask("POST", USERS, grant("new@acme.example")).await.told(),
            told,
            "{choice}"
        );
    }
    let world = World::with("grant_to_stranger: invites, duplicate_grant: accepted").await;
    assert_eq!(
        world.ask("POST", USERS, grant("new@acme.example")).await.status,
        201
    );
    let invited = world
        .ask("GET", "/org/acme/invitations", None)
        .await
        .column("email");
    assert_eq!(invited, ["bob@acme.example", "new@acme.example"]);
    assert_eq!(
        world.ask("POST", USERS, grant("cyd@acme.example")).await.status,
        201
    );
    assert_eq!(
        world.ask("POST", USERS, grant("ada@acme.example")).await.told(),
        "409 conflict_error"
    );
}

#[tokio::test]
async fn invitations_can_be_read_otherwise() {
    let world = World::with(
        "list_accepted_invitations: false, invitation_readers: owners, cancel_expired: true, invitation_window: 2d, \
         address_case: significant, invitations_take_seats: true, seat_limit_status: 403",
    )
    .await;
    let path = "/org/acme/invitations";
    assert_eq!(
        world.ask_as("cyd@acme.example", "GET", path, None).await.told(),
        "403 forbidden_error"
    );
    let upper = world
        .ask("POST", path, json!({ "email": "ADA@acme.example" }))
        .await;
    assert_eq!(
        (upper.status, upper.body["expires_at"].as_str()),
        (201, Some("2026-06-03T12:00:00Z"))
    );
    world.sandbox.accept("bob@acme.example").unwrap();
    let all = world.ask("GET", &format!("{path}?include_all=1"), None).await;
    assert_eq!(
        all.column("email"),
        ["dora@acme.example", "finn@acme.example", "ADA@acme.example"]
    );
    let dora = format!("{path}/{}", all.body[0]["id"].as_str().unwrap());
    assert_eq!(world.ask("DELETE", &dora, None).await.status, 204);
    let mut told = String::new();
    for n in 0..30 {
        told = world
            .ask("POST", path, json!({ "email": format!("p{n}@acme.example") }))
            .await
            .told();
    }
    assert_eq!(told, "403 member_limit_exceeded_error");
}

#[tokio::test]
async fn what_owners_see() {
    for (choice, keys) in [
        ("granted", "default-root"),
        ("shared", "default-root engagements solo"),
        (
            "all",
            "default-root default-ada default-cyd default-rea default-sus engagements solo",
        ),
    ] {
        let world = World::with(&format!("owners_see: {choice}")).await;
        let rows = world.ask("GET", "/org/acme/ws", None).await.body["workspaces"]
            .as_array()
            .unwrap()
            .clone();
        let seen: Vec<_> = rows
            .iter()
            .map(|row| row["key"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(seen.join(" "), keys);
    }
}

#[tokio::test]
async fn deletion_can_be_soft_and_keys_can_come_back() {
    let new = json!({ "key": "solo", "name": "Solo again" });
    for (settings, listed, again) in [
        ("deletion: hard", 0, 409),
        ("deletion: soft", 1, 409),
        ("deletion: hard, deleted_keys_reusable: true", 0, 201),
        ("deletion: soft, deleted_keys_reusable: true", 1, 201),
    ] {
        let world = World::with(settings).await;
        assert_eq!(world.ask("DELETE", "/org/acme/ws/solo", None).await.status, 204);
        let rows = world.ask("GET", "/org/acme/ws", None).await.body["workspaces"]
            .as_array()
            .unwrap()
            .clone();
        let left: Vec<_> = rows.iter().filter(|row| row["key"] == "solo").collect();
        assert_eq!(left.len(), listed, "{settings}");
        assert!(left.iter().all(|row| row["is_active"] == false));
        assert_eq!(
            world.ask("POST", "/org/acme/ws", new.clone()).await.status,
            again,
            "{settings}"
        );
    }
}

#[tokio::test]
async fn model_access_and_suspension() {
    let world = World::with("owner_models: ignored, left_out_models: keeps, suspension: status").await;
    let ada = format!(
        "/org/acme/members/{}/model-access",
        world.user_id("ada@acme.example").await
    );
    let ignored = world.ask("PUT", &ada, json!({ "allowed_model_ids": [] })).await;
    assert_eq!(
        (ignored.status, &ignored.body["allowed_model_ids"]),
        (200, &Value::Null)
    );
    let rea = format!("/org/acme/members/{}", world.user_id("rea@acme.example").await);
    world
        .ask(
            "PUT",
            &format!("{rea}/model-access"),
            json!({ "allowed_model_ids": ["dn/x"] }),
        )
        .await;
    let kept = world.ask("PUT", &rea, json!({ "role": "contributor" })).await;
    assert_eq!(kept.body["allowed_model_ids"], json!(["dn/x"]));
    let rows = world.ask("GET", "/org/acme/members", None).await.body["members"]
        .as_array()
        .unwrap()
        .clone();
    let suspended: Vec<_> = rows.iter().filter(|row| row["status"] == "suspended").collect();
    assert_eq!((suspended.len(), &suspended[0]["is_active"]), (1, &json!(true)));
}

#[tokio::test]
async fn a_lower_role_can_lower_grants() {
    let world = World::with("role_change_grants: lowered").await;
    let ada = world.user_id("ada@acme.example").await;
    world
        .ask(
            "POST",
            "/org/acme/ws/solo/users",
            json!({ "user_email": "ada@acme.example", "permission": "owner" }),
        )
        .await;
    world
        .ask(
            "PUT",
            &format!("/org/acme/members/{ada}"),
            json!({ "role": "reader" }),
        )
        .await;
    let state = world.sandbox.state().unwrap();
    let workspaces = &state.organization().unwrap().workspaces;
    let level = |key: &str| workspaces[key].users["ada@acme.example"].as_str();
    assert_eq!(
        ["default-ada", "engagements", "solo"].map(level),
        ["owner", "owner", "reader"]
    );
}

#[tokio::test]
async fn the_rest() {
    let world = World::with(
        "hidden_status: 403, page_size_over_limit: clamped, max_page_size: 2, list_order: newest_first, \
         team_names_unique: false, default_refusal: 409, creator_granted_by: 'null'",
    )
    .await;
    let told = world
        .ask_as("rea@acme.example", "GET", "/org/acme/ws/solo", None)
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
    let page = world
        .ask("GET", "/org/acme/members?page_size=100", None)
        .await
        .body;
    assert_eq!(
        (&page["limit"], &page["members"][0]["user_email"]),
        (&json!(2), &json!("sus@acme.example"))
    );
    assert_eq!(
        world
            .ask("POST", TEAMS, json!({ "name": "red-team" }))
            .await
            .status,
        201
    );
    assert_eq!(
        world
            .ask("DELETE", "/org/acme/ws/default-root", None)
            .await
            .status,
        409
    );
    world
        .ask("POST", "/org/acme/ws", json!({ "key": "lab", "name": "The lab" }))
        .await;
    let users = world.ask("GET", "/org/acme/ws/lab/users", None).await.body;
    assert_eq!(users[0]["granted_by"], Value::Null);
    let world = World::with("key_power: contributor").await;
    let permissions = world.ask("GET", "/org/acme", None).await.body["permissions"].clone();
    assert_eq!(permissions["manage_members"], false);
    let told = world
        .ask(
            "POST",
            "/org/acme/invitations",
            json!({ "email": "x@acme.example" }),
        )
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
    let seed = super::client::WORLD.replace("max_members", "allow_external_invites: false, max_members");
    for (settings, status) in [("external: nobody", 201), ("external_status: 422", 422)] {
        let world = World::of(&format!("{seed}settings: {{ {settings} }}\n")).await;
        let outside = json!({ "email": "x@else.example" });
        assert_eq!(
            world.ask("POST", "/org/acme/invitations", outside).await.status,
            status
        );
    }
}

#[tokio::test]
async fn settings_can_change_while_it_runs() {
    let world = World::new().await;
    let gone = Overrides {
        team_routes: Some(Routes::NotFound),
        ..Overrides::default()
    };
    world.sandbox.configure(gone).unwrap();
    assert_eq!(world.ask("POST", TEAMS, json!({ "name": "x" })).await.status, 404);
    world.sandbox.advance("1d".parse().unwrap()).unwrap();
    assert_eq!(world.ask("POST", TEAMS, json!({ "name": "x" })).await.status, 404);
}
