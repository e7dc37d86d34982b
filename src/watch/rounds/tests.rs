//! Rounds in virtual time.

use std::sync::Mutex;

use super::*;
use crate::watch::Sort;

/// Answers what is next on its list, and stops everything at the end of it.
struct Script {
    answers: Mutex<Vec<Answer>>,
    asked: Mutex<Vec<Instant>>,
    stop: CancellationToken,
}

#[derive(Clone, Copy)]
enum Answer {
    Clean,
    Drift(usize),
    Unreachable,
    Rest(u64),
    Invalid,
    Panic,
}

impl Look for Script {
    async fn look(&self) -> Result<Seen, Trouble> {
        self.asked.lock().unwrap().push(Instant::now());
        let mut answers = self.answers.lock().unwrap();
        let answer = (!answers.is_empty()).then(|| answers.remove(0));
        drop(answers);
        let trouble = |cause, rest| Trouble {
            cause,
            why: "no connection".to_owned(),
            rest,
            requests: 1,
        };
        match answer {
            None => {
                self.stop.cancel();
                Err(trouble(Cause::Platform, None))
            }
            Some(Answer::Clean) => Ok(seen(0)),
            Some(Answer::Drift(number)) => Ok(seen(number)),
            Some(Answer::Unreachable) => Err(trouble(Cause::Platform, None)),
            Some(Answer::Rest(seconds)) => Err(trouble(Cause::Platform, Some(Duration::from_secs(seconds)))),
            Some(Answer::Invalid) => Err(trouble(Cause::Manifest, None)),
            Some(Answer::Panic) => panic!("on purpose"),
        }
    }
}

fn seen(drift: usize) -> Seen {
    let sort = |kind, severity| Sort { kind, severity };
    Seen {
        organization: "acme".to_owned(),
        drift,
        items: [
            (sort("missing", "medium"), drift),
            (sort("unsupported", "information"), 1),
        ]
        .into(),
        people_awaited: 2,
        requests: 7,
    }
}

/// Plays the answers, and gives the board and the seconds at which rounds began.
async fn played(answers: &[Answer]) -> (Board, Vec<u64>) {
    let stop = CancellationToken::new();
    let script = Arc::new(Script {
        answers: Mutex::new(answers.to_vec()),
        asked: Mutex::default(),
        stop: stop.clone(),
    });
    let pace = Pace::every(Duration::from_secs(60));
    let board = Board::new(pace);
    let start = Instant::now();
    let clock = || "2026-06-01T12:00:00Z".parse().unwrap();
    rounds(Arc::clone(&script), &board, pace, || 0.5, clock, &stop).await;
    let asked = script.asked.lock().unwrap();
    let seconds = asked.iter().map(|at| at.duration_since(start).as_secs());
    (board, seconds.collect())
}

fn says(board: &Board, line: &str) -> bool {
    board.metrics().unwrap().lines().any(|one| one == line)
}

#[tokio::test(start_paused = true)]
async fn rounds_follow_one_another_at_the_interval() {
    let (board, began) = played(&[Answer::Clean, Answer::Drift(3)]).await;
    assert_eq!(began, [0, 60, 120]);
    for line in [
        "orgform_drift_items{organization=\"acme\",kind=\"missing\",severity=\"medium\"} 3",
        "orgform_drift_items{organization=\"acme\",kind=\"unsupported\",severity=\"information\"} 1",
        "orgform_drift{organization=\"acme\"} 3",
        "orgform_people_awaited{organization=\"acme\"} 2",
        "orgform_last_success_timestamp_seconds{organization=\"acme\"} 1780315200.0",
        "orgform_rounds_total{outcome=\"ok\"} 2",
        "orgform_requests_total 14",
        "orgform_consecutive_failures 0",
        "orgform_manifest_valid 1",
        "orgform_interval_seconds 60.0",
    ] {
        assert!(says(&board, line), "{line}\n{}", board.metrics().unwrap());
    }
}

#[tokio::test(start_paused = true)]
async fn trouble_is_looked_at_sooner_and_what_was_seen_stays() {
    let answers = [
        Answer::Drift(1),
        Answer::Unreachable,
        Answer::Unreachable,
        Answer::Rest(600),
    ];
    let (board, began) = played(&answers).await;
    assert_eq!(began, [0, 60, 65, 75, 675]);
    assert!(says(&board, "orgform_consecutive_failures 3"));
    assert!(says(&board, "orgform_rounds_total{outcome=\"platform\"} 3"));
    let drift = "orgform_drift_items{organization=\"acme\",kind=\"missing\",severity=\"medium\"} 1";
    assert!(says(&board, drift));
    let told = board.ready().unwrap_err();
    assert_eq!(told, "no good round for 675 seconds: no connection");
}

#[tokio::test(start_paused = true)]
async fn a_round_that_panics_is_one_that_failed() {
    let (board, began) = played(&[Answer::Panic, Answer::Clean]).await;
    assert_eq!(began, [0, 5, 65]);
    assert!(says(&board, "orgform_rounds_total{outcome=\"panic\"} 1"));
    assert!(says(&board, "orgform_rounds_total{outcome=\"ok\"} 1"));
    assert_eq!(board.ready(), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_manifest_that_is_not_valid_is_told_as_such() {
    let (board, _) = played(&[Answer::Clean, Answer::Invalid]).await;
    assert!(says(&board, "orgform_manifest_valid 0"));
    assert!(says(&board, "orgform_rounds_total{outcome=\"manifest\"} 1"));
    assert_eq!(board.ready(), Ok(()), "one round may be missed");
}

#[tokio::test(start_paused = true)]
async fn an_interrupted_round_is_not_written_up() {
    let (board, _) = played(&[]).await;
    assert!(says(&board, "orgform_consecutive_failures 0"));
    assert!(board.ready().is_err());
}
