//! A read is complete or it is none: whatever happens to any one request, the result is what a clean read
//! brings, or says what is unknown, or is an error. It is never silently less.

use orgform::model::{Live, ReadScope, Reading};
use orgform::platform::PlatformError;
use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::scripted::{Scripted, json};
use super::world::{World, large};

fn page_of(kind: &str, page: u32) -> Rule {
    let mut rule = Rule::new(Effect::RowAppears).on(Verb::Get, &format!("/org/*/{kind}"));
    rule.query = Some(format!("page={page}"));
    rule
}

/// How often pages of a list were asked for.
fn asked(world: &World, kind: &str) -> usize {
    let path = format!("/api/v1/org/acme/{kind}");
    world.log().iter().filter(|entry| entry.path == path).count()
}

#[tokio::test]
async fn a_list_that_does_not_add_up_is_read_again() {
    let world = World::of(&large(250, 1, 230)).await;
    let clean = world.everything().await;
    for kind in ["members", "ws"] {
        for effect in [Effect::ShortPage, Effect::RowAppears] {
            let rule = Rule {
                effect,
                ..page_of(kind, 2)
            };
            world.sandbox.faults().set(vec![rule.nth(1)]);
            world.sandbox.clear_log().unwrap();
            assert_eq!(world.everything().await, clean, "{kind} {effect:?}");
            let pages = asked(&world, kind);
            assert_eq!(pages, 6, "{kind} {effect:?}: three pages, twice");
        }
    }
}

#[tokio::test]
async fn a_list_that_never_adds_up_is_refused() {
    let world = World::of(&large(150, 1, 1)).await;
    world.sandbox.faults().set(vec![Rule {
        effect: Effect::ShortPage,
        ..page_of("members", 2)
    }]);
    let error = world.read(&ReadScope::EVERYTHING).await.unwrap_err();
    let PlatformError::Inconsistent { what, why, times } = &error else {
        panic!("{error}");
    };
    assert_eq!(
        (what.as_str(), why.as_str(), *times),
        ("members", "149 rows came of 150", 4)
    );
    let pages = asked(&world, "members");
    assert_eq!(pages, 8);
    let error = world.connection.reader().members().await.unwrap_err();
    assert!(matches!(error, PlatformError::Inconsistent { .. }), "{error}");
}

#[tokio::test]
async fn members_without_the_caller_are_not_believed() {
    let server = Scripted::start(|_, request| {
        let row = |id: &str| {
            format!(
                r#"{{"id": "m-{id}", "user_id": "{id}", "user_email": "{id}@acme.example", "role": "owner",
                    "joined_at": "2026-01-01T00:00:00Z"}}"#
            )
        };
        match request.line().as_str() {
            "GET /user" => json(200, r#"{"id": "me", "email_address": "me@acme.example"}"#),
            "GET /org/acme" => json(200, r#"{"id": "o", "key": "acme", "name": "Acme"}"#),
            line if line.contains("/members?") => json(
                200,
                &format!(
                    r#"{{"members": [{}], "page": 1, "limit": 100, "total": 1, "total_pages": 1, "has_next": false}}"#,
                    row("you")
                ),
            ),
            line if line.contains("/ws?") => json(
                200,
                r#"{"workspaces": [], "page": 1, "limit": 100, "total": 0, "total_pages": 0, "has_next": false}"#,
            ),
            _ => json(200, "[]"),
        }
    })
    .await;
    let reader = server.connect().reader();
    let error = reader
        .read(&ReadScope::EVERYTHING, &orgform::platform::Silent)
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("members: the account that reads them is not one of them"),
        "{error}"
    );
    let pages = server
        .lines()
        .iter()
        .filter(|line| line.contains("/members?"))
        .count();
    assert_eq!(pages, 4);
}

#[tokio::test]
async fn a_row_twice_in_a_list_without_pages_is_not_believed() {
    let team = r#"{"id": "t-1", "name": "red", "description": null, "is_active": true, "is_default": false}"#;
    let twice = format!("[{team}, {team}]");
    let server = Scripted::start(move |number, _| {
        if number < 3 {
            json(200, &twice)
        } else {
            json(200, "[]")
        }
    })
    .await;
    assert_eq!(server.connect().reader().teams().await.unwrap(), []);
    let twice = format!("[{team}, {team}]");
    let server = Scripted::start(move |_, _| json(200, &twice)).await;
    let error = server.connect().reader().teams().await.unwrap_err();
    assert!(
        matches!(error, PlatformError::Inconsistent { times: 4, .. }),
        "{error}"
    );
    assert_eq!(server.lines().len(), 4);
}

/// What an outage does to any one request is mended by sending it again.
#[tokio::test]
async fn an_outage_at_any_request_changes_nothing() {
    let world = World::small().await;
    let clean = world.everything().await;
    let requests = world.log().len() as u64;
    let outages = [
        Effect::Status(500),
        Effect::Status(503),
        Effect::StatusAfter(502),
        Effect::DropBefore,
        Effect::DropAfter,
        Effect::Html,
        Effect::CutBody,
        Effect::RateLimited { retry_after: None },
        Effect::RateLimited { retry_after: Some(2) },
    ];
    for effect in outages {
        for nth in 1..=requests {
            world.sandbox.faults().set(vec![Rule::new(effect).nth(nth)]);
            assert_eq!(world.everything().await, clean, "{effect:?} at {nth}");
            assert_eq!(world.sandbox.faults().struck(), 1, "{effect:?} at {nth}");
        }
    }
}

/// What cannot be mended is an error, or is said to be unknown.
#[tokio::test]
async fn a_refusal_at_any_request_is_never_taken_for_nothing() {
    let world = World::small().await;
    let clean = world.everything().await;
    let requests = world.log().len() as u64;
    let refusals = [
        Effect::Status(401),
        Effect::Status(403),
        Effect::Status(404),
        Effect::Status(405),
        Effect::Status(426),
        Effect::OutOfCredits,
        Effect::WrongShape,
    ];
    for effect in refusals {
        let mut known = 0;
        for nth in 1..=requests {
            world.sandbox.faults().set(vec![Rule::new(effect).nth(nth)]);
            if let Ok(live) = world.read(&ReadScope::EVERYTHING).await {
                assert_eq!(filled_in(live, &clean), clean, "{effect:?} at {nth}");
                known += 1;
            }
        }
        let may_be_unknown = matches!(effect, Effect::Status(403..=405));
        assert_eq!(known > 0, may_be_unknown, "{effect:?}");
    }
}

/// The read with everything that it says is unknown taken from the clean one.
fn filled_in(mut live: Live, clean: &Live) -> Live {
    fn fill<T: Clone>(reading: &mut Reading<T>, clean: &Reading<T>) {
        if matches!(reading, Reading::Unreadable(_) | Reading::Unsupported) {
            *reading = clean.clone();
        }
    }
    fill(&mut live.invitations, &clean.invitations);
    fill(&mut live.teams, &clean.teams);
    fill(&mut live.workspaces, &clean.workspaces);
    if let (Reading::Read(teams), Reading::Read(clean)) = (&mut live.teams, &clean.teams) {
        for (team, clean) in teams.iter_mut().zip(clean) {
            fill(&mut team.members, &clean.members);
        }
    }
    if let (Reading::Read(workspaces), Reading::Read(clean)) = (&mut live.workspaces, &clean.workspaces) {
        for (workspace, clean) in workspaces.iter_mut().zip(clean) {
            fill(&mut workspace.users, &clean.users);
            fill(&mut workspace.teams, &clean.teams);
        }
    }
    live
}
