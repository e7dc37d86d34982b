//! Reading side by side: as many requests as may be under way are under way, from the first to the last.

use std::time::Duration;

use orgform::apply::{Apis, ApplySettings, Unobserved, apply, survey};
use orgform::guards::{Verdict, check};
use orgform::model::{ReadScope, WorkspaceScope};
use orgform::platform::Silent;
use orgform::sandbox::{self, Sandbox, Seed};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::gate::Gate;
use crate::organization::live::now;
use crate::organization::{Edit, Size};

/// Longer than any of this takes; whoever waits at the gate forever is told apart by it.
const FOREVER: Duration = Duration::from_secs(120);

const SIZE: Size = Size {
    members: 230,
    teams: 24,
    workspaces: 110,
};

async fn served() -> Sandbox {
    let seed = Seed::parse(&SIZE.seed()).unwrap();
    sandbox::start(sandbox::Options::memory(seed)).await.unwrap()
}

#[tokio::test]
async fn no_round_of_a_plan_goes_out_with_a_place_left_empty() {
    let sandbox = served().await;
    let desired = SIZE.desired(Edit::Nothing);
    for places in [1, 10, 16, 32] {
        let gate = Gate::open(&sandbox, places, SIZE.reads()).await;
        let reader = gate.connection.reader();
        let survey = timeout(FOREVER, survey(&desired, &reader, now, &Silent))
            .await
            .unwrap();
        assert_eq!(survey.unwrap().plan.changes, []);
        assert_eq!(gate.rounds(), SIZE.reads().div_ceil(places));
        assert_eq!(gate.connections(), places, "each is used again and again");
    }
}

#[tokio::test]
async fn what_a_plan_reads_besides_goes_side_by_side_too() {
    let sandbox = served().await;
    let narrow = ReadScope {
        teams: true,
        workspaces: WorkspaceScope::Named([].into()),
    };
    let places = 16;
    let first = 4 + 3 + 2 + SIZE.teams;
    // The first six are all that can be asked before anything is known.
    let reader = Gate::open(&sandbox, 6, first).await.connection.reader();
    let read = timeout(FOREVER, reader.read(&narrow, &Silent))
        .await
        .unwrap()
        .unwrap();

    let gate = Gate::open(&sandbox, places, 2 * SIZE.workspaces).await;
    let reader = gate.connection.reader();
    let wide = timeout(FOREVER, reader.widen(read.live, &ReadScope::EVERYTHING, &Silent));
    let wide = wide.await.unwrap().unwrap();
    assert_eq!(wide.requests.total(), 2 * SIZE.workspaces as u64);
    assert_eq!(gate.rounds(), (2 * SIZE.workspaces).div_ceil(places));
}

#[tokio::test]
async fn changes_go_out_side_by_side_and_each_takes_one_request() {
    let sandbox = served().await;
    let desired = SIZE.desired(Edit::Grants(100));
    let places = 16;
    let reader = Gate::open(&sandbox, 1, SIZE.reads()).await.connection.reader();
    let plan = survey(&desired, &reader, now, &Silent).await.unwrap().plan;
    let Verdict::Approved(approved) = check(plan, &desired) else {
        panic!("refused");
    };
    let gate = Gate::open(&sandbox, places, 100).await;
    let apis = Apis {
        read: gate.connection.reader(),
        write: gate.connection.writer(),
    };
    let settings = ApplySettings {
        parallelism: places,
        min_owners: 1,
        clock: now,
        pace: 0.001,
        run: "test".to_owned(),
    };
    let cancel = CancellationToken::new();
    let run = apply(&approved, apis, None, &Unobserved, &cancel, &settings);
    let (outcomes, _) = timeout(FOREVER, run).await.unwrap().unwrap();
    assert_eq!(outcomes.len(), 100);
    assert!(outcomes.iter().all(|outcome| outcome.name() == "done"));
    assert_eq!(gate.connection.stats().total(), 100);
    assert_eq!(gate.rounds(), 100_usize.div_ceil(places));
}
