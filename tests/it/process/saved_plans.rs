//! A saved plan is bound to what it was made from, and never does more than a fresh plan would.

use orgform::model::{Profile, Text, WorkspaceKey};
use orgform::sandbox::Span;
use serde_json::{Value, json};

use super::checkout::{Checkout, Ran, finished};
use crate::apply::bench::{MANIFEST, SEED};

/// One rename, and somebody whom the manifest does not name.
const SMALL_SEED: &str = "
clock: 2026-06-01T12:00:00Z
caller: ci@acme.example
organization: { key: acme, name: Acme }
members: { ci@acme.example: owner, root@acme.example: owner, eve@acme.example: reader }
workspaces: { lab: { name: Lab, users: { ci@acme.example: owner } } }
";
const SMALL: &str = "
organization: { key: acme }
members: { root@acme.example: owner }
workspaces: { lab: { name: Laboratory } }
";

async fn small() -> Checkout {
    planned(SMALL_SEED, SMALL).await
}

async fn planned(seed: &str, manifest: &str) -> Checkout {
    let checkout = Checkout::new(seed, manifest).await;
    let ran = checkout
        .run(&["plan", "--out", "plan.json", "--valid-for", "60s"])
        .await;
    ran.assert_code(0);
    checkout
}

async fn applied(checkout: &Checkout) -> Ran {
    checkout.run(&["apply", "--plan", "plan.json"]).await
}

#[track_caller]
fn assert_refused(checkout: &Checkout, ran: &Ran, why: &str) {
    ran.assert_code(5).assert_says(why);
    assert_eq!(checkout.bench.writes(), Vec::<String>::new());
}

fn edit(checkout: &Checkout, change: impl FnOnce(&mut Value)) {
    let file = checkout.path("plan.json");
    let mut plan = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    change(&mut plan);
    std::fs::write(file, plan.to_string()).unwrap();
}

/// Somebody renames a workspace, or makes it, by hand.
async fn click_workspace(checkout: &Checkout, key: &str, name: &str) {
    let writer = checkout.bench.connection().writer();
    let key = WorkspaceKey::new(key);
    let profile = Profile {
        name: Text::new(name),
        description: Text::new(""),
    };
    let reader = checkout.bench.connection().reader();
    if reader.workspace(&key).await.unwrap().is_some() {
        writer.update_workspace(&key, &profile).await.unwrap();
    } else {
        writer.create_workspace(&key, &profile).await.unwrap();
    }
    checkout.bench.sandbox.clear_log().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_applied_as_it_was_saved() {
    let checkout = planned(SEED, MANIFEST).await;
    applied(&checkout).await.assert_code(0).assert_says("converged");
    let again = applied(&checkout).await;
    again.assert_code(0).assert_says("already so");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_server_organization_caller_manifest_or_a_later_day_is_refused() {
    let checkout = small().await;
    let elsewhere = Checkout::new(SMALL_SEED, SMALL).await;
    std::fs::copy(checkout.path("plan.json"), elsewhere.path("plan.json")).unwrap();
    let ran = applied(&elsewhere).await;
    assert_refused(&elsewhere, &ran, "the plan is for the organization acme on ");

    let mut program = checkout.program(&["apply", "--plan", "plan.json"]);
    let key = checkout.bench.sandbox.key_of("root@acme.example").unwrap();
    program.env("DREADNODE_API_KEY", key);
    let ran = finished(program).await;
    assert_refused(
        &checkout,
        &ran,
        "the plan was made with the key of ci@acme.example",
    );

    checkout.declare(&SMALL.replace("Laboratory", "Labor"));
    let ran = applied(&checkout).await;
    assert_refused(&checkout, &ran, "the manifest has changed");
    checkout.declare(SMALL);

    checkout.bench.sandbox.advance(Span::seconds(60)).unwrap();
    let ran = applied(&checkout).await;
    assert_refused(&checkout, &ran, "expired at");

    let checkout = small().await;
    edit(&checkout, |plan| {
        plan["plan"]["organization"]["id"] = "another".into();
    });
    let ran = applied(&checkout).await;
    assert_refused(&checkout, &ran, "(id another)");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_moved_is_stale_with_its_dependents_and_the_rest_is_applied() {
    let checkout = planned(SEED, MANIFEST).await;
    click_workspace(&checkout, "fresh", "Theirs").await;
    let ran = checkout
        .run(&["apply", "--plan", "plan.json", "--format", "json"])
        .await;
    let receipt = ran.assert_code(6).json();
    let stale: Vec<&str> = receipt["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|end| end["outcome"] == "stale")
        .map(|end| end["address"].as_str().unwrap())
        .collect();
    assert_eq!(
        stale,
        [
            "workspace/fresh",
            "workspace/fresh/team/blue",
            "workspace/fresh/user/ada@acme.example"
        ]
    );
    let touched = checkout
        .bench
        .writes()
        .iter()
        .filter(|write| write.contains("/ws/fresh"))
        .count();
    assert_eq!(touched, 0, "{:#?}", checkout.bench.writes());
    assert!(receipt["summary"]["done"].as_u64().unwrap() > 15, "{ran}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_everything_moved_nothing_is_written() {
    let checkout = small().await;
    click_workspace(&checkout, "lab", "Somebody's").await;
    let ran = applied(&checkout).await;
    assert_refused(&checkout, &ran, "it would be done differently now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_already_is_satisfied() {
    let checkout = small().await;
    click_workspace(&checkout, "lab", "Laboratory").await;
    let ran = applied(&checkout).await;
    ran.assert_code(0).assert_says("there is nothing left to do");
    assert_eq!(checkout.bench.writes(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edited_file_does_no_more_than_a_fresh_plan() {
    // A digest that a plan with an open door would have had.
    let open = format!("{SMALL}manage: {{ prune: [members] }}\n");
    let checkout = planned(SMALL_SEED, &open).await;
    let mut removal = Value::Null;
    edit(&checkout, |plan| {
        removal = plan["allows"]["member/eve@acme.example"].clone();
    });
    assert_eq!(removal["action"], "remove-member");

    let checkout = small().await;
    edit(&checkout, |plan| {
        plan["allows"]["member/eve@acme.example"] = removal.clone();
        plan["allows"]["member/root@acme.example"] = removal.clone();
        plan["allows"]["workspace/lab"]["digest"] = removal["digest"].clone();
        plan["expires_at"] = "2036-01-01T00:00:00Z".into();
        plan["plan"]["changes"] = json!([]);
    });
    let ran = applied(&checkout).await;
    assert_eq!(checkout.bench.writes(), Vec::<String>::new(), "{ran}");
    ran.assert_code(5);
    let state = checkout.bench.sandbox.state().unwrap();
    assert!(
        state
            .organization()
            .unwrap()
            .members
            .contains_key("eve@acme.example")
    );
}

/// A plan that was refused allows nothing; that somebody mended the world meanwhile does not change that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_allows_nothing_is_not_taken_for_a_plan_with_nothing_to_do() {
    let checkout = small().await;
    edit(&checkout, |plan| plan["allows"] = json!({}));
    let ran = applied(&checkout).await;
    assert_refused(&checkout, &ran, "allows no change");
}
