//! Reading a whole organization from the sandbox.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use orgform::model::{ModelAccess, Presence, ReadScope, Reading, Role, WorkspaceKey, WorkspaceScope};
use orgform::platform::{PlatformError, Progress, Silent};
use orgform::sandbox::faults::{Effect, Rule, Verb};

use super::world::{World, large};

fn named(keys: &[&str]) -> ReadScope {
    ReadScope {
        teams: true,
        workspaces: WorkspaceScope::Named(
            keys.iter()
                .map(|key| (WorkspaceKey::new(key), Presence::Expected))
                .collect(),
        ),
    }
}

#[tokio::test]
async fn everything_is_read_as_it_is() {
    let world = World::small().await;
    let live = world.everything().await;
    assert_eq!(live.server, world.sandbox.url());
    assert_eq!(live.caller.email, "root@acme.example");
    assert_eq!(live.organization.key, "acme");
    assert_eq!(live.organization.allow_external_invites, Some(false));
    assert_eq!(live.organization.may_manage_members, Some(true));

    let people: BTreeSet<(&str, Role, bool)> = live
        .members
        .iter()
        .map(|member| (member.email.as_str(), member.role, member.is_active))
        .collect();
    assert_eq!(
        people,
        [
            ("ada@acme.example", Role::Owner, true),
            ("cyd@acme.example", Role::Contributor, true),
            ("root@acme.example", Role::Owner, true),
            ("sus@acme.example", Role::Reader, false),
        ]
        .into()
    );
    let cyd = live
        .members
        .iter()
        .find(|member| member.email.starts_with("cyd"))
        .unwrap();
    assert_eq!(
        cyd.models,
        Some(ModelAccess::Only(["dn/large".to_owned()].into()))
    );
    assert!(live.members.is_sorted_by_key(|member| &member.user_id));

    assert_eq!(live.invitations.known().unwrap().len(), 2);
    let teams = live.teams.known().unwrap();
    let red = teams.iter().find(|team| team.name == "red-team").unwrap();
    assert_eq!(red.members.known().unwrap().len(), 2);
    let gone = teams.iter().find(|team| team.name == "gone").unwrap();
    assert_eq!((gone.is_active, &gone.members), (false, &Reading::NotAsked));

    let workspaces = live.workspaces.known().unwrap();
    assert!(workspaces.is_sorted_by_key(|workspace| &workspace.key));
    let find = |key: &str| {
        workspaces
            .iter()
            .find(|workspace| workspace.key.as_str() == key)
            .unwrap()
    };
    assert_eq!(find("engagements").users.known().unwrap().len(), 2);
    assert_eq!(find("engagements").teams.known().unwrap()[0].team_id, red.id);
    assert_eq!(find("solo").users.known().unwrap()[0].user_id, cyd.user_id);
    assert_eq!(find("attic").users, Reading::NotAsked);
    assert!(world.log().iter().all(|entry| !entry.is_write()));
}

#[tokio::test]
async fn no_more_requests_than_needed_and_no_more_at_once_than_allowed() {
    let (members, teams, workspaces) = (230, 12, 110);
    let world = World::of(&large(members, teams, workspaces)).await;
    let read = world
        .connection
        .reader()
        .read(&ReadScope::EVERYTHING, &Silent)
        .await
        .unwrap();
    assert_eq!(read.live.members.len(), members);
    assert_eq!(read.live.workspaces.known().unwrap().len(), workspaces);
    let needed = 4 + members.div_ceil(100) + workspaces.div_ceil(100) + teams + 2 * workspaces;
    assert_eq!(read.requests.reads, needed as u64);
    assert_eq!(world.log().len(), needed);
    assert_eq!(read.requests.writes(), 0);
    assert!(
        (2..=8).contains(&read.requests.peak_in_flight),
        "{:?}",
        read.requests
    );
    assert!(read.platform_now.is_some());
}

#[tokio::test]
async fn what_is_not_looked_after_is_not_read() {
    let world = World::small().await;
    let scope = ReadScope {
        teams: false,
        workspaces: WorkspaceScope::None,
    };
    let live = world.read(&scope).await.unwrap();
    assert_eq!(live.teams, Reading::NotAsked);
    assert_eq!(live.workspaces, Reading::NotAsked);
    assert_eq!(world.log().len(), 4);
}

#[tokio::test]
async fn named_workspaces_are_opened_and_what_is_not_listed_is_dropped() {
    let world = World::small().await;
    let live = world
        .read(&named(&["engagements", "not-there", "attic"]))
        .await
        .unwrap();
    let workspaces = live.workspaces.known().unwrap();
    let opened: Vec<&str> = workspaces
        .iter()
        .filter(|workspace| workspace.users != Reading::NotAsked)
        .map(|workspace| workspace.key.as_str())
        .collect();
    assert_eq!(opened, ["engagements"]);
    assert!(
        workspaces
            .iter()
            .all(|workspace| workspace.key.as_str() != "not-there")
    );
}

#[tokio::test]
async fn what_may_be_gone_is_not_asked_about_before_it_is_listed() {
    let world = World::small().await;
    let doubtful = ["engagements", "not-there"].map(|key| (WorkspaceKey::new(key), Presence::Doubtful));
    let scope = ReadScope {
        teams: true,
        workspaces: WorkspaceScope::Named(doubtful.into()),
    };
    let live = world.read(&scope).await.unwrap();
    assert_eq!(live, world.read(&named(&["engagements"])).await.unwrap());
    assert!(world.log().iter().all(|entry| !entry.path.contains("not-there")));
}

#[tokio::test]
async fn a_failure_about_a_workspace_that_is_not_listed_is_dropped_and_any_other_is_not() {
    let world = World::small().await;
    let clean = world.read(&named(&["engagements"])).await.unwrap();
    let broken = |key: &str| Rule::new(Effect::Status(500)).on(Verb::Get, &format!("/org/*/ws/{key}/*"));
    let late = Effect::Latency {
        ms: 100,
        jitter_ms: 0,
        seed: 0,
    };
    // Whichever comes first, the list or the failure.
    for late in [None, Some(Rule::new(late).on(Verb::Get, "/org/*/ws"))] {
        let faults = |rule: Rule| {
            world
                .sandbox
                .faults()
                .set([rule].into_iter().chain(late.clone()).collect());
        };
        faults(broken("not-there"));
        let read = world.read(&named(&["engagements", "not-there"])).await;
        assert_eq!(read.unwrap(), clean);
        faults(broken("engagements"));
        let read = world.read(&named(&["engagements", "not-there"])).await;
        assert!(matches!(read, Err(PlatformError::Call(_))), "{read:?}");
    }
}

#[tokio::test]
async fn a_widened_read_equals_a_wide_one() {
    let world = World::small().await;
    let reader = world.connection.reader();
    let everything = world.everything().await;
    let narrow_scopes = [
        named(&[]),
        named(&["solo"]),
        ReadScope {
            teams: false,
            workspaces: WorkspaceScope::None,
        },
    ];
    for narrow in narrow_scopes {
        let live = world.read(&narrow).await.unwrap();
        let wide = reader.widen(live, &ReadScope::EVERYTHING, &Silent).await.unwrap();
        assert_eq!(wide.live, everything, "{narrow:?}");
    }
    let again = reader
        .widen(everything.clone(), &ReadScope::EVERYTHING, &Silent)
        .await
        .unwrap();
    assert_eq!(again.requests.total(), 0);
    assert_eq!(again.live, everything);
}

#[tokio::test]
async fn the_order_of_the_platform_s_rows_means_nothing() {
    let world = World::small().await;
    let first = world.everything().await;
    world
        .sandbox
        .faults()
        .add(Rule::new(Effect::Reordered).on(Verb::Get, "/**"));
    for _ in 0..3 {
        assert_eq!(world.everything().await, first);
    }
}

#[tokio::test]
async fn progress_is_told_of_every_question() {
    #[derive(Default)]
    struct Told(AtomicUsize, AtomicUsize);
    impl Progress for Told {
        fn planned(&self, more: usize) {
            self.0.fetch_add(more, Relaxed);
        }
        fn done(&self) {
            assert!(self.1.fetch_add(1, Relaxed) < self.0.load(Relaxed));
        }
    }
    let world = World::small().await;
    let told = Told::default();
    let read = world
        .connection
        .reader()
        .read(&ReadScope::EVERYTHING, &told)
        .await
        .unwrap();
    let requests = usize::try_from(read.requests.reads).unwrap();
    assert_eq!((told.0.into_inner(), told.1.into_inner()), (requests, requests));
}

#[tokio::test]
async fn what_this_platform_cannot_do_is_not_taken_for_empty() {
    let world = World::with("team_routes: absent, workspace_team_routes: absent").await;
    let live = world.everything().await;
    for team in live.teams.known().unwrap().iter().filter(|team| team.is_active) {
        assert_eq!(team.members, Reading::Unsupported);
    }
    for workspace in live
        .workspaces
        .known()
        .unwrap()
        .iter()
        .filter(|row| row.is_active)
    {
        assert!(workspace.users.known().is_some());
        assert_eq!(workspace.teams, Reading::Unsupported);
    }
    let world = World::with("workspace_team_routes: method_not_allowed").await;
    for workspace in world.everything().await.workspaces.known().unwrap() {
        assert!(!workspace.is_active || workspace.teams == Reading::Unsupported);
    }
}

#[tokio::test]
async fn what_is_refused_for_one_is_unreadable_for_one() {
    for status in [403, 404] {
        let world = World::small().await;
        let clean = world.everything().await;
        let rule = Rule::new(Effect::Status(status)).on(Verb::Get, "/org/*/ws/solo/*");
        world.sandbox.faults().add(rule);
        let mut live = world.everything().await;
        let Reading::Read(workspaces) = &mut live.workspaces else {
            panic!("{live:?}");
        };
        let solo = workspaces
            .iter_mut()
            .find(|row| row.key.as_str() == "solo")
            .unwrap();
        let Reading::Unreadable(words) = &solo.users else {
            panic!("{solo:?}");
        };
        assert!(words.starts_with(&status.to_string()), "{words}");
        assert!(matches!(solo.teams, Reading::Unreadable(_)));
        let clean_solo = clean
            .workspaces
            .known()
            .unwrap()
            .iter()
            .find(|row| row.key == solo.key);
        *solo = clean_solo.unwrap().clone();
        assert_eq!(live, clean, "the rest is read as ever");
    }
}

#[tokio::test]
async fn lists_that_are_refused_are_told_apart_from_lists_that_do_not_exist() {
    let world = World::small().await;
    for (status, unsupported) in [(403, false), (404, true), (405, true)] {
        world.sandbox.faults().set(
            ["/org/*/teams", "/org/*/invitations", "/org/*/ws"]
                .map(|path| Rule::new(Effect::Status(status)).on(Verb::Get, path))
                .to_vec(),
        );
        let live = world.everything().await;
        let verdicts = [
            matches!(live.teams, Reading::Unsupported),
            matches!(live.invitations, Reading::Unsupported),
            matches!(live.workspaces, Reading::Unsupported),
        ];
        assert_eq!(verdicts, [unsupported; 3], "{status}");
        assert!(live.teams.known().is_none() && live.workspaces.known().is_none());
    }
}

#[tokio::test]
async fn an_organization_that_is_not_there_is_told_whatever_else_fails() {
    let world =
        World::of("organization: { key: other, name: Other }\nmembers: { root@acme.example: owner }\n").await;
    let error = world.read(&ReadScope::EVERYTHING).await.unwrap_err();
    assert!(matches!(error, PlatformError::NoOrganization { .. }), "{error}");
}

#[tokio::test]
async fn a_platform_that_does_not_say_whose_key_it_is_is_refused() {
    let world = World::with("preset: documented-only").await;
    let error = world.read(&ReadScope::EVERYTHING).await.unwrap_err();
    assert!(matches!(error, PlatformError::NoCaller(_)), "{error}");
}

#[tokio::test]
async fn somebody_who_may_not_see_a_workspace_still_reads_the_rest() {
    let world = World::small().await;
    let reader = world.connect_as("cyd@acme.example").reader();
    let live = reader.read(&ReadScope::EVERYTHING, &Silent).await.unwrap().live;
    assert_eq!(live.caller.email, "cyd@acme.example");
    assert_eq!(live.organization.may_manage_members, Some(false));
    assert_eq!(live.members.len(), 4);
}
