//! How a run ends early: by its time limit, or because somebody interrupts it.

use std::time::Duration;

use orgform::model::{ReadScope, UserId};
use orgform::platform::{Options, Problem, Silent};

use super::scripted::{Act, Scripted, json, quick};

#[tokio::test]
async fn after_the_time_limit_nothing_is_sent() {
    let server = Scripted::start(|_, _| json(204, "")).await;
    let options = Options {
        timeout: Some(Duration::ZERO),
        ..quick()
    };
    let connection = server.connect_with(&options);
    let error = connection
        .writer()
        .remove_member(&UserId::new("u-1"))
        .await
        .unwrap_err();
    assert_eq!(error.problem(), &Problem::Deadline);
    assert!(!error.may_be_done() && error.ends_the_run());
    assert!(server.lines().is_empty());
}

#[tokio::test]
async fn the_time_limit_ends_a_read_on_its_way() {
    let server = Scripted::start(|_, _| Act::Hang).await;
    let options = Options {
        timeout: Some(Duration::from_millis(30)),
        ..quick()
    };
    let reader = server.connect_with(&options).reader();
    let error = reader.read(&ReadScope::EVERYTHING, &Silent).await.unwrap_err();
    assert_eq!(error.call().unwrap().problem(), &Problem::Deadline);
    assert!(!server.lines().is_empty());
}

#[tokio::test]
async fn a_wait_that_would_outlast_the_time_limit_is_not_begun() {
    let server = Scripted::start(|_, _| Act::Answer(429, "retry-after: 60\r\n", String::new())).await;
    let options = Options {
        timeout: Some(Duration::from_secs(20)),
        pace: orgform::platform::Pace::REAL,
        ..quick()
    };
    let error = server.connect_with(&options).reader().caller().await.unwrap_err();
    assert_eq!(error.call().unwrap().problem(), &Problem::Deadline);
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn an_interrupted_run_starts_nothing_more() {
    let options = quick();
    let cancel = options.cancel.clone();
    let server = Scripted::start(move |_, _| {
        cancel.cancel();
        json(204, "")
    })
    .await;
    let writer = server.connect_with(&options).writer();
    // It is on its way when the run is interrupted, and is finished all the same.
    writer.remove_member(&UserId::new("u-1")).await.unwrap();
    let error = writer.remove_member(&UserId::new("u-2")).await.unwrap_err();
    assert!(error.is_interrupted() && !error.may_be_done(), "{error}");
    assert_eq!(server.lines(), ["DELETE /org/acme/members/u-1"]);
}

#[tokio::test]
async fn an_interruption_during_a_wait_says_that_a_lost_try_may_be_done() {
    let options = quick();
    let cancel = options.cancel.clone();
    let server = Scripted::start(move |_, _| {
        cancel.cancel();
        Act::Drop
    })
    .await;
    let writer = server.connect_with(&options).writer();
    let error = writer.remove_member(&UserId::new("u-1")).await.unwrap_err();
    assert!(error.is_interrupted() && error.may_be_done(), "{error}");
}
