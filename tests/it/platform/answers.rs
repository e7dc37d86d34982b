//! What is sent, and what odd answers come to: errors that name the request, never a panic and never the key.

use orgform::model::{Email, InvitationId, Role, TeamId, UserId, WorkspaceKey};
use orgform::platform::{CallError, PlatformError, Problem};

use super::scripted::{Act, KEY, Scripted, json};

const USER: &str = r#"{"id": "u-1", "email_address": "root@acme.example"}"#;

fn call(error: &PlatformError) -> CallError {
    error.call().unwrap().clone()
}

#[tokio::test]
async fn the_key_goes_in_one_header_and_every_request_has_an_id_of_its_own() {
    let server = Scripted::start(|_, _| json(200, USER)).await;
    let reader = server.connect().reader();
    reader.caller().await.unwrap();
    reader.caller().await.unwrap();
    let received = server.received();
    for request in &received {
        assert_eq!(request.path, "/api/v1/user");
        assert_eq!(request.header("x-api-key"), Some(KEY));
        assert_eq!(request.header("authorization"), None);
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(
            request.header("user-agent"),
            Some(concat!("orgform/", env!("CARGO_PKG_VERSION")))
        );
        let others: String = request
            .headers
            .iter()
            .filter(|(name, _)| name != "x-api-key")
            .map(|(_, value)| value.as_str())
            .collect();
        assert!(!others.contains(KEY) && !request.path.contains(KEY));
    }
    let ids: Vec<_> = received
        .iter()
        .map(|request| request.header("x-request-id").unwrap())
        .collect();
    assert_eq!(ids[0].len(), 36);
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn names_are_escaped_segment_by_segment() {
    let server = Scripted::start(|_, _| json(200, "[]")).await;
    let reader = server.connect().reader();
    reader
        .workspace_users(&WorkspaceKey::new("a/b?c#d e"))
        .await
        .unwrap();
    assert_eq!(server.lines(), ["GET /org/acme/ws/a%2Fb%3Fc%23d%20e/users"]);
}

#[tokio::test]
async fn an_id_that_would_lead_elsewhere_is_never_sent() {
    let server = Scripted::start(|_, _| json(204, "")).await;
    let writer = server.connect().writer();
    for id in ["..", ".", "", "%2e%2e/x"] {
        let answer = writer.remove_member(&UserId::new(id)).await;
        if id == "%2e%2e/x" {
            answer.unwrap();
        } else {
            let error = answer.unwrap_err();
            assert_eq!(error.problem(), &Problem::Unsendable, "{id}");
            assert!(!error.may_be_done());
        }
    }
    assert_eq!(server.lines(), ["DELETE /org/acme/members/%252e%252e%2Fx"]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_because_the_key_would_go_along() {
    let elsewhere = Scripted::start(|_, _| json(200, USER)).await;
    let location: &'static str = Box::leak(format!("location: {}/api/v1/user\r\n", elsewhere.url).into());
    let server = Scripted::start(move |_, _| Act::Answer(307, location, String::new())).await;
    let error = call(&server.connect().reader().caller().await.unwrap_err());
    assert!(
        matches!(error.problem(), Problem::Redirected { status: 307, .. }),
        "{error}"
    );
    assert!(elsewhere.lines().is_empty());
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_success_of_another_shape_is_an_error() {
    let bodies = [
        ("", "it is empty"),
        ("<html>Sign in</html>", "it is a page of HTML"),
        ("[]", "invalid"),
        (r#"{"id": "u-1"}"#, "missing field `email_address`"),
        (r#"{"id": "..", "email_address": "x"}"#, "an id that is none"),
        (r#"{"id": "u-1", "email_addr"#, "it ends in the middle"),
    ];
    for (body, why) in bodies {
        let server = Scripted::start(move |_, _| json(200, body)).await;
        let error = server.connect().reader().caller().await.unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("GET /user: the answer (200)"), "{text}");
        assert!(text.contains(why), "{text}");
        let id = server.received()[0].header("x-request-id").unwrap().to_owned();
        assert!(text.contains(&id), "{text}");
        assert_eq!(
            server.lines().len(),
            1,
            "{why}: the answer came, so nothing is sent again"
        );
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_is_named_and_not_repeated() {
    let page = || {
        Act::Answer(
            403,
            "content-type: text/html\r\n",
            "<html>s3cret</html>".to_owned(),
        )
    };
    let server = Scripted::start(move |_, _| page()).await;
    let text = server.connect().reader().teams().await.unwrap_err().to_string();
    assert!(text.contains("403: the answer was a page of HTML"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn a_refusal_is_told_in_the_platform_s_words() {
    let body = r#"{"code": 422, "type": "invalid_error", "detail": "Invalid request",
        "errors": [{"loc": ["body", "user_email"], "msg": "is no address", "type": "value_error"}]}"#;
    let server = Scripted::start(move |_, _| json(422, body)).await;
    let writer = server.connect().writer();
    let email = Email::parse("ada@acme.example").unwrap();
    let error = writer
        .grant_user(&WorkspaceKey::new("attic"), &email, Role::Reader)
        .await
        .unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.kind.as_deref(), Some("invalid_error"));
    assert_eq!(refusal.fields[0].place, "body.user_email");
    assert!(!error.may_be_done());
    assert!(
        error
            .to_string()
            .starts_with("POST /org/acme/ws/attic/users: 422 invalid_error: Invalid request; body.user_email: is no address"),
        "{error}"
    );
}

#[tokio::test]
async fn neither_the_key_nor_an_invitation_s_id_comes_back_in_an_error() {
    let body = format!(r#"{{"type": "not_found_error", "detail": "No accept-link for {KEY}"}}"#);
    let server = Scripted::start(move |_, _| json(404, &body)).await;
    let writer = server.connect().writer();
    let error = writer
        .cancel_invitation(&InvitationId::new("accept-link"))
        .await
        .unwrap_err();
    assert_eq!(server.lines(), ["DELETE /org/acme/invitations/accept-link"]);
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains("accept-link") && !text.contains(KEY), "{text}");
    }
    assert_eq!(error.facts().path, "/org/acme/invitations/{hidden}");
}

#[tokio::test]
async fn the_platform_s_own_request_id_is_the_one_that_is_told() {
    let server = Scripted::start(|_, _| Act::Answer(403, "x-request-id: theirs-17\r\n", String::new())).await;
    let error = server
        .connect()
        .writer()
        .delete_team(&TeamId::new("t-1"))
        .await
        .unwrap_err();
    assert_eq!(error.facts().request_id.as_deref(), Some("theirs-17"));
}

#[tokio::test]
async fn a_key_that_is_refused_explains_everything_else() {
    let server = Scripted::start(|_, _| {
        json(
            401,
            r#"{"code": 401, "type": "authentication_error", "detail": "Authentication failed"}"#,
        )
    })
    .await;
    let reader = server.connect().reader();
    let scope = orgform::model::ReadScope::EVERYTHING;
    let error = reader.read(&scope, &orgform::platform::Silent).await.unwrap_err();
    assert!(matches!(error, PlatformError::KeyRefused(_)), "{error}");
}

/// Proxies are a matter of the environment, so this runs another test in a process of its own.
#[test]
fn this_machine_is_never_reached_through_a_proxy() {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "platform::answers::names_are_escaped_segment_by_segment",
    ]);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        child.env(name, "http://127.0.0.1:1");
    }
    let output = child
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}
