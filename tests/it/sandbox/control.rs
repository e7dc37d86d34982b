//! The routes that only the sandbox has.

use serde_json::{Value, json};

use super::client::{Reply, WORLD, World, http, reply};

async fn control(world: &World, method: &str, what: &str, body: Value) -> Reply {
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = http().request(method, format!("{}/_sandbox/{what}", world.sandbox.url()));
    if !body.is_null() {
        request = request.json(&body);
    }
    reply(request).await
}

#[tokio::test]
async fn the_world_is_moved_and_looked_at_from_outside() {
    let world = World::of(WORLD).await;
    assert_eq!(
        control(&world, "POST", "accept", json!({ "email": "bob@acme.example" }))
            .await
            .status,
        200
    );
    let state = control(&world, "GET", "state", Value::Null).await.body;
    assert_eq!(
        state["organizations"]["acme"]["members"]["bob@acme.example"]["role"],
        "reader"
    );
    assert_eq!(
        control(&world, "POST", "clock", json!({ "advance": "+8d" }))
            .await
            .body,
        "2026-06-09T12:00:00Z"
    );
    let refused = control(&world, "POST", "accept", json!({ "email": "bob@acme.example" })).await;
    assert_eq!(
        (refused.status, &refused.body["error"]),
        (409, &json!("no invitation for bob@acme.example is open"))
    );
    let key = control(&world, "POST", "key", json!({ "email": "cyd@acme.example" }))
        .await
        .body;
    assert_eq!(key, world.sandbox.key_of("cyd@acme.example").unwrap());
    assert_eq!(control(&world, "GET", "log", Value::Null).await.body, json!([]));
    assert_eq!(
        control(&world, "GET", "incidents", Value::Null).await.body,
        json!([])
    );
}

#[tokio::test]
async fn faults_and_settings_are_set_from_outside() {
    let world = World::of(WORLD).await;
    let rules = json!([{ "path": "/health", "nth": 1, "effect": { "status": 503 } }]);
    assert_eq!(control(&world, "PUT", "faults", rules).await.status, 200);
    assert_eq!(world.ask("GET", "/health", None).await.status, 503);
    assert_eq!(
        control(&world, "GET", "faults", Value::Null).await.body[0]["struck"],
        1
    );
    let line = json!("403 on GET /config");
    assert_eq!(control(&world, "POST", "faults", line).await.status, 200);
    assert_eq!(world.ask("GET", "/config", None).await.status, 403);
    let settings = control(&world, "PATCH", "settings", json!({ "created_status": 200 }))
        .await
        .body;
    assert_eq!(settings["created_status"], 200);
    assert_eq!(
        world
            .ask("POST", "/org/acme/teams", json!({ "name": "x" }))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let world = World::of(WORLD).await;
    assert_eq!(control(&world, "GET", "nothing", Value::Null).await.status, 404);
    assert_eq!(
        control(&world, "PUT", "faults", json!([{ "effect": "explode" }]))
            .await
            .status,
        422
    );
    let told = control(&world, "POST", "faults", json!("500 soon")).await;
    assert_eq!(told.status, 422);
    assert!(
        told.body["error"]
            .as_str()
            .unwrap()
            .contains("`soon` is not understood here")
    );
    assert_eq!(control(&world, "POST", "clock", Value::Null).await.status, 422);
}
