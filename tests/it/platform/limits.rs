//! How the client behaves when the platform asks for less.

use std::time::Duration;

use orgform::model::ReadScope;
use orgform::platform::{Options, Silent};
use orgform::sandbox::faults::{Effect, Rule};
use tokio::time::timeout;

use super::gate::Gate;
use super::scripted::quick;
use super::world::{World, large};

/// Longer than any of this takes; whoever waits at the gate forever is told apart by it.
const FOREVER: Duration = Duration::from_secs(120);

#[tokio::test]
async fn a_platform_that_limits_every_third_request_is_read_all_the_same() {
    let world = World::of(&large(20, 5, 30)).await;
    let clean = world.everything().await;
    let mut rule = Rule::new(Effect::RateLimited { retry_after: Some(1) });
    rule.every = Some(3);
    world.sandbox.faults().set(vec![rule]);
    let read = world
        .connection
        .reader()
        .read(&ReadScope::EVERYTHING, &Silent)
        .await
        .unwrap();
    assert_eq!(read.live, clean);
    assert_eq!(read.requests.throttled, world.sandbox.faults().struck());
    assert!(read.requests.throttled > 20, "{:?}", read.requests);
}

#[tokio::test]
async fn parallelism_is_kept() {
    for parallelism in [0, 1, 3, 16] {
        let options = Options {
            parallelism,
            ..quick()
        };
        let world = World::open(&large(20, 5, 30), &options).await;
        let read = world
            .connection
            .reader()
            .read(&ReadScope::EVERYTHING, &Silent)
            .await
            .unwrap();
        assert!(
            read.requests.peak_in_flight <= parallelism.max(1),
            "{:?}",
            read.requests
        );
    }
}

/// Calls that are made at once, each of which is answered.
async fn four_at_once(gate: &Gate) {
    let reader = gate.connection.reader();
    let calls = async { tokio::join!(reader.caller(), reader.caller(), reader.caller(), reader.caller()) };
    let (one, two, three, four) = timeout(FOREVER, calls)
        .await
        .expect("a place stays empty that could be filled");
    for answer in [one, two, three, four] {
        answer.unwrap();
    }
}

/// The gate opens when as many are under way as may be: two after the 429, and all four after enough successes.
#[tokio::test]
async fn after_a_429_successes_bring_the_places_back() {
    let world = World::small().await;
    let gate = Gate::open(&world.sandbox, 4, 0).await;
    let limited = Rule::new(Effect::RateLimited { retry_after: None }).nth(1);
    world.sandbox.faults().set(vec![limited]);
    gate.connection.reader().caller().await.unwrap();
    assert_eq!(gate.connection.stats().throttled, 1);

    gate.expect(2, 4);
    four_at_once(&gate).await;
    assert_eq!(gate.connection.stats().peak_in_flight, 2);

    gate.expect(4, 0);
    // Each place takes a series of successes, the length of which is the limiter's own business.
    for _ in 0..2 * 50 {
        gate.connection.reader().caller().await.unwrap();
    }
    gate.expect(4, 4);
    four_at_once(&gate).await;
    assert_eq!(gate.connection.stats().peak_in_flight, 4);
}
