//! What the platform refuses, and in which words.

use reqwest::Method;
use serde_json::json;

use super::client::{World, reply};

#[tokio::test]
async fn without_a_right_key_there_is_nothing_but_health_and_config() {
    let world = World::new().await;
    for path in ["/health", "/config"] {
        assert_eq!(reply(world.request(Method::GET, path)).await.status, 200);
    }
    assert_eq!(
        reply(world.request(Method::GET, "/org/acme")).await.told(),
        "401 authentication_error"
    );
    assert_eq!(
        world.ask_with("dn_wrong", "GET", "/org/acme", None).await.told(),
        "401 authentication_error"
    );
    let suspended = world.ask_as("sus@acme.example", "GET", "/org/acme", None).await;
    assert_eq!(suspended.told(), "401 authentication_error");
}

#[tokio::test]
async fn bearer_is_a_setting() {
    for (setting, status) in [("true", 200), ("false", 401)] {
        let world = World::with(&format!("bearer: {setting}")).await;
        let request = world
            .request(Method::GET, "/user")
            .bearer_auth(world.sandbox.key());
        assert_eq!(reply(request).await.status, status);
    }
}

#[tokio::test]
async fn unknown_paths_and_wrong_verbs() {
    let world = World::new().await;
    assert_eq!(
        world.ask("GET", "/nothing", None).await.told(),
        "404 not_found_error"
    );
    assert_eq!(
        world.ask("GET", "/org/other", None).await.told(),
        "404 not_found_error"
    );
    let wrong_verb = world.ask("DELETE", "/org/acme", None).await;
    assert_eq!(wrong_verb.told(), "405 app_error");
    assert_eq!(
        wrong_verb.headers["allow"], "GET, PATCH",
        "HTTP wants it told which verbs there are"
    );
    assert_eq!(
        world.ask("PUT", "/org/acme/ws/solo", json!({})).await.told(),
        "405 app_error"
    );
}

#[tokio::test]
async fn fields_that_are_wrong_are_named() {
    let world = World::new().await;
    let short = world
        .ask("PATCH", "/org/acme", json!({ "name": "ab", "description": 7 }))
        .await;
    assert_eq!(short.told(), "422 invalid_error");
    let places: Vec<_> = short.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["loc"].to_string())
        .collect();
    assert_eq!(places, [r#"["body","name"]"#, r#"["body","description"]"#]);
    let request = world
        .request(Method::PATCH, "/org/acme")
        .header("X-API-Key", world.sandbox.key());
    let broken = reply(request.header("content-type", "application/json").body("{")).await;
    assert_eq!(broken.body["errors"][0]["loc"], json!(["body"]));
    let id = world.ask("DELETE", "/org/acme/members/nobody", None).await;
    assert_eq!(
        (id.status, &id.body["errors"][0]["loc"]),
        (422, &json!(["path", "user_id"]))
    );
    for query in ["page=0", "page_size=101", "page=x"] {
        let told = world
            .ask("GET", &format!("/org/acme/members?{query}"), None)
            .await
            .told();
        assert_eq!(told, "422 invalid_error", "{query}");
    }
}

#[tokio::test]
async fn headers_follow_the_sandbox_and_the_client() {
    let world = World::new().await;
    let own = world.ask("GET", "/health", None).await;
    assert_eq!(own.headers["date"], "Mon, 01 Jun 2026 12:00:00 GMT");
    assert_eq!(own.headers["x-request-id"], "sandbox-000001");
    let echoed = reply(
        world
            .request(Method::GET, "/health")
            .header("X-Request-Id", "run-7"),
    )
    .await;
    assert_eq!(echoed.headers["x-request-id"], "run-7");
}

#[tokio::test]
async fn the_log_tells_everything_in_order() {
    let world = World::new().await;
    world.ask("GET", "/org/acme/members?page=1", None).await;
    world.ask("PATCH", "/org/acme", json!({ "name": "x" })).await;
    let log = world.sandbox.log().unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(
        (log[0].path.as_str(), log[0].query.as_deref()),
        ("/api/v1/org/acme/members", Some("page=1"))
    );
    assert_eq!(log[0].operation.as_deref(), Some("list_organization_members"));
    assert_eq!(log[0].account.as_deref(), Some("root@acme.example"));
    assert_eq!(
        (log[1].number, log[1].status, log[1].is_write()),
        (2, Some(422), true)
    );
    assert_eq!(log[1].request.as_deref(), Some(r#"{"name":"x"}"#));
    world.sandbox.clear_log().unwrap();
    assert!(world.sandbox.log().unwrap().is_empty());
}
