//! Organizations in which something is to be done, from nothing to everything.

use orgform::model::{
    Address, Approval, GuardCode, LiveWorkspace, ModelAccess, Reading, Role, Source, TeamName, Text,
    WorkspaceKey,
};
use orgform::report::PlanReport;

use super::world::{World, email};

pub(crate) const ADA: &str = "ada@acme.example";
pub(crate) const BOB: &str = "bob@acme.example";
pub(crate) const CYD: &str = "cyd@partner.example";
pub(crate) const EVE: &str = "eve@acme.example";
pub(crate) const FAY: &str = "fay@acme.example";
pub(crate) const GUS: &str = "gus@acme.example";
pub(crate) const HAL: &str = "hal@acme.example";

/// A bit of everything that a plan can tell, with nothing that a guard refuses.
pub(crate) fn eventful() -> World {
    let mut world = World::new();
    for person in [ADA, BOB, CYD, EVE, FAY] {
        world.member(person, Role::Contributor);
    }
    for number in 0..12 {
        world.member(&format!("person{number}@acme.example"), Role::Reader);
    }
    world
        .team("red-team", &[ADA, EVE])
        .team("blue", &[BOB, CYD])
        .workspace(
            "engagements",
            &[("red-team", Role::Contributor)],
            &[(CYD, Role::Reader)],
        )
        .workspace("research", &[("blue", Role::Reader)], &[(BOB, Role::Owner)])
        .forget(EVE)
        .declare(GUS, Role::Contributor)
        .declare(HAL, Role::Reader)
        .invitation(HAL, Role::Reader, 72)
        .declare_team("green", &[FAY, GUS, HAL])
        .declare(CYD, Role::Owner)
        .live_workspace("attic", &[], &[(FAY, Role::Reader)]);
    world.desired.organization.description = Some(Text::new("Offensive security"));
    let teams = world.desired.teams.as_mut().unwrap();
    let mut renamed = teams.remove(&TeamName::new("blue")).unwrap();
    renamed.previously = vec![TeamName::new("blue")];
    teams.insert(TeamName::new("azure"), renamed);
    let workspaces = world.desired.workspaces.as_mut().unwrap();
    for workspace in workspaces.values_mut() {
        let teams = workspace.teams.as_mut().unwrap();
        if let Some(grant) = teams.remove(&TeamName::new("blue")) {
            teams.insert(TeamName::new("azure"), grant);
        }
        if let Some(grant) = workspace.users.as_mut().unwrap().get_mut(&email(BOB)) {
            grant.role = Role::Reader;
        }
    }
    world
}

/// More removals than the guards let through.
pub(crate) fn refused() -> World {
    let mut world = World::new();
    for number in 0..12 {
        world.member(&format!("person{number}@acme.example"), Role::Reader);
    }
    for number in 0..4 {
        world.forget(&format!("person{number}@acme.example"));
    }
    world
}

/// Invitations outside the domains, beside one that is fine.
pub(crate) fn held() -> World {
    let mut world = World::new();
    world
        .declare("zoe@elsewhere.example", Role::Reader)
        .declare(ADA, Role::Reader);
    world.desired.guards.email_domains = Some(["acme.example".to_owned()].into());
    world
}

/// Two people of whom one gains: the smallest plan.
pub(crate) fn one_change() -> World {
    let mut world = World::new();
    world
        .member(ADA, Role::Reader)
        .workspace("research", &[], &[])
        .declare_workspace("research", &[], &[(ADA, Role::Contributor)]);
    world
}

/// A reorganization: 500 people, of whom some go, many change teams, and many come; with the approvals that
/// it takes. `size` is about a fifth of the number of changes.
pub(crate) fn large(size: usize) -> World {
    let mut world = World::new();
    let person = |number: usize| format!("person{number:04}@acme.example");
    let people: Vec<String> = (0..size * 2).map(person).collect();
    for name in &people {
        world.member(name, Role::Contributor);
    }
    for team in 0..size / 20 {
        let members: Vec<&str> = people
            .iter()
            .skip(team * 20)
            .take(20)
            .map(String::as_str)
            .collect();
        world.team(&format!("team-{team:02}"), &members);
        world.workspace(
            &format!("client-{team:02}"),
            &[(&format!("team-{team:02}"), Role::Contributor)],
            &[(&people[team], Role::Owner)],
        );
    }
    for team in 0..size / 20 {
        let members: Vec<&str> = people
            .iter()
            .skip(team * 20 + 5)
            .take(35)
            .map(String::as_str)
            .collect();
        world.declare_team(&format!("team-{team:02}"), &members);
    }
    for number in 0..size {
        world.declare(&format!("new{number:04}@acme.example"), Role::Reader);
    }
    for number in (0..size).step_by(10) {
        world.declare(&person(number), Role::Reader);
    }
    for number in (7..size * 2).step_by(41) {
        world.forget(&person(number));
    }
    world.declare(&person(3), Role::Owner);
    world.declare_workspace("open-lab", &[("team-00", Role::Reader)], &[]);
    world.desired.guards.max_invitations = 1_000;
    approve(&mut world);
    world
}

/// Approves whatever the guards refuse.
fn approve(world: &mut World) {
    let report: PlanReport = world.report();
    world.desired.approvals = report
        .guards
        .iter()
        .map(|guard| Approval {
            guard: guard.code.parse::<GuardCode>().unwrap(),
            objects: guard
                .objects
                .iter()
                .map(|object| object.parse().unwrap())
                .collect(),
            until: "2026-06-30".parse().unwrap(),
            reason: "agreed".to_owned(),
            source: Source {
                file: "orgform.yaml".into(),
                line: 30,
                column: 5,
            },
        })
        .collect();
}

/// Names that want to be more than names.
pub(crate) fn hostile() -> World {
    let mut world = World::new();
    let names = [
        "@everyone",
        "<img src=x onerror=alert(1)>",
        "```\n# heading\n",
        "a | b `c` ~~~ *d* _e_ [f](http://evil.example) #1 !2",
        "\u{1b}[2J\u{1b}[31mred",
        "owner\u{202e}redaer",
        "</details><!-- orgform:other -->",
        "````````",
    ];
    let weird = "we`ird|_*~@acme.example";
    world.member(weird, Role::Contributor).member(ADA, Role::Reader);
    for (number, name) in names.iter().enumerate() {
        world.live_team(name, &[weird]);
        world.declare_team(&format!("new {name}"), &[ADA]);
        world.workspace(&format!("w{number}"), &[], &[]);
        let Reading::Read(rows) = &mut world.live.workspaces else {
            unreachable!("worlds read their workspaces")
        };
        if let Some(row) = rows.last_mut() {
            row.name = Text::new(name);
        }
        let workspaces = world.desired.workspaces.as_mut().unwrap();
        let workspace = workspaces
            .get_mut(&WorkspaceKey::new(&format!("w{number}")))
            .unwrap();
        workspace.name = Some(Text::new(&format!("not {name}")));
    }
    world.live_workspace("<b>@here</b>", &[], &[]);
    approve(&mut world);
    world
}

/// A removal with everything that can follow from it: workspaces that die, that may die, a private one, teams
/// and grants.
pub(crate) fn blast_radius() -> World {
    let mut world = World::new();
    for person in [ADA, BOB, CYD, EVE] {
        world.member(person, Role::Contributor);
    }
    world
        .team("red-team", &[EVE, ADA])
        .team("blue", &[EVE, BOB])
        .workspace(
            "engagements",
            &[("red-team", Role::Contributor)],
            &[(EVE, Role::Reader)],
        )
        .workspace("research", &[("blue", Role::Reader)], &[(EVE, Role::Owner)])
        .forget(EVE)
        .live_workspace_of("eve-lab", &[], &[(EVE, Role::Owner), (ADA, Role::Contributor)])
        .live_workspace_of("hidden", &[], &[])
        .live_workspace_of("eve-default", &[], &[(EVE, Role::Owner)]);
    let Reading::Read(rows) = &mut world.live.workspaces else {
        unreachable!("worlds read their workspaces")
    };
    let unreadable = |row: &mut LiveWorkspace| {
        row.users = Reading::Unreadable("403".to_owned());
        row.teams = Reading::Unreadable("403".to_owned());
    };
    for row in rows {
        match row.key.as_str() {
            "hidden" => unreadable(row),
            "eve-default" => row.is_default = true,
            _ => {}
        }
    }
    world
}

/// Access that ends and comes in every way: a team deleted, a grant revoked, left, lowered and raised, an owner
/// who is one no more, and a workspace deleted.
pub(crate) fn taken_away() -> World {
    let mut world = World::new();
    for person in [ADA, BOB, CYD, EVE, FAY] {
        world.member(person, Role::Contributor);
    }
    world
        .member(GUS, Role::Owner)
        .declare(GUS, Role::Reader)
        .team("keep", &[ADA, BOB])
        .live_team("gone", &[CYD, EVE])
        .team("left", &[FAY])
        .declare_team("left", &[ADA])
        .live_workspace(
            "engagements",
            &[("gone", Role::Reader), ("keep", Role::Owner)],
            &[(FAY, Role::Owner)],
        )
        .declare_workspace(
            "engagements",
            &[("keep", Role::Contributor)],
            &[(FAY, Role::Reader)],
        )
        .live_workspace(
            "research",
            &[("keep", Role::Reader), ("left", Role::Reader)],
            &[(ADA, Role::Owner)],
        )
        .declare_workspace("research", &[("left", Role::Contributor)], &[(ADA, Role::Owner)])
        .workspace("attic", &[], &[(BOB, Role::Reader)]);
    let workspaces = world.desired.workspaces.as_mut().unwrap();
    workspaces.get_mut(&WorkspaceKey::new("attic")).unwrap().delete = true;
    approve(&mut world);
    world
}

/// Everything that is told besides changes: approvals that do nothing, findings, warnings, invitations in every
/// state, and more undeclared things than are listed.
pub(crate) fn notes() -> World {
    let mut world = World::new();
    world.desired.manage.prune.clear();
    for number in 0..12 {
        world.live_member(&format!("left{number:02}@acme.example"), Role::Reader);
    }
    world
        .member(ADA, Role::Contributor)
        .declare(BOB, Role::Contributor)
        .invitation(BOB, Role::Reader, 30)
        .declare(HAL, Role::Reader)
        .invitation(HAL, Role::Reader, 2)
        .declare(GUS, Role::Reader)
        .invitation(GUS, Role::Reader, 24 * 20)
        .declare(EVE, Role::Reader)
        .invitation(EVE, Role::Reader, 24 * 20)
        .workspace("research", &[], &[])
        .declare_workspace(
            "research",
            &[],
            &[("nobody@acme.example", Role::Reader), (HAL, Role::Owner)],
        )
        .live_workspace("elsewhere", &[], &[]);
    let Reading::Read(rows) = &mut world.live.invitations else {
        unreachable!("worlds read their invitations")
    };
    for row in rows.iter_mut() {
        row.pending_verification = row.email == HAL;
        row.accepted = (row.email == EVE).then_some(false);
    }
    let members = world.desired.members.as_mut().unwrap();
    members.get_mut(&email(ADA)).unwrap().models = Some(ModelAccess::Only(["dn/large".to_owned()].into()));
    world.live.organization.max_members = Some(16);
    world.desired.guards.max_removals.count = 50;
    world.desired.approvals = ["2026-05-31", "2026-07-01"].map(approval_of_eve).into();
    world
}

fn approval_of_eve(until: &str) -> Approval {
    Approval {
        guard: GuardCode::RemovalLimit,
        objects: [Address::Member(email(EVE))].into(),
        until: until.parse().unwrap(),
        reason: "agreed".to_owned(),
        source: Source {
            file: "orgform.yaml".into(),
            line: 30,
            column: 5,
        },
    }
}

/// Nothing to do but wait.
pub(crate) fn waiting_only() -> World {
    let mut world = World::new();
    world.declare(HAL, Role::Reader).invitation(HAL, Role::Reader, 2);
    world
}
