//! Every refusal that the sandbox can give, to every operation, is as the contract says.

use std::collections::BTreeSet;

use orgform::sandbox::faults::{Effect, Rule};
use serde_json::{Value, json};

use super::asking::{Asker, text};
use super::document::Operation;
use super::possible::{has_an_id, is_checked, refusals};
use crate::sandbox::client::WORLD;

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";
/// One byte more than the sandbox takes.
const TOO_LARGE: usize = (1 << 20) + 1;

#[tokio::test]
async fn every_refusal_is_as_published() {
    let mut seen = BTreeSet::new();
    for asker in [
        the_same_for_all().await,
        a_spent_budget().await,
        what_is_hidden_or_wrong().await,
        what_is_there_already().await,
        who_may_not().await,
        too_low_a_plan().await,
    ] {
        seen.extend(asker.seen);
    }
    let asker = Asker::new().await;
    for operation in asker.contract.operations() {
        let statuses = seen
            .iter()
            .filter(|(id, status)| id == operation.id && *status >= 400);
        let statuses: BTreeSet<u16> = statuses.map(|(_, status)| *status).collect();
        assert_eq!(statuses, refusals(&operation), "{}", operation.id);
    }
}

/// Outages are told in the documented body too. They come only where they are asked for.
#[tokio::test]
async fn every_outage_is_as_published() {
    for status in [500, 502, 504] {
        let mut asker = Asker::new().await;
        asker
            .world
            .sandbox
            .faults()
            .set(vec![Rule::new(Effect::Status(status))]);
        for id in asker.all() {
            assert_eq!(asker.ask(&id, Value::Null).await.status, status);
        }
    }
}

/// Asks for all operations that are so, which must all answer with this status.
async fn all(asker: &mut Asker, is: impl Fn(&Operation<'_>) -> bool, key: &str, body: &[u8], status: u16) {
    for id in asker.those(is) {
        let reply = asker.send(key, &id, "", body.to_vec()).await;
        assert_eq!(reply.status, status, "{id}: {reply:?}");
    }
}

async fn the_same_for_all() -> Asker {
    let mut asker = Asker::new().await;
    let key = asker.world.sandbox.key().to_owned();
    all(
        &mut asker,
        |operation| !operation.is_public(),
        "dn_wrong",
        b"",
        401,
    )
    .await;
    all(&mut asker, |_| true, &key, &[b' '; TOO_LARGE], 400).await;
    asker
}

async fn a_spent_budget() -> Asker {
    let mut asker = Asker::new().await;
    let key = asker.world.sandbox.key().to_owned();
    let settings = serde_json::from_value(json!({ "requests_per_minute": 1 })).unwrap();
    asker.world.sandbox.configure(settings).unwrap();
    asker.world.ask("GET", "/health", None).await;
    all(&mut asker, |_| true, &key, b"", 429).await;
    asker
}

async fn what_is_hidden_or_wrong() -> Asker {
    let mut asker = Asker::new().await;
    let key = asker.world.sandbox.key().to_owned();
    let in_an_organization = |operation: &Operation<'_>| operation.gaps().any(|gap| gap == "org");

    asker.put("org", "nobody");
    all(&mut asker, in_an_organization, &key, b"", 404).await;
    asker.put("org", "acme");
    asker.put("invitation_id", NOBODY);
    let about_an_invitation = |operation: &Operation<'_>| operation.gaps().any(|gap| gap == "invitation_id");
    all(&mut asker, about_an_invitation, &key, b"", 404).await;

    for gap in ["user_id", "team_id", "invitation_id"] {
        asker.put(gap, "x");
    }
    asker
        .ask("create_project", json!({ "key": "one", "name": "One" }))
        .await;
    asker.put("project", "one");
    all(&mut asker, has_an_id, &key, b"{}", 422).await;
    for id in asker.those(|operation| is_checked(operation) && !has_an_id(operation)) {
        let query = asker.contract.operation(&id).wrong_query().unwrap_or_default();
        let reply = asker.send(&key, &id, &query, b"[]".to_vec()).await;
        assert_eq!(reply.status, 422, "{id}: {reply:?}");
    }

    let body = json!({ "username": "root", "org_name": "Second org" });
    asker.ask("complete_onboarding", body).await;
    let organizations = asker.ask("list_my_organizations", Value::Null).await.body;
    let mut rows = organizations.as_array().unwrap().iter();
    let second = rows.find(|row| row["key"] == "second-org").unwrap()["id"].clone();
    let limited = asker.ask("create_api_key", json!({ "org_id": second })).await;
    all(&mut asker, in_an_organization, &text(&limited, "key"), b"", 403).await;
    asker
}

async fn what_is_there_already() -> Asker {
    let mut asker = Asker::new().await;
    let (rea, cyd) = ("rea@acme.example", "cyd@acme.example");
    let team = asker.world.team_id("red-team").await;
    for (id, body) in [
        (
            "complete_onboarding",
            json!({ "username": "root", "org_name": "Acme" }),
        ),
        ("invite_to_organization", json!({ "email": "bob@acme.example" })),
        ("create_organization_team", json!({ "name": "red-team" })),
        ("add_team_member", json!({ "user_email": rea })),
        (
            "create_workspace",
            json!({ "key": "engagements", "name": "Again" }),
        ),
        (
            "add_user_to_workspace",
            json!({ "user_email": cyd, "permission": "owner" }),
        ),
        (
            "add_team_to_workspace",
            json!({ "team_id": team, "permission": "owner" }),
        ),
        ("create_project", json!({ "key": "default", "name": "Again" })),
    ] {
        assert_eq!(asker.ask(id, body).await.status, 409, "{id}");
    }

    asker
        .ask("create_project", json!({ "key": "one", "name": "One" }))
        .await;
    asker.put("project", "one");
    let reply = asker.ask("update_project", json!({ "key": "default" })).await;
    assert_eq!(reply.status, 409);
    let blue = asker
        .ask("create_organization_team", json!({ "name": "blue" }))
        .await;
    asker.put("team_id", &text(&blue, "id"));
    let reply = asker
        .ask("update_organization_team", json!({ "name": "red-team" }))
        .await;
    assert_eq!(reply.status, 409);

    let finn = asker.world.sandbox.register("finn@acme.example").unwrap();
    let listed = asker
        .world
        .ask("GET", "/org/acme/invitations?include_all=true", None)
        .await
        .body;
    let mut rows = listed.as_array().unwrap().iter();
    let declined = rows.find(|row| row["email"] == "finn@acme.example").unwrap();
    asker.put("invitation_id", declined["id"].as_str().unwrap());
    let again = asker
        .ask_as(&finn, "respond_to_invitation", json!({ "accept": true }))
        .await;
    assert_eq!(again.status, 409);
    assert_eq!(
        asker
            .ask("cancel_organization_invitation", Value::Null)
            .await
            .status,
        409
    );

    let ada = asker.world.user_id("ada@acme.example").await;
    let root = asker.world.user_id("root@acme.example").await;
    asker.put("user_id", &ada);
    let lower = json!({ "permission": "reader" });
    assert_eq!(
        asker.ask("update_workspace_user_permission", lower).await.status,
        409
    );
    assert_eq!(
        asker.ask("remove_user_from_workspace", Value::Null).await.status,
        409
    );
    asker.ask("remove_organization_member", Value::Null).await;
    asker.put("user_id", &root);
    let lower = json!({ "role": "reader" });
    assert_eq!(asker.ask("update_organization_member", lower).await.status, 409);
    assert_eq!(
        asker.ask("remove_organization_member", Value::Null).await.status,
        409
    );
    asker
}

async fn who_may_not() -> Asker {
    let mut asker = Asker::new().await;
    assert_eq!(asker.ask("revoke_self_api_key", Value::Null).await.status, 403);
    let somebody_elses = asker
        .ask("respond_to_invitation", json!({ "accept": true }))
        .await;
    assert_eq!(somebody_elses.status, 403);
    asker
}

async fn too_low_a_plan() -> Asker {
    let mut asker = Asker::of(&format!("{WORLD}settings: {{ preset: saas-free-plan }}\n")).await;
    let new = json!({ "key": "lab", "name": "The lab" });
    assert_eq!(asker.ask("create_workspace", new).await.status, 426);
    let changed = json!({ "name": "Other name" });
    assert_eq!(asker.ask("update_workspace", changed).await.status, 426);
    asker
}
