//! What is sent again, and what is not (design.md 4).

use orgform::model::{Email, Profile, Role, Text, UserId, WorkspaceKey};
use orgform::platform::{Answer, CallError, Problem};

use super::scripted::{Act, Scripted, connect, json, quick};

const USER: &str = r#"{"id": "u-1", "email_address": "root@acme.example"}"#;
const INVITATION: &str = r#"{"id": "i-1", "email": "bob@acme.example", "role": "reader", "accepted": null,
    "pending_verification": false, "created_at": "2026-06-01T12:00:00Z", "expires_at": "2026-06-08T12:00:00Z",
    "invited_by": "u-1", "invited_by_name": null, "org_id": "o-1", "org_key": "acme", "org_name": "Acme"}"#;

async fn invite(server: &Scripted) -> Result<u32, CallError> {
    let bob = Email::parse("bob@acme.example").unwrap();
    let answer = server.connect().writer().invite(&bob, Role::Reader).await?;
    assert_eq!(answer.value.email, "bob@acme.example");
    Ok(answer.tries)
}

async fn demote(server: &Scripted) -> Result<Answer<()>, CallError> {
    let writer = server.connect().writer();
    writer
        .update_member(&UserId::new("u-2"), Role::Reader, None)
        .await
}

async fn remove(server: &Scripted) -> Result<Answer<()>, CallError> {
    server.connect().writer().remove_member(&UserId::new("u-2")).await
}

#[tokio::test]
async fn what_can_be_repeated_is_sent_until_it_works() {
    let server = Scripted::start(|number, _| match number {
        0 => json(503, ""),
        1 => Act::Drop,
        2 => Act::Cut(200, USER.repeat(9)),
        _ => json(200, USER),
    })
    .await;
    server.connect().reader().caller().await.unwrap();
    assert_eq!(server.lines(), ["GET /user"; 4]);

    let server = Scripted::start(|number, _| match number {
        0 => json(500, ""),
        1 => Act::Answer(502, "content-type: text/html\r\n", "<html>".into()),
        2 => json(504, ""),
        _ => json(200, "{}"),
    })
    .await;
    assert_eq!(demote(&server).await.unwrap().tries, 4);
}

#[tokio::test]
async fn four_tries_are_all() {
    let server = Scripted::start(|_, _| json(500, r#"{"detail": "Boom", "type": "server_error"}"#)).await;
    let error = demote(&server).await.unwrap_err();
    assert_eq!(server.lines().len(), 4);
    assert_eq!(error.status(), Some(500));
    assert!(error.may_be_done());
    assert!(error.to_string().contains("the last of 4 tries"), "{error}");

    let server = Scripted::start(|_, _| Act::Drop).await;
    let error = demote(&server).await.unwrap_err();
    assert_eq!(server.lines().len(), 4);
    assert!(error.may_be_done());
}

#[tokio::test]
async fn a_post_whose_answer_is_lost_is_not_sent_again() {
    let lost: [fn() -> Act; 5] = [
        || Act::Drop,
        || Act::Cut(201, INVITATION.to_owned()),
        || json(500, ""),
        || json(503, r#"{"detail": "Busy"}"#),
        || Act::Answer(502, "content-type: text/html\r\n", "<html>".into()),
    ];
    for act in lost {
        let server = Scripted::start(move |_, _| act()).await;
        let error = invite(&server).await.unwrap_err();
        assert!(error.is_answer_lost() && error.may_be_done(), "{error}");
        assert_eq!(server.lines(), ["POST /org/acme/invitations"]);
    }
}

#[tokio::test]
async fn a_post_that_was_not_done_for_certain_is_sent_again() {
    let server = Scripted::start(|number, _| match number {
        0 => Act::Answer(429, "retry-after: 2\r\n", String::new()),
        1 => json(429, r#"{"detail": "Too many requests"}"#),
        _ => json(201, INVITATION),
    })
    .await;
    assert_eq!(invite(&server).await.unwrap(), 3);
}

#[tokio::test]
async fn without_a_connection_nothing_was_done() {
    let nobody = "http://127.0.0.1:1";
    let writer = connect(nobody, &quick()).writer();
    let bob = Email::parse("bob@acme.example").unwrap();
    let error = writer.invite(&bob, Role::Reader).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Unreachable { .. }), "{error}");
    assert!(!error.may_be_done());
    assert_eq!(error.facts().tries, 4);
}

#[tokio::test]
async fn a_failure_that_nobody_knows_is_final_and_may_be_done() {
    let server = Scripted::start(|_, _| json(524, "")).await;
    let error = demote(&server).await.unwrap_err();
    assert!(error.may_be_done());
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_refusal_is_final() {
    for status in [400, 401, 403, 404, 409, 422, 426] {
        let server = Scripted::start(move |_, _| json(status, "")).await;
        assert_eq!(demote(&server).await.unwrap_err().status(), Some(status));
        assert_eq!(invite(&server).await.unwrap_err().status(), Some(status));
        assert_eq!(server.lines().len(), 2, "{status}");
    }
}

#[tokio::test]
async fn no_waiting_brings_credits_back() {
    let server = Scripted::start(|_, _| {
        Act::Answer(
            429,
            "retry-after: 1\r\n",
            r#"{"detail": "Out of credits"}"#.into(),
        )
    })
    .await;
    let error = demote(&server).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::OutOfCredits { .. }), "{error}");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_limit_that_stays_is_told_with_the_wait_that_was_asked_for() {
    let server = Scripted::start(|_, _| Act::Answer(429, "retry-after: 9\r\n", String::new())).await;
    let error = demote(&server).await.unwrap_err();
    let Problem::RateLimited { retry_after, .. } = error.problem() else {
        panic!("{error}");
    };
    assert_eq!(retry_after.unwrap().as_secs(), 9);
    assert!(!error.may_be_done());
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn a_deletion_that_finds_nothing_after_a_lost_answer_was_done_before() {
    let server = Scripted::start(|number, _| match number {
        0 => Act::Drop,
        _ => json(404, ""),
    })
    .await;
    let answer = remove(&server).await.unwrap();
    assert!(answer.already);
    assert_eq!((answer.status, answer.tries), (404, 2));

    let server = Scripted::start(|_, _| json(404, "")).await;
    assert!(remove(&server).await.unwrap_err().is_not_found());

    let server = Scripted::start(|number, _| match number {
        0 => json(429, ""),
        _ => json(404, ""),
    })
    .await;
    assert!(
        remove(&server).await.unwrap_err().is_not_found(),
        "a 429 did nothing"
    );
}

#[tokio::test]
async fn put_is_tried_where_patch_is_not_offered_and_remembered() {
    let server = Scripted::start(|_, request| match request.method.as_str() {
        "PATCH" => json(405, r#"{"detail": "Method Not Allowed"}"#),
        _ => json(200, "{}"),
    })
    .await;
    let writer = server.connect().writer();
    let profile = Profile {
        name: Text::new("Attic"),
        description: Text::default(),
    };
    for _ in 0..2 {
        let writer = writer.clone();
        writer
            .update_workspace(&WorkspaceKey::new("attic"), &profile)
            .await
            .unwrap();
    }
    assert_eq!(
        server.lines(),
        [
            "PATCH /org/acme/ws/attic",
            "PUT /org/acme/ws/attic",
            "PUT /org/acme/ws/attic"
        ]
    );
    let bodies: Vec<String> = server
        .received()
        .into_iter()
        .map(|request| request.body)
        .collect();
    assert_eq!(bodies, [r#"{"name":"Attic","description":null}"#; 3]);
}
