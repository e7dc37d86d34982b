//! How the client behaves when the platform asks for less.

use orgform::model::ReadScope;
use orgform::platform::{Options, Silent};
use orgform::sandbox::faults::{Effect, Rule};

use super::scripted::quick;
use super::world::{World, large};

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
