//! A plan over a large organization: 5,000 members, 500 teams, 2,000 workspaces with three grants each, both
//! states in memory. Once with nothing to do, once with a change in every tenth place.

use std::fmt::Write;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use orgform::guards::check;
use orgform::manifest::load_files;
use orgform::model::{
    Caller, Desired, Live, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember,
    LiveUserGrant, LiveWorkspace, ModelAccess, OrganizationId, Reading, Role, SourceFile, TeamId, Text,
    UserId, WorkspaceId, WorkspaceKey,
};
use orgform::plan::{PlanInput, plan};
use orgform::render::{Style, human, markdown};
use orgform::report::{Document, PlanReport};

const MEMBERS: usize = 5_000;
const TEAMS: usize = 500;
const WORKSPACES: usize = 2_000;
const TEAM_SIZE: usize = 10;

fn now() -> Timestamp {
    Timestamp::from_second(1_780_000_000).expect("a time")
}

fn person(index: usize) -> String {
    format!("person{:05}@acme.example", index % MEMBERS)
}

/// The manifest as text; every `skip`-th member, team member and grant is left out or changed.
fn manifest(skip: usize) -> String {
    let changed = |index: usize| skip > 0 && index.is_multiple_of(skip);
    let mut text = String::from(
        "apiVersion: orgform/v1\norganization: { key: acme }\nmanage: { prune: [members, teams, team-members, grants] }\n\
         guards: { max_removals: { count: 100000, percent: 100 }, max_access_loss: { count: 100000, percent: 100 } }\nmembers:\n",
    );
    for index in 0..MEMBERS {
        let role = if changed(index) { "contributor" } else { "reader" };
        writeln!(text, "  {}: {role}", person(index)).expect("memory");
    }
    text.push_str("teams:\n");
    for team in 0..TEAMS {
        let first = if changed(team) { 1 } else { 0 };
        let members: Vec<String> = (first..TEAM_SIZE)
            .map(|index| person(team * TEAM_SIZE + index))
            .collect();
        writeln!(text, "  team{team:03}: {{ members: [{}] }}", members.join(", ")).expect("memory");
    }
    text.push_str("workspaces:\n");
    for workspace in 0..WORKSPACES {
        let role = if changed(workspace) {
            "owner"
        } else {
            "contributor"
        };
        writeln!(
            text,
            "  workspace{workspace:04}: {{ teams: {{ team{:03}: {role} }}, users: {{ {}: reader, {}: contributor }} }}",
            workspace % TEAMS,
            person(workspace),
            person(workspace + 2_500)
        )
        .expect("memory");
    }
    text
}

fn desired(skip: usize) -> Desired {
    let text = manifest(skip);
    let loaded = load_files(
        "",
        &[SourceFile {
            name: "orgform.yaml".into(),
            text: text.into(),
        }],
    );
    loaded
        .desired
        .unwrap_or_else(|| unreachable!("{:?}", loaded.diagnostics.first()))
}

fn member(email: &str, role: Role) -> LiveMember {
    LiveMember {
        user_id: UserId::new(email),
        email: email.into(),
        name: None,
        role,
        is_active: true,
        invited_by: None,
        joined_at: now(),
        models: Some(ModelAccess::All),
    }
}

fn grant(email: &str, role: Role) -> LiveUserGrant {
    LiveUserGrant {
        user_id: UserId::new(email),
        email: email.into(),
        role,
        granted_by: None,
        granted_at: None,
    }
}

fn team(index: usize) -> LiveTeam {
    let member = |index: usize| LiveTeamMember {
        user_id: UserId::new(&person(index)),
        email: Some(person(index)),
    };
    LiveTeam {
        id: TeamId::new(&format!("t{index}")),
        name: format!("team{index:03}"),
        description: Text::default(),
        is_active: true,
        is_default: false,
        members: Reading::Read(
            (0..TEAM_SIZE)
                .map(|member_index| member(index * TEAM_SIZE + member_index))
                .collect(),
        ),
    }
}

fn workspace(index: usize) -> LiveWorkspace {
    LiveWorkspace {
        id: WorkspaceId::new(&format!("w{index}")),
        key: WorkspaceKey::new(&format!("workspace{index:04}")),
        name: Text::new("A workspace"),
        description: Text::default(),
        is_active: true,
        is_default: false,
        created_by: None,
        users: Reading::Read(vec![
            grant("ci@acme.example", Role::Owner),
            grant(&person(index), Role::Reader),
            grant(&person(index + 2_500), Role::Contributor),
        ]),
        teams: Reading::Read(vec![LiveTeamGrant {
            team_id: TeamId::new(&format!("t{}", index % TEAMS)),
            role: Role::Contributor,
            granted_by: None,
            granted_at: None,
        }]),
    }
}

fn live() -> Live {
    let organization = LiveOrganization {
        id: OrganizationId::new("org"),
        key: "acme".into(),
        name: Text::new("Acme"),
        description: Text::default(),
        is_active: true,
        allow_external_invites: Some(true),
        max_members: Some(100_000),
        member_count: None,
        may_manage_members: Some(true),
        may_create_workspaces: Some(true),
    };
    let robot = std::iter::once(member("ci@acme.example", Role::Owner));
    Live {
        server: "https://platform.example".into(),
        caller: Caller {
            user_id: UserId::new("ci@acme.example"),
            email: "ci@acme.example".into(),
        },
        organization,
        members: robot
            .chain((0..MEMBERS).map(|index| member(&person(index), Role::Reader)))
            .collect(),
        invitations: Reading::Read(Vec::new()),
        teams: Reading::Read((0..TEAMS).map(team).collect()),
        workspaces: Reading::Read((0..WORKSPACES).map(workspace).collect()),
    }
}

fn large_plan(criterion: &mut Criterion) {
    let live = live();
    for (name, skip) in [("no changes", 0), ("a tenth changed", 10)] {
        let desired = desired(skip);
        let planned = || {
            plan(PlanInput {
                desired: &desired,
                live: &live,
                now: now(),
            })
            .expect("the caller is clear")
        };
        let changes = planned().changes.len();
        criterion.bench_function(&format!("plan: {name} ({changes})"), |bencher| {
            bencher.iter(planned);
        });
        criterion.bench_function(&format!("guards: {name}"), |bencher| {
            bencher.iter_batched(
                planned,
                |plan| check(plan, &desired),
                criterion::BatchSize::LargeInput,
            );
        });
        let report = PlanReport::from(&check(planned(), &desired));
        criterion.bench_function(&format!("human: {name}"), |bencher| {
            bencher.iter(|| human::plan(&report, &Style::PLAIN));
        });
        criterion.bench_function(&format!("markdown: {name}"), |bencher| {
            bencher.iter(|| markdown::plan(&report, &markdown::MarkdownOptions::default()));
        });
        criterion.bench_function(&format!("json: {name}"), |bencher| {
            bencher.iter(|| report.to_json());
        });
    }
    let text = manifest(0);
    let files = [SourceFile {
        name: "orgform.yaml".into(),
        text: text.into(),
    }];
    criterion.bench_function("parse: the manifest of this organization", |bencher| {
        bencher.iter(|| load_files("", &files));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = large_plan
}
criterion_main!(benches);
