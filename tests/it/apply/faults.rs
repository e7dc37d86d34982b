//! At every request of an apply, in turn, one fault. Run again; the end is that of one clean run, nobody was
//! invited twice, and there was no moment without an owner.

use orgform::sandbox::State;
use orgform::sandbox::faults::{Effect, Rule};

use super::bench::{Bench, MANIFEST, SEED};

/// The state that one clean run leads to, and how many requests it takes.
async fn clean() -> (State, u64) {
    let bench = Bench::new(SEED, MANIFEST).await;
    bench.run().await.unwrap();
    let requests = bench.sandbox.log().unwrap().len() as u64;
    (bench.sandbox.state().unwrap(), requests)
}

async fn at_every_request(effect: Effect) {
    let (expected, requests) = clean().await;
    for nth in 1..=requests {
        let bench = Bench::new(SEED, MANIFEST).await;
        bench.sandbox.faults().set(vec![Rule::new(effect).nth(nth)]);
        bench.run().await;
        bench.sandbox.faults().set(Vec::new());
        let healed = bench.run().await.unwrap();
        let context = || {
            let log = bench.sandbox.log().unwrap();
            let fault = log.iter().find(|entry| entry.fault.is_some());
            format!(
                "{effect:?} at request {nth}: {:?}",
                fault.map(|entry| (&entry.method, &entry.path))
            )
        };
        assert!(healed.is_complete(), "{}: {:#?}", context(), healed.outcomes);
        assert_eq!(bench.sandbox.state().unwrap(), expected, "{}", context());
        assert_eq!(
            bench.sandbox.incidents().unwrap(),
            Vec::<String>::new(),
            "{}",
            context()
        );
        assert_nobody_was_invited_twice(&bench, &context());
    }
}

/// What counts is what the platform did, not what was answered.
pub(crate) fn assert_nobody_was_invited_twice(bench: &Bench, context: &str) {
    let log = bench.sandbox.log().unwrap();
    let mut invited: Vec<String> = log
        .iter()
        .filter(|entry| entry.operation.as_deref() == Some("invite_to_organization"))
        .filter(|entry| entry.ran.is_some_and(|status| status < 300))
        .filter(|entry| {
            !entry
                .fault
                .as_deref()
                .is_some_and(|fault| fault.contains("swallowed"))
        })
        .map(|entry| entry.request.clone().unwrap_or_default())
        .collect();
    let all = invited.len();
    invited.sort();
    invited.dedup();
    assert_eq!(invited.len(), all, "{context}: somebody was invited twice");
}

macro_rules! at_every_request {
    ($($name:ident: $effect:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            at_every_request($effect).await;
        }
    )*};
}

at_every_request! {
    too_many_requests: Effect::RateLimited { retry_after: Some(1) };
    a_failure_before_the_write: Effect::Status(500);
    a_failure_after_the_write: Effect::StatusAfter(500);
    a_connection_dropped_before: Effect::DropBefore;
    a_connection_dropped_after: Effect::DropAfter;
    a_page_of_a_proxy: Effect::Html;
    half_an_answer: Effect::CutBody;
    an_answer_of_another_shape: Effect::WrongShape;
    a_permission_that_went_away: Effect::Status(403);
}
