//! What stays when the process goes.

use orgform::sandbox::{Database, Options, Overrides, SandboxError, Seed, Span, Store};
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
    assert!(matches!(Store::existing(&path), Err(SandboxError::Absent(_))));
    let world = World::start(options(&path)).await;
    assert_eq!(world.sandbox.state().unwrap(), fresh);
}

#[test]
fn a_new_world_needs_a_seed_and_a_file_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let database = Database::File(path.clone());
    let unseeded = Store::open(&database, None, Overrides::default());
    assert!(matches!(unseeded, Err(SandboxError::Unseeded)), "{unseeded:?}");
    let text = "this is a text file, and not a database of anything";
    std::fs::write(&path, text).unwrap();
    let other = Store::existing(&path);
    assert!(matches!(other, Err(SandboxError::Database(_))), "{other:?}");
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        text,
        "it is left as it is"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_can_share_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let (one, two) = (
        World::start(options(&path)).await,
        World::start(options(&path)).await,
    );
    let write = async |world: &World, who: &str| {
        for n in 0..25 {
            let told = world
                .ask("POST", "/org/acme/teams", json!({ "name": format!("{who}-{n}") }))
                .await
                .told();
            assert_eq!(told, "201");
        }
    };
    tokio::join!(write(&one, "one"), write(&two, "two"));
    let state = one.sandbox.state().unwrap();
    assert_eq!(state.organization().unwrap().teams.len(), 51);
    assert_eq!(state, two.sandbox.state().unwrap());
    assert_eq!(one.sandbox.log().unwrap().len(), 50);
}

const CHILD: &str = "ORGFORM_TEST_SANDBOX_FILE";

/// Not a test of its own: the process that the next test kills.
#[tokio::test]
async fn serve_until_killed() {
    let Some(path) = std::env::var_os(CHILD) else {
        return;
    };
    let world = World::start(options(path.as_ref())).await;
    let url = std::path::Path::new(&path).with_extension("url");
    std::fs::write(url.with_extension("part"), world.sandbox.url()).unwrap();
    std::fs::rename(url.with_extension("part"), url).unwrap();
    world.sandbox.served().await;
}

#[tokio::test]
async fn killed_at_any_moment_it_opens_with_all_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let mut answered = 0;
    for round in 0..3 {
        let _ = std::fs::remove_file(path.with_extension("url"));
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "sandbox::persistence::serve_until_killed"])
            .env(CHILD, &path)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        answered += write_until_gone(&path.with_extension("url"), &mut child, round).await;
        child.wait().unwrap();
        let teams = Store::existing(&path)
            .unwrap()
            .state()
            .unwrap()
            .organization()
            .unwrap()
            .teams
            .len()
            - 1;
        // The last write may have been done without an answer.
        assert!(
            teams == answered || teams == answered + 1,
            "{teams} teams after {answered} answers"
        );
        answered = teams;
    }
    assert!(answered > 0);
}

/// Makes teams one after the other, kills the server in the middle of one, and tells how many were answered.
async fn write_until_gone(url: &std::path::Path, child: &mut std::process::Child, round: usize) -> usize {
    let url = loop {
        match std::fs::read_to_string(url) {
            Ok(url) => break url,
            _ if child.try_wait().unwrap().is_some() => panic!("the server ended by itself"),
            _ => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
    };
    let http = super::client::http();
    let mut answered = 0;
    for n in 0.. {
        let body = json!({ "name": format!("team-{round}-{n}") });
        let request = http
            .post(format!("{url}/api/v1/org/acme/teams"))
            .header("X-API-Key", "dn_sandbox_root")
            .json(&body);
        let sent = tokio::spawn(request.send());
        if n == 10 + round * 7 {
            tokio::task::yield_now().await;
            child.kill().unwrap();
        }
        match sent.await.unwrap() {
            Ok(response) if response.status() == 201 => answered += 1,
            _ => break,
        }
    }
    answered
}
