//! What `doctor` finds there: one thing each that is unlike the rest.

use orgform::model::Reading;
use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::checkout::Checkout;
use super::doctor::{Examined, Page, examine};
use crate::apply::bench::{MANIFEST, SEED};

const CROWDED: &str = "
clock: 2026-06-01T12:00:00Z
caller: root@acme.example
organization: { key: acme, name: Acme, active: false, max_members: 5 }
members: { root@acme.example: owner, ada@acme.example: reader }
invitations:
  - { email: bob@acme.example, role: reader, created: -2d }
  - { email: cyd@acme.example, role: reader, created: -2d, state: declined }
teams:
  - { name: a-gone, active: false }
  - { name: red, members: [ada@acme.example] }
workspaces:
  zeta: { users: { root@acme.example: owner } }
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_open_counts_and_what_is_suspended_is_told() {
    let checkout = Checkout::new(CROWDED, "organization: { key: acme }\n").await;
    let examined = examine(&checkout, |_| {}).await;
    let seats = &examined.check("limits")["seats"];
    assert_eq!(
        (&seats["all"], &seats["taken"], &seats["invited"]),
        (&5.into(), &2.into(), &1.into())
    );
    assert_eq!(examined.check("organization")["suspended"], true);
    assert_eq!(examined.in_state("note"), ["organization"]);
}

/// An inactive team has nobody to list, and the workspaces that count are those that are shared.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn routes_about_one_thing_are_asked_about_one_that_counts() {
    let checkout = Checkout::new(CROWDED, "organization: { key: acme }\nteams: {}\n").await;
    let examined = examine(&checkout, |_| {}).await;
    examined.assert_found(&[("routes", "asked")]);
    let paths: Vec<String> = checkout
        .bench
        .sandbox
        .log()
        .unwrap()
        .into_iter()
        .map(|entry| entry.path)
        .collect();
    let asked = |part: &str| paths.iter().filter(|path| path.contains(part)).count();
    assert_eq!(
        (asked("/ws/zeta/users"), asked("/ws/zeta/teams")),
        (1, 1),
        "{paths:?}"
    );
    let live = checkout.bench.survey().await.live;
    let Reading::Read(teams) = live.teams else {
        panic!("the teams can be read");
    };
    for team in teams {
        let times = asked(team.id.as_str());
        assert_eq!(times, usize::from(team.is_active), "{}", team.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_manifest_names_the_organization_before_the_environment_does() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let examined = examine(&checkout, |program| {
        _ = program.env("DREADNODE_ORGANIZATION", "other");
    })
    .await;
    examined.assert_found(&[("organization", "there")]);
    assert_eq!(examined.check("organization")["named_by"], "manifest");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_stands_in_the_way_does_so_alone() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    for (path, status, problems, notes) in [
        ("members", 403, &["powers", "routes"][..], &[][..]),
        ("invitations", 400, &["routes"], &[]),
        ("teams", 404, &[], &["routes"]),
        ("teams", 403, &[], &["routes"]),
    ] {
        let path = format!("/org/acme/{path}");
        let rule = Rule::new(Effect::Status(status)).on(Verb::Get, &path);
        checkout.bench.sandbox.faults().set(vec![rule.times(u64::MAX)]);
        let examined = examine(&checkout, |_| {}).await;
        assert_eq!(examined.in_state("problem"), problems, "{path} {status}");
        assert_eq!(examined.in_state("note"), notes, "{path} {status}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_that_does_not_tell_the_time_does_not_agree() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    let refusal = r#"{"detail": "Not here", "type": "not_found"}"#;
    let server = Page::answer("404 Not Found", "application/json", refusal);
    let program = |command: &mut std::process::Command| _ = command.env("DREADNODE_SERVER", &server.url);
    let examined: Examined = examine(&checkout, program).await;
    examined.assert_found(&[("connection", "answers"), ("clock", "untold")]);
    assert!(examined.in_state("unknown").contains(&"clock"));
}
