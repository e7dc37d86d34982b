//! Small worlds: an organization of a few people, teams and workspaces, as the platform would tell it.
//!
//! Everything is small on purpose: collisions, shared teams and last owners are then the rule, and a failing
//! case shrinks to something that can be read.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use orgform::model::Role;
use proptest::prelude::*;

/// Whoever may be in a world. The first one is always there: an active owner.
pub(super) const PEOPLE: [&str; 8] = [
    "root@acme.example",
    "ada@acme.example",
    "bob@acme.example",
    "cyd@partner.example",
    "Dee@acme.example",
    "eve@acme.example",
    "fay@partner.example",
    "gus@acme.example",
];

/// The robot that calls, unless the first of the people does.
pub(super) const ROBOT: &str = "ci@acme.example";

/// Teams, by index.
pub(super) const TEAMS: [&str; 3] = ["red", "Blue Team", "ops"];

/// Workspaces, by index.
pub(super) const WORKSPACES: [&str; 3] = ["attic", "cellar", "garden"];

/// An organization.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// Whether a robot calls that no manifest declares as a member; otherwise the first of the people does.
    pub(super) robot: bool,
    /// The people, by index.
    pub(super) people: Vec<Person>,
    /// The teams that are there, by index.
    pub(super) teams: Vec<Option<Team>>,
    /// The workspaces that are there, by index.
    pub(super) workspaces: Vec<Option<Workspace>>,
}

/// A person: in the organization or not, and invited so often.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) member: Option<Member>,
    pub(super) invitations: Vec<Invitation>,
}

#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) role: Role,
    pub(super) active: bool,
    pub(super) models: Option<Vec<&'static str>>,
    /// Days ago.
    pub(super) joined: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Invitation {
    pub(super) role: Role,
    /// Days ago. Invitations are open for a week.
    pub(super) sent: i64,
    pub(super) state: Answer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    None,
    Verifying,
    Accepted,
    Declined,
}

#[derive(Clone, Debug)]
pub(super) struct Team {
    pub(super) description: &'static str,
    pub(super) active: bool,
    pub(super) default: bool,
    pub(super) members: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Workspace {
    pub(super) description: &'static str,
    pub(super) active: bool,
    /// Whose private workspace it is.
    pub(super) default_of: Option<usize>,
    pub(super) users: BTreeMap<usize, Role>,
    /// Whether the robot has an owner's grant, as it does where it made the workspace.
    pub(super) robot_owns: bool,
    pub(super) teams: BTreeMap<usize, Role>,
}

impl Invitation {
    /// How many days an invitation is open.
    pub(super) const WINDOW: i64 = 7;

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, Answer::None | Answer::Verifying) && self.sent < Invitation::WINDOW
    }
}

impl World {
    /// The moment at which these worlds are looked at.
    pub(super) fn now() -> Timestamp {
        Timestamp::from_second(1_780_315_200).unwrap()
    }

    pub(super) fn days_ago(days: i64) -> Timestamp {
        World::now() - SignedDuration::from_hours(24 * days)
    }
}

/// Any role, the lower ones more often: organizations have few owners.
pub(super) fn role() -> impl Strategy<Value = Role> {
    prop_oneof![4 => Just(Role::Reader), 4 => Just(Role::Contributor), 3 => Just(Role::Owner)]
}

/// Any world that the platform could be in.
pub(super) fn world() -> impl Strategy<Value = World> {
    let people = prop::collection::vec(person(), PEOPLE.len() - 1);
    let teams = prop::collection::vec(prop::option::weighted(0.7, team()), TEAMS.len());
    let workspaces = prop::collection::vec(prop::option::weighted(0.8, workspace()), WORKSPACES.len());
    (prop::bool::weighted(0.7), people, teams, workspaces).prop_map(|(robot, people, teams, workspaces)| {
        let root = Person {
            member: Some(Member {
                role: Role::Owner,
                active: true,
                models: None,
                joined: 90,
            }),
            invitations: Vec::new(),
        };
        let people = std::iter::once(root).chain(people).collect();
        let mut world = World {
            robot,
            people,
            teams,
            workspaces,
        };
        world.settle();
        world
    })
}

impl World {
    /// Takes out what the platform itself rules out.
    fn settle(&mut self) {
        for person in self.people.iter_mut().filter(|person| person.member.is_none()) {
            person.settle();
        }
        let mut has_private = [false; PEOPLE.len()];
        for workspace in self.workspaces.iter_mut().flatten() {
            workspace.robot_owns &= self.robot;
            if let Some(of) = workspace.default_of {
                let possible = self.people[of].member.is_some() && !has_private[of];
                has_private[of] |= possible;
                workspace.default_of = possible.then_some(of);
            }
            if let Some(of) = workspace.default_of {
                workspace.active = true;
                workspace.users.insert(of, Role::Owner);
            }
            workspace
                .users
                .retain(|person, _| self.people[*person].member.is_some());
            workspace.teams.retain(|team, _| self.teams[*team].is_some());
        }
        for team in self.teams.iter_mut().flatten() {
            team.members
                .retain(|person| self.people[*person].member.is_some());
        }
    }
}

impl Person {
    /// Somebody who accepted under another address while an older invitation is still open is joined elsewhere
    /// and invited at once; which of the two counts is not decided, so no law speaks of it.
    fn settle(&mut self) {
        let oldest_open = self
            .invitations
            .iter()
            .filter(|one| one.is_open())
            .map(|one| one.sent)
            .max();
        let counts = |one: &Invitation| {
            one.state != Answer::Accepted || oldest_open.is_none_or(|open| one.sent >= open)
        };
        self.invitations.retain(counts);
    }
}

fn person() -> impl Strategy<Value = Person> {
    let member = (
        role(),
        rarely().prop_map(|rarely| !rarely),
        prop::option::weighted(0.3, models()),
        1..60_i64,
    );
    let member = member.prop_map(|(role, active, models, joined)| Member {
        role,
        active,
        models,
        joined,
    });
    let joined =
        (member, prop::option::weighted(0.1, invitation())).prop_map(|(member, invitations)| Person {
            member: Some(member),
            invitations: invitations.into_iter().collect(),
        });
    let invited = prop::collection::vec(invitation(), 0..4).prop_map(|invitations| Person {
        member: None,
        invitations,
    });
    prop_oneof![2 => invited, 3 => joined]
}

/// A list of models.
pub(super) fn models() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(vec!["dn/large", "dn/small"], 0..3)
}

fn invitation() -> impl Strategy<Value = Invitation> {
    let answer = prop_oneof![
        6 => Just(Answer::None),
        1 => Just(Answer::Verifying),
        1 => Just(Answer::Accepted),
        1 => Just(Answer::Declined),
    ];
    (role(), 1..15_i64, answer).prop_map(|(role, sent, state)| Invitation { role, sent, state })
}

fn team() -> impl Strategy<Value = Team> {
    let members = prop::sample::subsequence((0..PEOPLE.len()).collect::<Vec<_>>(), 0..6);
    (
        description(),
        rarely().prop_map(|rarely| !rarely),
        rarely(),
        members,
    )
        .prop_map(|(description, active, default, members)| Team {
            description,
            active,
            default,
            members,
        })
}

/// A description, or none.
pub(super) fn description() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "What it is for", "Caf\u{e9}"])
}

fn workspace() -> impl Strategy<Value = Workspace> {
    let users = prop::collection::btree_map(0..PEOPLE.len(), role(), 0..5);
    let teams = prop::collection::btree_map(0..TEAMS.len(), role(), 0..3);
    let default_of = prop::option::weighted(0.1, 0..PEOPLE.len());
    let active = rarely().prop_map(|rarely| !rarely);
    let robot_owns = prop::bool::weighted(0.5);
    (description(), active, default_of, users, robot_owns, teams).prop_map(
        |(description, active, default_of, users, robot_owns, teams)| Workspace {
            description,
            active,
            default_of,
            users,
            robot_owns,
            teams,
        },
    )
}

/// False nine times in ten, and in whatever a failing case shrinks to.
fn rarely() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.1)
}
