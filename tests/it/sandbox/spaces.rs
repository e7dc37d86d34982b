//! Teams, workspaces, grants and projects.

use serde_json::json;

use super::client::World;

#[tokio::test]
async fn a_team_lives() {
    let world = World::new().await;
    let made = world
        .ask(
            "POST",
            "/org/acme/teams",
            json!({ "name": "blue", "description": "Defence" }),
        )
        .await;
    assert_eq!(made.status, 201);
    let path = format!("/org/acme/teams/{}", made.body["id"].as_str().unwrap());
    let twice = world
        .ask("POST", "/org/acme/teams", json!({ "name": "blue" }))
        .await;
    assert_eq!(twice.told(), "409 already_exists_error");
    let renamed = world.ask("PUT", &path, json!({ "name": "azure" })).await.body;
    assert_eq!(
        (&renamed["name"], &renamed["description"]),
        (&json!("azure"), &json!("Defence"))
    );

    let rea = world.user_id("rea@acme.example").await;
    let members = format!("{path}/members");
    assert_eq!(
        world
            .ask("POST", &members, json!({ "user_id": rea }))
            .await
            .status,
        201
    );
    assert_eq!(
        world
            .ask("POST", &members, json!({ "user_id": rea }))
            .await
            .told(),
        "409 already_exists_error"
    );
    let stranger = json!({ "user_email": "stranger@acme.example" });
    assert_eq!(
        world.ask("POST", &members, stranger).await.told(),
        "404 not_found_error"
    );
    assert_eq!(
        world.ask("GET", &members, None).await.column("user_email"),
        ["rea@acme.example"]
    );
    assert_eq!(
        world
            .ask("DELETE", &format!("{members}/{rea}"), None)
            .await
            .status,
        204
    );
    assert_eq!(
        world
            .ask("DELETE", &format!("{members}/{rea}"), None)
            .await
            .told(),
        "404 not_found_error"
    );
    assert_eq!(world.ask("DELETE", &path, None).await.status, 204);
    assert_eq!(world.ask("GET", &path, None).await.told(), "404 not_found_error");
}

#[tokio::test]
async fn teams_are_the_owners_business() {
    let world = World::new().await;
    let told = world
        .ask_as(
            "cyd@acme.example",
            "POST",
            "/org/acme/teams",
            json!({ "name": "x" }),
        )
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
}

#[tokio::test]
async fn a_workspace_lives() {
    let world = World::new().await;
    let new = json!({ "key": "lab", "name": "The lab" });
    let made = world
        .ask_as("cyd@acme.example", "POST", "/org/acme/ws", new.clone())
        .await;
    assert_eq!((made.status, &made.body["is_default"]), (201, &json!(false)));
    assert_eq!(
        world.ask("POST", "/org/acme/ws", new.clone()).await.told(),
        "409 already_exists_error"
    );
    let users = world
        .ask_as("cyd@acme.example", "GET", "/org/acme/ws/lab/users", None)
        .await;
    assert_eq!(
        (users.column("user_email"), users.column("permission")),
        (vec!["cyd@acme.example".into()], vec!["owner".into()])
    );
    let projects = world.ask("GET", "/org/acme/ws/lab/projects", None).await;
    assert_eq!(projects.column("key"), ["default"]);
    let patched = world
        .ask(
            "PATCH",
            "/org/acme/ws/lab",
            json!({ "name": "Lab", "description": "x" }),
        )
        .await
        .body;
    assert_eq!(
        (&patched["name"], &patched["description"]),
        (&json!("Lab"), &json!("x"))
    );
    assert_eq!(world.ask("DELETE", "/org/acme/ws/lab", None).await.status, 204);
    assert_eq!(
        world.ask("GET", "/org/acme/ws/lab", None).await.told(),
        "404 not_found_error"
    );
    assert_eq!(
        world.ask("POST", "/org/acme/ws", new).await.told(),
        "409 already_exists_error"
    );
}

#[tokio::test]
async fn readers_create_no_workspace_and_default_ones_stay() {
    let world = World::new().await;
    let new = json!({ "key": "lab", "name": "The lab" });
    let told = world
        .ask_as("rea@acme.example", "POST", "/org/acme/ws", new)
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
    assert_eq!(
        world
            .ask("DELETE", "/org/acme/ws/default-root", None)
            .await
            .told(),
        "403 forbidden_error"
    );
    let key = json!({ "key": "Bad Key", "name": "The lab" });
    assert_eq!(
        world.ask("POST", "/org/acme/ws", key).await.told(),
        "422 invalid_error"
    );
}

#[tokio::test]
async fn who_sees_which_workspace() {
    let world = World::new().await;
    let mut seen = Vec::new();
    for email in ["root@acme.example", "cyd@acme.example", "rea@acme.example"] {
        let body = world.ask_as(email, "GET", "/org/acme/ws", None).await.body;
        let rows = body["workspaces"].as_array().unwrap().clone();
        let keys: Vec<_> = rows
            .iter()
            .map(|row| row["key"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(body["total"], rows.len());
        seen.push(keys.join(" "));
    }
    assert_eq!(
        seen,
        [
            "default-root engagements solo",
            "default-cyd engagements solo",
            "default-rea engagements"
        ]
    );
    let told = world
        .ask_as("rea@acme.example", "GET", "/org/acme/ws/solo/users", None)
        .await
        .told();
    assert_eq!(told, "404 not_found_error");
}

#[tokio::test]
async fn grants_to_people_are_added_by_address_and_changed_by_id() {
    let world = World::new().await;
    let path = "/org/acme/ws/engagements/users";
    let rea = world.user_id("rea@acme.example").await;
    let grant = json!({ "user_email": "rea@acme.example", "permission": "reader" });
    assert_eq!(world.ask("POST", path, grant.clone()).await.status, 201);
    assert_eq!(
        world.ask("POST", path, grant).await.told(),
        "409 already_exists_error"
    );
    let stranger = json!({ "user_email": "bob@acme.example", "permission": "reader" });
    assert_eq!(
        world.ask("POST", path, stranger).await.told(),
        "404 not_found_error"
    );
    let own = format!("{path}/{rea}");
    let changed = world
        .ask("PUT", &own, json!({ "permission": "contributor" }))
        .await
        .body;
    assert_eq!(changed["permission"], "contributor");
    assert_eq!(world.ask("DELETE", &own, None).await.status, 204);
    assert_eq!(
        world.ask("DELETE", &own, None).await.told(),
        "404 not_found_error"
    );
    let reader = json!({ "user_email": "rea@acme.example", "permission": "reader" });
    let told = world
        .ask_as("cyd@acme.example", "POST", path, reader)
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
}

#[tokio::test]
async fn the_last_owner_of_a_workspace_stays() {
    let world = World::new().await;
    let path = format!(
        "/org/acme/ws/engagements/users/{}",
        world.user_id("ada@acme.example").await
    );
    assert_eq!(
        world
            .ask("PUT", &path, json!({ "permission": "reader" }))
            .await
            .told(),
        "409 conflict_error"
    );
    assert_eq!(
        world.ask("DELETE", &path, None).await.told(),
        "409 conflict_error"
    );
}

#[tokio::test]
async fn grants_to_teams() {
    let world = World::new().await;
    let path = "/org/acme/ws/solo/teams";
    let team = world.team_id("red-team").await;
    let grant = json!({ "team_id": team, "permission": "reader" });
    assert_eq!(world.ask("POST", path, grant.clone()).await.status, 201);
    assert_eq!(
        world.ask("POST", path, grant).await.told(),
        "409 already_exists_error"
    );
    let own = format!("{path}/{team}");
    assert_eq!(
        world
            .ask("PUT", &own, json!({ "permission": "owner" }))
            .await
            .body["permission"],
        "owner"
    );
    assert_eq!(
        world.ask("GET", path, None).await.column("team_name"),
        ["red-team"]
    );
    let through_team = world
        .ask_as("rea@acme.example", "GET", "/org/acme/ws/solo", None)
        .await;
    assert_eq!(through_team.status, 200);
    assert_eq!(world.ask("DELETE", &own, None).await.status, 204);
}

#[tokio::test]
async fn projects() {
    let world = World::new().await;
    let path = "/org/acme/ws/engagements/projects";
    let new = json!({ "key": "one", "name": "One" });
    assert_eq!(
        world
            .ask_as("rea@acme.example", "POST", path, new.clone())
            .await
            .status,
        201
    );
    assert_eq!(
        world.ask("POST", path, new).await.told(),
        "409 already_exists_error"
    );
    let changed = world
        .ask("PATCH", &format!("{path}/one"), json!({ "key": "two" }))
        .await
        .body;
    assert_eq!(
        (&changed["key"], &changed["name"]),
        (&json!("two"), &json!("One"))
    );
    let told = world
        .ask_as("rea@acme.example", "DELETE", &format!("{path}/two"), None)
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
    assert_eq!(
        world.ask("DELETE", &format!("{path}/two"), None).await.status,
        204
    );
    assert_eq!(
        world.ask("DELETE", &format!("{path}/default"), None).await.told(),
        "403 forbidden_error"
    );
}

#[tokio::test]
async fn a_workspace_that_loses_its_last_owner_is_an_incident() {
    let world = World::with("last_workspace_owner: allowed").await;
    let path = format!(
        "/org/acme/ws/engagements/users/{}",
        world.user_id("ada@acme.example").await
    );
    assert_eq!(world.ask("DELETE", &path, None).await.status, 204);
    let incidents = world.sandbox.incidents().unwrap();
    assert!(
        incidents[0].ends_with("workspace engagements is left without an active owner"),
        "{incidents:?}"
    );
    assert_eq!(incidents.len(), 1);
}
