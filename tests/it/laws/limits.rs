//! No limit is passed by splitting a change: what counts is what is gone in the end, added up here from the
//! organization before and after, whatever the plan calls its steps.

use std::collections::{BTreeMap, BTreeSet};

use orgform::guards::{Verdict, check};
use orgform::model::{Email, OrgState, Role, TeamName, WorkspaceState};
use proptest::prelude::*;
use serde_json::json;

use super::case::{case, plan_of};
use crate::support::cases::cases;

#[derive(Clone, Copy, Debug)]
struct Limit {
    count: usize,
    percent: usize,
}

impl Limit {
    /// As the manifest's documentation says it.
    fn is_passed(self, gone: usize, rows: usize) -> bool {
        let share = rows >= 10 && gone * 100 > self.percent * rows;
        let most_of_few = rows < 10 && gone > 3 && gone * 2 > rows;
        gone > self.count || share || most_of_few
    }
}

fn limit() -> impl Strategy<Value = Limit> {
    let percent = prop::sample::select(vec![10, 25, 50, 100]);
    (0..6_usize, percent).prop_map(|(count, percent)| Limit { count, percent })
}

/// The rows of each collection, in a form in which two organizations can be compared.
fn rows(state: &OrgState) -> BTreeMap<&'static str, BTreeSet<String>> {
    let members = state.members.iter().filter(|(_, member)| member.active);
    let shared = state
        .workspaces
        .iter()
        .filter(|(_, workspace)| !workspace.default);
    let in_teams = state.teams.iter().flat_map(|(name, team)| {
        team.members
            .iter()
            .flatten()
            .map(move |email| format!("{} {email}", plain(name)))
    });
    let grants = shared.clone().flat_map(|(key, workspace)| {
        let users = workspace
            .users
            .iter()
            .flatten()
            .map(move |(email, _)| format!("{key} {email}"));
        let teams = workspace.teams.iter().flatten();
        users.chain(teams.map(move |(name, _)| format!("{key} team {}", plain(name))))
    });
    BTreeMap::from([
        ("members", members.map(|(email, _)| email.to_string()).collect()),
        (
            "invitations",
            state.invitations.keys().map(ToString::to_string).collect(),
        ),
        ("teams", state.teams.keys().map(plain).collect()),
        ("team members", in_teams.collect()),
        ("grants", grants.collect()),
        ("workspaces", shared.map(|(key, _)| key.to_string()).collect()),
    ])
}

/// A team's name without what a rename puts before it.
fn plain(name: &TeamName) -> String {
    name.as_str().trim_start_matches("new ").to_owned()
}

/// The rows that are gone by themselves, and not with the person, the team or the workspace they belong to.
fn gone(before: &OrgState, after: &OrgState) -> BTreeMap<&'static str, usize> {
    let (was, is) = (rows(before), rows(after));
    let taken: Vec<&String> = ["members", "teams"]
        .iter()
        .flat_map(|name| was[name].difference(&is[name]))
        .collect();
    let goes_along = |row: &&String| taken.iter().any(|parent| row.contains(parent.as_str()));
    was.iter()
        .map(|(name, rows)| {
            let gone = rows.difference(&is[name]);
            let count = match *name {
                "team members" | "grants" => gone.filter(|row| !goes_along(row)).count(),
                _ => gone.count(),
            };
            (*name, count)
        })
        .collect()
}

/// What somebody may do in a workspace, by whatever path.
fn access(state: &OrgState, workspace: &WorkspaceState, person: &Email) -> Option<Role> {
    let direct = workspace
        .users
        .iter()
        .flatten()
        .find(|(email, _)| *email == person)
        .map(|(_, role)| *role);
    let is_in = |name: &TeamName| {
        state
            .teams
            .get(name)
            .and_then(|team| team.members.as_ref())
            .is_some_and(|members| members.contains(person))
    };
    let teams = workspace
        .teams
        .iter()
        .flatten()
        .filter(|(name, _)| is_in(name))
        .map(|(_, role)| *role);
    let owns_all = state
        .members
        .get(person)
        .is_some_and(|member| member.role == Role::Owner)
        && !workspace.default;
    direct
        .into_iter()
        .chain(teams)
        .chain(owns_all.then_some(Role::Owner))
        .max()
}

/// The people who may do less somewhere, or leave.
fn losers(before: &OrgState, after: &OrgState) -> usize {
    let loses = |person: &Email| {
        let role = |state: &OrgState| state.members.get(person).map(|member| member.role);
        let somewhere = before.workspaces.iter().any(|(key, was)| {
            let is = after.workspaces.get(key).and_then(|is| access(after, is, person));
            is < access(before, was, person)
        });
        somewhere || role(after) < role(before)
    };
    let people = before.members.iter().filter(|(_, member)| !member.operator);
    people.filter(|(email, _)| loses(email)).count()
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn what_is_gone_in_the_end_is_within_the_limits(case in case(), removals in limit(), loss in limit()) {
        let mut manifest = case.manifest();
        let value = |limit: Limit| json!({ "count": limit.count, "percent": limit.percent });
        manifest.guards.insert("max_removals", value(removals));
        manifest.guards.insert("max_access_loss", value(loss));
        let desired = manifest.desired();
        let Verdict::Approved(approved) = check(plan_of(&desired, &case.world.live()), &desired) else { return Ok(()) };
        let plan = approved.plan();
        let before = rows(&plan.before);
        for (name, gone) in gone(&plan.before, &plan.after) {
            prop_assert!(!removals.is_passed(gone, before[name].len()), "{gone} {name}\n{:#?}", plan.changes);
        }
        let people = plan.before.members.values().filter(|member| !member.operator).count();
        let losers = losers(&plan.before, &plan.after);
        prop_assert!(!loss.is_passed(losers, people), "{losers} of {people} people lose\n{:#?}", plan.changes);
    }
}
