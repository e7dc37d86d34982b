//! An answer is lost on a platform that would take a second invitation and a second team of one name: only
//! looking before repeating keeps them single.

use orgform::apply::Outcome;
use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::bench::{Bench, Ran};

const SEED: &str = "
clock: 2026-06-01T12:00:00Z
caller: ci@acme.example
organization: { key: acme, name: Acme }
members: { ci@acme.example: owner, root@acme.example: owner }
settings: { duplicate_invitation: accepted, team_names_unique: false }
";

const MANIFEST: &str = "
organization: { key: acme }
members: { root@acme.example: owner, new@acme.example: reader }
teams: { blue: { members: [root@acme.example] } }
";

/// How often each of the two was sent in one run, and how the run ended.
async fn run(rules: Vec<Rule>) -> (Bench, usize, usize, Ran) {
    let bench = Bench::new(SEED, MANIFEST).await;
    bench.sandbox.faults().set(rules);
    let ran = bench.run().await.unwrap();
    let writes = bench.writes();
    let sent = |end: &str| {
        let wanted = format!("POST /api/v1/org/acme/{end}");
        writes.iter().filter(|write| **write == wanted).count()
    };
    let (invitations, teams) = (sent("invitations"), sent("teams"));
    (bench, invitations, teams, ran)
}

fn both(effect: Effect) -> Vec<Rule> {
    ["/org/*/invitations", "/org/*/teams"]
        .map(|path| Rule::new(effect).on(Verb::Post, path).nth(1))
        .into()
}

#[tokio::test]
async fn what_the_platform_did_without_telling_is_not_asked_for_again() {
    for effect in [
        Effect::StatusAfter(500),
        Effect::StatusAfter(504),
        Effect::DropAfter,
        Effect::CutBody,
        Effect::WrongShape,
    ] {
        let (bench, invitations, teams, ran) = run(both(effect)).await;
        assert_eq!((invitations, teams), (1, 1), "{effect:?}");
        assert!(ran.is_complete(), "{effect:?}: {:#?}", ran.outcomes);
        assert!(bench.run().await.unwrap().outcomes.is_empty(), "{effect:?}");
    }
}

/// A list may be slow to show what was made, so what it does not show is left to the next run.
#[tokio::test]
async fn what_a_second_look_does_not_show_is_sent_by_the_next_run_only() {
    for effect in [Effect::Status(500), Effect::DropBefore, Effect::Html] {
        let (bench, invitations, teams, ran) = run(both(effect)).await;
        assert_eq!((invitations, teams), (1, 1), "{effect:?}");
        let open =
            |(_, outcome): &(String, Outcome)| matches!(outcome, Outcome::Failed { maybe_done: true, .. });
        assert_eq!(
            ran.outcomes.iter().filter(|end| open(end)).count(),
            2,
            "{:#?}",
            ran.outcomes
        );
        assert!(bench.run().await.unwrap().is_complete(), "{effect:?}");
        assert!(bench.run().await.unwrap().outcomes.is_empty(), "{effect:?}");
    }
}

#[tokio::test]
async fn a_second_look_that_fails_is_not_a_look_that_shows_nothing() {
    let mut rules = both(Effect::StatusAfter(500));
    rules.push(
        Rule::new(Effect::Status(501))
            .on(Verb::Get, "/org/*/invitations")
            .nth(2),
    );
    rules.push(
        Rule::new(Effect::Status(501))
            .on(Verb::Get, "/org/*/teams")
            .nth(2),
    );
    let (_, invitations, teams, ran) = run(rules).await;
    assert_eq!((invitations, teams), (1, 1));
    for lost in ["invitation/new@acme.example", "team/blue"] {
        let (_, outcome) = ran.outcomes.iter().find(|(address, _)| address == lost).unwrap();
        let Outcome::Failed {
            detail, maybe_done, ..
        } = outcome
        else {
            panic!("{lost}: {outcome:?}");
        };
        assert!(detail.contains("a second look failed too"), "{detail}");
        assert!(*maybe_done);
    }
}
