//! What people do to manifests.

use orgform::model::Role;
use proptest::prelude::*;

use super::world::{self, PEOPLE, TEAMS, WORKSPACES};

/// One thing that somebody does to a manifest. People, teams and workspaces by their index.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    Rename,
    Declare(usize, Role),
    Undeclare(usize),
    Models(usize, Option<Vec<&'static str>>),
    /// The person has another address now; the one in the world is an earlier one.
    Move(usize),
    Reinvite(usize, bool),
    DeclareTeam(usize, &'static str),
    UndeclareTeam(usize),
    /// The team has another name now.
    RenameTeam(usize),
    /// Puts the person into the team, or takes them out.
    Toggle(usize, usize),
    /// The people of the team are not looked after.
    LeaveTeam(usize),
    DeclareWorkspace(usize, &'static str),
    UndeclareWorkspace(usize),
    Delete(usize),
    Grant(usize, usize, Option<Role>),
    GrantTeam(usize, usize, Option<Role>),
    /// The grant that stands there at this place is taken out, or becomes another one.
    Regrant(usize, usize, Option<Role>),
    /// The grants of the workspace are not looked after.
    LeaveWorkspace(usize),
    /// The whole section goes.
    LeaveOut(&'static str),
    Ignore(String),
}

/// Any edits, few enough that most plans are small.
pub(super) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let one = edit().prop_map(|edit| vec![edit]);
    let some = prop::collection::vec(prop_oneof![6 => one.boxed(), 1 => story().boxed()], 0..12);
    some.prop_map(|edits| edits.concat())
}

/// Edits that belong together, so that one change has to wait for another.
fn story() -> impl Strategy<Value = Vec<Edit>> {
    let person = || 0..PEOPLE.len();
    let (team, workspace) = (|| 0..TEAMS.len(), || 0..WORKSPACES.len());
    let owner = Some(Role::Owner);
    prop_oneof![
        (person(), person()).prop_map(|(from, to)| {
            vec![
                Edit::Declare(to, Role::Owner),
                Edit::Declare(from, Role::Contributor),
            ]
        }),
        (workspace(), 0..4_usize, person()).prop_map(move |(workspace, place, to)| {
            vec![
                Edit::Regrant(workspace, place, None),
                Edit::Grant(workspace, to, owner),
            ]
        }),
        (team(), person(), person(), workspace()).prop_map(|(team, one, other, workspace)| {
            vec![
                Edit::DeclareTeam(team, "New"),
                Edit::Toggle(team, one),
                Edit::Toggle(team, other),
                Edit::GrantTeam(workspace, team, Some(Role::Reader)),
            ]
        }),
        (workspace(), person(), team()).prop_map(move |(workspace, person, team)| {
            vec![
                Edit::DeclareWorkspace(workspace, "New"),
                Edit::Grant(workspace, person, owner),
                Edit::GrantTeam(workspace, team, Some(Role::Contributor)),
            ]
        }),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    use world::{description, models, role};
    let person = || 0..PEOPLE.len();
    // The first of the people stays an owner more often than not, so that guards have something to approve.
    let other = || 1..PEOPLE.len();
    let (team, workspace) = (|| 0..TEAMS.len(), || 0..WORKSPACES.len());
    let maybe_role = || prop::option::weighted(0.7, role());
    let of_people = prop_oneof![
        6 => (other(), role()).prop_map(|(person, role)| Edit::Declare(person, role)),
        1 => (person(), role()).prop_map(|(person, role)| Edit::Declare(person, role)),
        4 => other().prop_map(Edit::Undeclare),
        2 => (other(), prop::option::of(models())).prop_map(|(person, models)| Edit::Models(person, models)),
        2 => other().prop_map(Edit::Move),
        1 => (other(), any::<bool>()).prop_map(|(person, past)| Edit::Reinvite(person, past)),
    ];
    let of_teams = prop_oneof![
        2 => (team(), description()).prop_map(|(team, text)| Edit::DeclareTeam(team, text)),
        2 => team().prop_map(Edit::UndeclareTeam),
        2 => team().prop_map(Edit::RenameTeam),
        5 => (team(), person()).prop_map(|(team, person)| Edit::Toggle(team, person)),
        1 => team().prop_map(Edit::LeaveTeam),
    ];
    let of_workspaces = prop_oneof![
        2 => (workspace(), description()).prop_map(|(workspace, text)| Edit::DeclareWorkspace(workspace, text)),
        1 => workspace().prop_map(Edit::UndeclareWorkspace),
        1 => workspace().prop_map(Edit::Delete),
        8 => (workspace(), person(), maybe_role()).prop_map(|(workspace, person, role)| Edit::Grant(workspace, person, role)),
        4 => (workspace(), team(), maybe_role()).prop_map(|(workspace, team, role)| Edit::GrantTeam(workspace, team, role)),
        6 => (workspace(), 0..4_usize, prop::option::of(role())).prop_map(|(workspace, place, role)| Edit::Regrant(workspace, place, role)),
        1 => workspace().prop_map(Edit::LeaveWorkspace),
    ];
    let of_all = prop_oneof![
        2 => Just(Edit::Rename),
        1 => prop::sample::select(vec!["members", "teams", "workspaces"]).prop_map(Edit::LeaveOut),
        1 => address().prop_map(Edit::Ignore),
    ];
    prop_oneof![5 => of_people, 4 => of_teams, 8 => of_workspaces, 1 => of_all]
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..PEOPLE.len()).prop_map(|person| format!("member/{}", PEOPLE[person])),
        Just("team/ops".to_owned()),
        Just("workspace/attic".to_owned()),
    ]
}

/// What a manifest may remove.
pub(super) fn prune() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![
        2 => Just(EVERYTHING.to_vec()),
        1 => prop::sample::subsequence(EVERYTHING.to_vec(), 0..=EVERYTHING.len()),
    ]
}

/// Every word of `manage.prune`.
pub(super) const EVERYTHING: [&str; 4] = ["members", "teams", "team-members", "grants"];
