//! What stays when the process goes.

use orgform::sandbox::{Database, Options, Overrides, Seed, Span, Store};
use serde_json::json;

use super::client::{WORLD, World};

fn options(path: &std::path::Path) -> Options {
    Options {
        database: Database::File(path.to_owned()),
        seed: Some(Seed::parse(WORLD).unwrap()),
        port: 0,
        overrides: Overrides::default(),
        faults: Vec::new(),
    }
}

#[tokio::test]
async fn the_world_the_clock_and_the_log_survive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/sandbox.db");
    let world = World::start(options(&path)).await;
    world
        .ask("PATCH", "/org/acme", json!({ "name": "Acme Red" }))
        .await;
    world.sandbox.advance(Span::days(1)).unwrap();
    let before = world.sandbox.state().unwrap();
    world.sandbox.shutdown().await;

    let world = World::start(Options {
        seed: None,
        ..options(&path)
    })
    .await;
    assert_eq!(world.sandbox.state().unwrap(), before);
    let again = world.ask("GET", "/health", None).await;
    assert_eq!(again.headers["date"], "Tue, 02 Jun 2026 12:00:00 GMT");
    assert_eq!(again.headers["x-request-id"], "sandbox-000002");
    assert_eq!(world.sandbox.log().unwrap().len(), 2);
}

#[tokio::test]
async fn another_process_is_seen_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let world = World::start(options(&path)).await;
    let mut other = Store::existing(&path).unwrap();
    other.accept("bob@acme.example").unwrap();
    other.advance(Span::days(1)).unwrap();
    let members = world.ask("GET", "/org/acme/members", None).await;
    assert_eq!(
        (&members.body["total"], members.headers["date"].to_str().unwrap()),
        (&json!(6), "Tue, 02 Jun 2026 12:00:00 GMT")
    );
    assert_eq!(other.state().unwrap(), world.sandbox.state().unwrap());
}

#[tokio::test]
async fn a_reset_starts_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let world = World::start(options(&path)).await;
    let fresh = world.sandbox.state().unwrap();
    world
        .ask("PATCH", "/org/acme", json!({ "name": "Acme Red" }))
        .await;
    world.sandbox.shutdown().await;
    Store::reset(&path).unwrap();
    assert!(Store::existing(&path).is_err());
    let world = World::start(options(&path)).await;
    assert_eq!(world.sandbox.state().unwrap(), fresh);
}

#[test]
fn a_new_world_needs_a_seed_and_a_file_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let database = Database::File(path.clone());
    assert!(Store::open(&database, None, Overrides::default()).is_err());
    std::fs::write(&path, "this is a text file, and not a database of anything").unwrap();
    assert!(Store::existing(&path).is_err());
}
