//! Misbehaviour on demand.

use std::time::{Duration, Instant};

use orgform::sandbox::faults::{Effect, Rule, Verb};
use serde_json::{Value, json};

use super::client::{WORLD, World};

const INVITE: &str = "/org/acme/invitations";

fn invited(world: &World, email: &str) -> usize {
    let state = world.sandbox.state().unwrap();
    state
        .organization()
        .unwrap()
        .invitations
        .iter()
        .filter(|invitation| invitation.email == email)
        .count()
}

/// Invites somebody under a fault; tells the status that arrived and how many invitations there are then.
async fn invite_under(effect: Effect) -> (Option<u16>, usize, World) {
    let world = World::new().await;
    world
        .sandbox
        .faults()
        .add(Rule::new(effect).on(Verb::Post, "/org/*/invitations").nth(1));
    let body = json!({ "email": "new@acme.example" });
    let status = world
        .try_ask("POST", INVITE, body)
        .await
        .map(|response| response.status().as_u16())
        .ok();
    (status, invited(&world, "new@acme.example"), world)
}

#[tokio::test]
async fn what_happens_before_the_write_leaves_nothing() {
    for effect in [
        Effect::Status(500),
        Effect::Status(503),
        Effect::Html,
        Effect::DropBefore,
        Effect::OutOfCredits,
    ] {
        let (_, invitations, world) = invite_under(effect).await;
        assert_eq!(invitations, 0, "{effect:?}");
        assert_eq!(world.sandbox.log().unwrap()[0].ran, None, "{effect:?}");
        let again = world
            .ask("POST", INVITE, json!({ "email": "new@acme.example" }))
            .await;
        assert_eq!(again.status, 201, "only the first is struck");
    }
}

#[tokio::test]
async fn what_happens_after_the_write_leaves_it_done() {
    for effect in [
        Effect::StatusAfter(500),
        Effect::DropAfter,
        Effect::CutBody,
        Effect::WrongShape,
    ] {
        let (_, invitations, world) = invite_under(effect).await;
        assert_eq!(invitations, 1, "{effect:?}");
        assert_eq!(world.sandbox.log().unwrap()[0].ran, Some(201), "{effect:?}");
    }
}

#[tokio::test]
async fn a_dropped_answer_is_a_closed_connection() {
    for effect in [Effect::DropBefore, Effect::DropAfter] {
        let (status, _, world) = invite_under(effect).await;
        assert_eq!(status, None);
        let entry = &world.sandbox.log().unwrap()[0];
        assert_eq!(
            (entry.status, entry.fault.clone()),
            (None, Some(effect_name(effect)))
        );
        assert_eq!(
            world.sandbox.log().unwrap().len(),
            1,
            "the client did not send it twice"
        );
    }
}

fn effect_name(effect: Effect) -> String {
    serde_json::to_value(effect).unwrap().as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_cut_body_has_a_head_that_promises_more() {
    let world = World::new().await;
    world
        .sandbox
        .faults()
        .add(Rule::new(Effect::CutBody).on(Verb::Get, "/org/*/members"));
    let response = world.try_ask("GET", "/org/acme/members", None).await.unwrap();
    assert_eq!(response.status(), 200);
    let promised: usize = response.headers()["content-length"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(promised > 1000);
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn errors_of_proxies_are_pages() {
    let world = World::new().await;
    world.sandbox.faults().add(Rule::new(Effect::Html));
    let response = world.try_ask("GET", "/org/acme", None).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (502, &"text/html".parse().unwrap())
    );
    assert!(response.text().await.unwrap().starts_with("<html>"));
}

#[tokio::test]
async fn a_limit_says_when_to_come_again() {
    let world = World::new().await;
    world
        .sandbox
        .faults()
        .add(Rule::new(Effect::RateLimited { retry_after: Some(3) }).nth(1));
    world
        .sandbox
        .faults()
        .add(Rule::new(Effect::RateLimited { retry_after: None }).nth(2));
    let first = world.ask("GET", "/org/acme", None).await;
    assert_eq!(
        (first.status, first.headers["retry-after"].to_str().unwrap()),
        (429, "3")
    );
    let second = world.ask("GET", "/org/acme", None).await;
    assert_eq!((second.status, second.headers.get("retry-after")), (429, None));
    assert_eq!(world.ask("GET", "/org/acme", None).await.status, 200);
    assert_eq!(world.sandbox.faults().struck(), 2);
}

#[tokio::test]
async fn a_budget_counts_every_request() {
    let world = World::with("requests_per_minute: 3").await;
    let mut told = Vec::new();
    for _ in 0..4 {
        told.push(world.ask("GET", "/org/acme", None).await.status);
    }
    assert_eq!(told, [200, 200, 200, 429]);
}

#[tokio::test]
async fn lists_can_be_short_or_in_another_order_or_on_the_move() {
    let world = World::new().await;
    let emails = |body: &Value| {
        let rows = body["members"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["user_email"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let whole = world.ask("GET", "/org/acme/members", None).await.body;
    let under = async |effect| {
        world
            .sandbox
            .faults()
            .set(vec![Rule::new(effect).on(Verb::Get, "/org/*/members")]);
        world.ask("GET", "/org/acme/members", None).await.body
    };
    let short = under(Effect::ShortPage).await;
    assert_eq!((emails(&short).len(), &short["total"]), (4, &json!(5)));
    let moved = under(Effect::RowAppears).await;
    assert_eq!((emails(&moved).len(), &moved["total"]), (6, &json!(6)));
    let turned = under(Effect::Reordered).await;
    let (mut before, mut after) = (emails(&whole), emails(&turned));
    assert_ne!(before, after);
    before.sort();
    after.sort();
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_write_can_be_swallowed() {
    let (status, invitations, _) = invite_under(Effect::Swallowed).await;
    assert_eq!((status, invitations), (Some(201), 0));
}

#[tokio::test]
async fn missing_routes_and_other_refusals() {
    let world = World::new().await;
    world.sandbox.faults().set(vec![
        Rule::new(Effect::Status(404)).on(Verb::Get, "/org/*/ws/*/teams"),
        Rule::new(Effect::Status(403)).on(Verb::Get, "/org/acme/ws/solo/users"),
    ]);
    assert_eq!(
        world.ask("GET", "/org/acme/ws/solo/teams", None).await.told(),
        "404 not_found_error"
    );
    assert_eq!(
        world.ask("GET", "/org/acme/ws/solo/users", None).await.told(),
        "403 forbidden_error"
    );
    assert_eq!(
        world
            .ask("GET", "/org/acme/ws/engagements/users", None)
            .await
            .status,
        200
    );
    world.sandbox.faults().clear();
    assert_eq!(
        world.ask("GET", "/org/acme/ws/solo/teams", None).await.status,
        200
    );
}

#[tokio::test]
async fn counts_are_exact_when_many_ask_at_once() {
    let world = World::new().await;
    world
        .sandbox
        .faults()
        .add(Rule::new(Effect::Status(500)).nth(40).times(7));
    let asked = (0..100).map(|_| world.request(reqwest::Method::GET, "/health").send());
    let mut tasks = tokio::task::JoinSet::new();
    for request in asked {
        tasks.spawn(request);
    }
    let answers = tasks.join_all().await;
    let failed = answers
        .iter()
        .filter(|answer| answer.as_ref().unwrap().status() == 500)
        .count();
    assert_eq!(failed, 7);
    let report = world.sandbox.faults().report();
    assert_eq!((report[0].seen, report[0].struck), (100, 7));
    let numbers: Vec<_> = world
        .sandbox
        .log()
        .unwrap()
        .iter()
        .map(|entry| entry.number)
        .collect();
    assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
}

#[tokio::test]
async fn latency_waits() {
    let world = World::new().await;
    world.sandbox.faults().add(Rule::new(Effect::Latency {
        ms: 30,
        jitter_ms: 5,
        seed: 1,
    }));
    let start = Instant::now();
    world.ask("GET", "/health", None).await;
    assert!(start.elapsed().as_millis() >= 30);
}

/// As on a network: what is asked is done while the answer is still on its way back.
#[tokio::test]
async fn half_of_a_latency_comes_before_the_operation_and_half_after_it() {
    let world = World::new().await;
    world.sandbox.faults().add(Rule::new(Effect::Latency {
        ms: 2_000,
        jitter_ms: 0,
        seed: 0,
    }));
    let start = Instant::now();
    let done = async {
        while world.sandbox.log().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Instant::now()
    };
    let (done, _) = tokio::join!(done, world.ask("GET", "/health", None));
    assert!(done - start >= Duration::from_secs(1), "the way there");
    assert!(done.elapsed() >= Duration::from_millis(200), "the way back");
}

#[tokio::test]
async fn a_seed_can_ask_for_faults() {
    let faults = "
faults:
  - { method: write, path: /org/*/invitations, nth: 1, effect: { status_after: 500 } }
  - drop-before on GET /health
  - { path: /config, query: page=2, effect: { rate_limited: { retry_after: 1 } } }
";
    let world = World::of(&format!("{WORLD}{faults}")).await;
    assert_eq!(
        world
            .ask("POST", INVITE, json!({ "email": "new@acme.example" }))
            .await
            .status,
        500
    );
    assert!(world.try_ask("GET", "/health", None).await.is_err());
    assert_eq!(world.ask("GET", "/config", None).await.status, 200);
    assert_eq!(world.ask("GET", "/config?page=2", None).await.status, 429);
}

/// A list is read page by page, and between two pages somebody joins.
#[tokio::test]
async fn a_row_that_appears_while_paging_shows_one_row_twice() {
    let world = World::new().await;
    let rule = "row-appears on GET /org/*/members?page=2".parse().unwrap();
    world.sandbox.faults().add(rule);
    let page = async |number: u32| {
        let path = format!("/org/acme/members?page_size=3&page={number}");
        world.ask("GET", &path, None).await.body
    };
    let (first, second) = (page(1).await, page(2).await);
    assert_eq!((&first["total"], &second["total"]), (&json!(5), &json!(6)));
    assert_eq!(first["members"][2], second["members"][0]);
}
