//! The organization, its members and the caller's own account.

use serde_json::{Value, json};

use super::client::{WORLD, World};

#[tokio::test]
async fn the_organization_tells_each_member_what_they_may_do() {
    let world = World::new().await;
    let mut told = Vec::new();
    for email in ["root@acme.example", "cyd@acme.example", "rea@acme.example"] {
        told.push(world.ask_as(email, "GET", "/org/acme", None).await.body["permissions"].to_string());
    }
    assert_eq!(
        told,
        [
            r#"{"create_workspace":true,"manage_members":true}"#,
            r#"{"create_workspace":true,"manage_members":false}"#,
            r#"{"create_workspace":false,"manage_members":false}"#,
        ]
    );
    let org = world.ask("GET", "/org/acme", None).await.body;
    assert_eq!(
        (org["member_count"].as_i64(), org["max_members"].as_i64()),
        (Some(5), Some(30))
    );
    for field in [
        "effective_max_sandbox_runtime_seconds",
        "platform_default_sandbox_runtime_seconds",
    ] {
        assert!(org[field].is_i64(), "{field}");
    }
}

#[tokio::test]
async fn a_description_that_is_left_out_is_cleared_or_kept() {
    for (setting, expected) in [("clears", Value::Null), ("keeps", json!("Offensive"))] {
        let world = World::with(&format!("left_out_description: {setting}")).await;
        let org = world
            .ask("PATCH", "/org/acme", json!({ "name": "Acme Red" }))
            .await
            .body;
        assert_eq!(
            (&org["name"], &org["description"]),
            (&json!("Acme Red"), &expected)
        );
    }
}

#[tokio::test]
async fn members_come_in_pages() {
    let mut seed = WORLD.to_owned();
    let more: String = (0..20)
        .map(|n| format!("  m{n}@acme.example: reader\n"))
        .collect();
    seed = seed.replace("invitations:\n", &format!("{more}invitations:\n"));
    let world = World::of(&seed).await;
    let first = world.ask("GET", "/org/acme/members", None).await.body;
    assert_eq!(first["members"].as_array().unwrap().len(), 20);
    assert_eq!(
        (&first["total"], &first["has_next"], &first["limit"]),
        (&json!(25), &json!(true), &json!(20))
    );
    let last = world.ask("GET", "/org/acme/members?page=2", None).await.body;
    assert_eq!(
        (last["members"].as_array().unwrap().len(), &last["has_next"]),
        (5, &json!(false))
    );
    // No last page is published, so a number may be as large as it likes.
    for far in ["9", "1307674368000", "99999999999999999999999"] {
        let beyond = world
            .ask("GET", &format!("/org/acme/members?page={far}"), None)
            .await
            .body;
        assert_eq!(
            (&beyond["members"], &beyond["has_next"], &beyond["has_previous"]),
            (&json!([]), &json!(false), &json!(true))
        );
    }
}

#[tokio::test]
async fn a_role_change_replaces_model_access_unless_it_is_sent() {
    let world = World::new().await;
    let path = format!("/org/acme/members/{}", world.user_id("rea@acme.example").await);
    let models = world
        .ask(
            "PUT",
            &format!("{path}/model-access"),
            json!({ "allowed_model_ids": ["dn/large"] }),
        )
        .await;
    assert_eq!(models.body["allowed_model_ids"], json!(["dn/large"]));
    let sent = json!({ "role": "contributor", "allowed_model_ids": ["dn/large"] });
    assert_eq!(
        world.ask("PUT", &path, sent).await.body["allowed_model_ids"],
        json!(["dn/large"])
    );
    assert_eq!(
        world.ask("PUT", &path, json!({ "role": "reader" })).await.body["allowed_model_ids"],
        Value::Null
    );
}

#[tokio::test]
async fn the_last_owner_stays() {
    let world = World::new().await;
    let (root, ada) = (
        world.user_id("root@acme.example").await,
        world.user_id("ada@acme.example").await,
    );
    let demoted = world
        .ask(
            "PUT",
            &format!("/org/acme/members/{ada}"),
            json!({ "role": "reader" }),
        )
        .await;
    assert_eq!(demoted.status, 200);
    let path = format!("/org/acme/members/{root}");
    assert_eq!(
        world.ask("PUT", &path, json!({ "role": "reader" })).await.told(),
        "409 conflict_error"
    );
    assert_eq!(
        world.ask("DELETE", &path, None).await.told(),
        "409 conflict_error"
    );
    assert_eq!(world.sandbox.incidents().unwrap(), [""; 0]);
}

#[tokio::test]
async fn where_the_last_owner_can_go_it_is_an_incident() {
    let seed = WORLD.replace(
        "  ada@acme.example: owner\n  cyd",
        "  ada@acme.example: reader\n  cyd",
    );
    let world = World::of(&format!("{seed}settings: {{ last_owner: allowed }}\n")).await;
    let root = world.user_id("root@acme.example").await;
    let gone = world
        .ask(
            "PUT",
            &format!("/org/acme/members/{root}"),
            json!({ "role": "reader" }),
        )
        .await;
    assert_eq!(gone.status, 200);
    let incidents = world.sandbox.incidents().unwrap();
    assert!(
        incidents[0].ends_with("the organization is left without an active owner"),
        "{incidents:?}"
    );
}

#[tokio::test]
async fn removing_a_member_deletes_what_only_they_owned() {
    let world = World::new().await;
    let path = format!("/org/acme/members/{}", world.user_id("cyd@acme.example").await);
    assert_eq!(world.ask("DELETE", &path, None).await.status, 204);
    let state = world.sandbox.state().unwrap();
    let acme = state.organization().unwrap();
    assert!(!acme.members.contains_key("cyd@acme.example"));
    assert_eq!(
        acme.workspaces.keys().collect::<Vec<_>>(),
        [
            "default-ada",
            "default-rea",
            "default-root",
            "default-sus",
            "engagements"
        ]
    );
    assert!(
        !acme.workspaces["engagements"]
            .users
            .contains_key("cyd@acme.example")
    );
    assert_eq!(
        world.ask("DELETE", &path, None).await.told(),
        "404 not_found_error"
    );
}

#[tokio::test]
async fn only_owners_manage_members() {
    let world = World::new().await;
    let path = format!("/org/acme/members/{}", world.user_id("rea@acme.example").await);
    for email in ["cyd@acme.example", "rea@acme.example"] {
        let told = world
            .ask_as(email, "PUT", &path, json!({ "role": "owner" }))
            .await
            .told();
        assert_eq!(told, "403 forbidden_error");
        let told = world
            .ask_as(
                email,
                "POST",
                "/org/acme/invitations",
                json!({ "email": "x@y.z" }),
            )
            .await
            .told();
        assert_eq!(told, "403 forbidden_error");
    }
    assert_eq!(
        world
            .ask_as("cyd@acme.example", "GET", "/org/acme/members", None)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn the_caller_learns_who_they_are() {
    let world = World::new().await;
    let user = world.ask("GET", "/user", None).await.body;
    assert_eq!(
        (&user["email_address"], &user["full_name"]),
        (&json!("root@acme.example"), &json!("Root Acme"))
    );
    assert_eq!(
        world.ask("GET", "/user/organizations", None).await.body[0]["key"],
        "acme"
    );
    let free = world
        .ask("GET", "/user/check-availability?username=root&org_key=beta", None)
        .await
        .body;
    assert_eq!(
        (&free["username_available"], &free["org_key_available"]),
        (&json!(false), &json!(false))
    );
}

#[tokio::test]
async fn a_new_key_can_be_limited_and_can_revoke_itself() {
    let world = World::new().await;
    let made = world
        .ask("POST", "/user/api-keys", json!({ "allow_self_revoke": true }))
        .await;
    let key = made.body["key"].as_str().unwrap().to_owned();
    assert_eq!(world.ask_with(&key, "GET", "/user", None).await.status, 200);
    assert_eq!(
        world
            .ask_with(&key, "DELETE", "/user/api-keys/self", None)
            .await
            .status,
        204
    );
    assert_eq!(
        world.ask_with(&key, "GET", "/user", None).await.told(),
        "401 authentication_error"
    );
    let other = json!({ "org_id": "00000000-0000-4000-8000-000000000000" });
    let made = world.ask("POST", "/user/api-keys", other).await;
    let told = world
        .ask_with(made.body["key"].as_str().unwrap(), "GET", "/org/acme", None)
        .await
        .told();
    assert_eq!(told, "403 forbidden_error");
}

#[tokio::test]
async fn locking_oneself_out_is_an_incident() {
    let world = World::new().await;
    let path = format!("/org/acme/members/{}", world.user_id("root@acme.example").await);
    assert_eq!(
        world.ask("PUT", &path, json!({ "role": "reader" })).await.status,
        200
    );
    let incidents = world.sandbox.incidents().unwrap();
    assert!(
        incidents[0].ends_with("the caller is no longer an owner"),
        "{incidents:?}"
    );
}
