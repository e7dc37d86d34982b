//! Every operation succeeds, and answers what the contract says.

use serde_json::{Value, json};

use super::asking::{Asker, text};

#[tokio::test]
async fn every_operation_answers_as_published() {
    let mut asker = Asker::new().await;
    look(&mut asker).await;
    change_the_organization(&mut asker).await;
    live_in_a_workspace(&mut asker).await;
    live_in_a_team(&mut asker).await;
    invite(&mut asker).await;
    mind_ones_own(&mut asker).await;
    for id in asker.all() {
        let succeeded = asker.seen.iter().any(|(own, status)| *own == id && *status < 300);
        assert!(succeeded, "{id} was not answered with success: {:?}", asker.seen);
    }
}

async fn look(asker: &mut Asker) {
    let reads = asker.those(|operation| operation.method == "GET");
    for id in reads.iter().filter(|id| *id != "get_invitation") {
        assert_eq!(asker.ask(id, Value::Null).await.status, 200);
    }
    let key = asker.world.sandbox.key().to_owned();
    for (id, query) in [
        ("check_availability", "?username=x&org_key=y"),
        ("list_organization_members", "?page=2&page_size=2"),
        ("list_organization_invitations", "?include_all=true"),
        ("list_organization_workspaces", "?page_size=1"),
    ] {
        assert_eq!(asker.send(&key, id, query, Vec::new()).await.status, 200);
    }
}

async fn change_the_organization(asker: &mut Asker) {
    for (id, body) in [
        ("update_org", json!({ "name": "Acme Red", "description": null })),
        ("update_organization_member", json!({ "role": "contributor" })),
        (
            "update_organization_member_model_access",
            json!({ "allowed_model_ids": ["dn/large"] }),
        ),
    ] {
        assert_eq!(asker.ask(id, body).await.status, 200);
    }
    let form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nPNG\r\n--x--\r\n";
    let path = asker.path(&asker.contract.operation("upload_org_avatar"));
    let upload = asker
        .world
        .request(reqwest::Method::POST, &path)
        .header("X-API-Key", asker.world.sandbox.key())
        .header("content-type", "multipart/form-data; boundary=x")
        .body(form);
    let upload = crate::sandbox::client::reply(upload).await;
    assert_eq!(
        (upload.status, &upload.body["avatar_source"]),
        (200, &json!("image"))
    );
    asker.note("upload_org_avatar", &upload);
}

async fn live_in_a_workspace(asker: &mut Asker) {
    asker.put("workspace", "lab");
    asker.put("project", "one");
    for (id, body) in [
        ("create_workspace", json!({ "key": "lab", "name": "The lab" })),
        ("update_workspace", json!({ "name": "Lab" })),
        (
            "add_user_to_workspace",
            json!({ "user_email": "rea@acme.example", "permission": "reader" }),
        ),
        (
            "update_workspace_user_permission",
            json!({ "permission": "contributor" }),
        ),
        ("remove_user_from_workspace", Value::Null),
        ("create_project", json!({ "key": "one", "name": "One" })),
        ("update_project", json!({ "name": "Two" })),
        ("delete_project", Value::Null),
    ] {
        let reply = asker.ask(id, body).await;
        assert!(reply.status < 300, "{reply:?}");
    }
}

async fn live_in_a_team(asker: &mut Asker) {
    let team = asker
        .ask("create_organization_team", json!({ "name": "blue" }))
        .await;
    let (id, rea) = (text(&team, "id"), asker.world.user_id("rea@acme.example").await);
    asker.put("team_id", &id);
    for (id, body) in [
        ("get_organization_team", Value::Null),
        ("update_organization_team", json!({ "name": "azure" })),
        ("add_team_member", json!({ "user_id": rea, "role": "member" })),
        ("list_team_members", Value::Null),
        ("remove_team_member", Value::Null),
        (
            "add_team_to_workspace",
            json!({ "team_id": id, "permission": "reader" }),
        ),
        ("list_workspace_teams", Value::Null),
        (
            "update_workspace_team_permission",
            json!({ "permission": "owner" }),
        ),
        ("remove_team_from_workspace", Value::Null),
        ("delete_organization_team", Value::Null),
        ("delete_workspace", Value::Null),
        ("remove_organization_member", Value::Null),
    ] {
        let reply = asker.ask(id, body).await;
        assert!(reply.status < 300, "{id}: {reply:?}");
    }
}

async fn invite(asker: &mut Asker) {
    let body = json!({ "email": "new@acme.example", "role": "reader", "send_email": false });
    let sent = asker.ask("invite_to_organization", body).await;
    let own = asker.world.sandbox.register("new@acme.example").unwrap();
    asker.put("invitation_id", &text(&sent, "id"));
    let mine = asker
        .ask_as(&own, "list_my_pending_invitations", Value::Null)
        .await;
    assert_eq!(mine.column("id"), [text(&sent, "id")]);
    asker.ask_as(&own, "get_invitation", Value::Null).await;
    let accepted = asker
        .ask_as(&own, "respond_to_invitation", json!({ "accept": true }))
        .await;
    assert_eq!(text(&accepted, "user_email"), "new@acme.example");
    let sent = asker
        .ask("invite_to_organization", json!({ "email": "other@acme.example" }))
        .await;
    asker.put("invitation_id", &text(&sent, "id"));
    asker.ask("cancel_organization_invitation", Value::Null).await;
}

async fn mind_ones_own(asker: &mut Asker) {
    let body = json!({ "username": "root", "org_name": "Second org", "email_opt_in": false });
    asker.ask("complete_onboarding", body).await;
    let body = json!({ "name": "ci", "allow_self_revoke": true });
    let made = asker.ask("create_api_key", body).await;
    asker
        .ask_as(&text(&made, "key"), "revoke_self_api_key", Value::Null)
        .await;
}
