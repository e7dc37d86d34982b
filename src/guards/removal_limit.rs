//! No collection loses more rows than the limit.

use std::collections::{BTreeMap, BTreeSet};

use super::Objection;
use super::context::{Context, object};
use super::limits::{excess, share_excess};
use crate::model::{Action, Address, Change, GuardCode, TeamName, WorkspaceKey};

/// What is removed from one collection.
struct Removals<'a> {
    name: &'static str,
    rows: usize,
    changes: Vec<&'a Change>,
}

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let limit = context.settings().max_removals;
    let mut objections = Vec::new();
    for removals in collections(context) {
        if let Some(excess) = excess(limit, removals.changes.len(), removals.rows) {
            objections.push(refuse(removals.name, &removals.changes, &excess));
        }
    }
    for (name, changes) in by_place(context) {
        let rows = place_rows(context, &name);
        if let Some(excess) = share_excess(limit, changes.len(), rows) {
            objections.push(refuse(&name.to_string(), &changes, &excess));
        }
    }
    objections
}

fn refuse(name: &str, changes: &[&Change], excess: &str) -> Objection {
    let objects: BTreeSet<Address> = changes.iter().map(|change| change.address.clone()).collect();
    object(GuardCode::RemovalLimit, objects, format!("{name}: {excess}"))
}

fn collections<'a>(context: &Context<'a>) -> Vec<Removals<'a>> {
    let before = &context.plan.before;
    let members = before.members.values().filter(|member| member.active).count();
    let team_members = before
        .teams
        .values()
        .filter_map(|team| team.members.as_ref())
        .map(BTreeSet::len)
        .sum();
    let grants = before
        .workspaces
        .values()
        .filter(|workspace| !workspace.default)
        .map(|workspace| {
            workspace.users.as_ref().map_or(0, BTreeMap::len)
                + workspace.teams.as_ref().map_or(0, BTreeMap::len)
        });
    let shared = before
        .workspaces
        .values()
        .filter(|workspace| !workspace.default)
        .count();
    let of = |matches: fn(&Action) -> bool| -> Vec<&'a Change> {
        context
            .plan
            .changes
            .iter()
            .filter(|change| matches(&change.action))
            .collect()
    };
    vec![
        Removals {
            name: "members",
            rows: members,
            changes: of(|action| matches!(action, Action::RemoveMember { .. })),
        },
        Removals {
            name: "invitations",
            rows: before.invitations.len(),
            changes: of(|action| matches!(action, Action::CancelInvitations { .. })),
        },
        Removals {
            name: "teams",
            rows: before.teams.len(),
            changes: of(|action| matches!(action, Action::DeleteTeam { .. })),
        },
        Removals {
            name: "team members",
            rows: team_members,
            changes: of(|action| matches!(action, Action::RemoveTeamMember { .. })),
        },
        Removals {
            name: "grants",
            rows: grants.sum(),
            changes: of(|action| matches!(action, Action::RevokeUser { .. } | Action::RevokeTeam { .. })),
        },
        Removals {
            name: "workspaces",
            rows: shared,
            changes: of(|action| matches!(action, Action::DeleteWorkspace { .. })),
        },
    ]
}

/// One team's people, or one workspace's grants.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'a> {
    Team(&'a TeamName),
    Workspace(&'a WorkspaceKey),
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Team(name) => write!(f, "people in {}", Address::Team((*name).clone())),
            Place::Workspace(key) => write!(f, "grants on {}", Address::Workspace((*key).clone())),
        }
    }
}

fn by_place<'a>(context: &Context<'a>) -> BTreeMap<Place<'a>, Vec<&'a Change>> {
    let mut places: BTreeMap<Place<'_>, Vec<&Change>> = BTreeMap::new();
    for change in &context.plan.changes {
        let place = match &change.action {
            Action::RemoveTeamMember { name, .. } => Place::Team(name),
            Action::RevokeUser { workspace, .. } | Action::RevokeTeam { workspace, .. } => {
                Place::Workspace(workspace)
            }
            _ => continue,
        };
        places.entry(place).or_default().push(change);
    }
    places
}

fn place_rows(context: &Context<'_>, place: &Place<'_>) -> usize {
    let before = &context.plan.before;
    match place {
        Place::Team(name) => {
            // A team that is renamed by the same plan is still live under its old name.
            let team = before
                .teams
                .get(*name)
                .or_else(|| before.teams.get(&old_name(context, name)?));
            team.and_then(|team| team.members.as_ref())
                .map_or(0, BTreeSet::len)
        }
        Place::Workspace(key) => before.workspaces.get(*key).map_or(0, |workspace| {
            workspace.users.as_ref().map_or(0, BTreeMap::len)
                + workspace.teams.as_ref().map_or(0, BTreeMap::len)
        }),
    }
}

fn old_name(context: &Context<'_>, new: &TeamName) -> Option<TeamName> {
    context
        .plan
        .changes
        .iter()
        .find_map(|change| match &change.action {
            Action::UpdateTeam { before, after, .. } if after.0 == *new => Some(before.0.clone()),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::RemovalLimit;
    use crate::model::Role::{Contributor, Owner, Reader};
    use crate::testing::{PRUNE, World, assert_approvals, world};

    fn keep(first: usize, last: usize) -> String {
        let members: Vec<String> = (first..=last)
            .map(|index| format!("p{index}@acme.example: reader"))
            .collect();
        format!(
            "{PRUNE}members: {{ root@acme.example: owner, {} }}\n",
            members.join(", ")
        )
    }

    fn organization(people: usize) -> World {
        world().member("root@acme.example", Owner).members(people, Reader)
    }

    #[test]
    fn members_by_count_and_by_share() {
        let large = organization(98); // 100 with root and the robot
        assert!(!large.objects(RemovalLimit, &keep(11, 98)), "10 of 100");
        assert!(large.objects(RemovalLimit, &keep(12, 98)), "11 of 100");
        let small = organization(18); // 20
        assert!(
            !small.objects(RemovalLimit, &keep(6, 18)),
            "5 of 20 is 25 percent"
        );
        assert!(small.objects(RemovalLimit, &keep(7, 18)), "6 of 20");
        let few = organization(6); // 8
        assert!(!few.objects(RemovalLimit, &keep(5, 6)), "4 of 8 is half");
        assert!(few.objects(RemovalLimit, &keep(6, 6)), "5 of 8");
        let three = organization(3); // 5
        assert!(!three.objects(RemovalLimit, &keep(4, 3)), "3 of few are allowed");
    }

    #[test]
    fn the_manifest_sets_the_limit() {
        let large = organization(98);
        let limit = |limit: &str| format!("guards: {{ max_removals: {limit} }}\n{}", keep(6, 98));
        assert!(!large.objects(RemovalLimit, &limit("{ count: 5 }")));
        assert!(large.objects(RemovalLimit, &limit("{ count: 4 }")));
        assert!(large.objects(RemovalLimit, &limit("{ percent: 4 }")));
    }

    #[test]
    fn team_members_count_in_sum_and_for_each_team() {
        let people: Vec<String> = (1..=12).map(|index| format!("p{index}@acme.example")).collect();
        let names: Vec<&str> = people.iter().map(String::as_str).collect();
        let teams = world()
            .members(12, Reader)
            .team("red", &names)
            .team("blue", &names);
        let red = |members: &[&str]| {
            format!(
                "{PRUNE}teams: {{ red: {{ members: [{}] }}, blue: {{ members: [{}] }} }}\n",
                members.join(", "),
                names.join(", ")
            )
        };
        assert!(
            !teams.objects(RemovalLimit, &red(&names[3..])),
            "3 of 12 is 25 percent of the team"
        );
        assert!(
            teams.objects(RemovalLimit, &red(&names[4..])),
            "4 of 12, though only 4 of 24 in sum"
        );
        let both = format!(
            "{PRUNE}teams: {{ red: {{ members: [{0}] }}, blue: {{ members: [{0}] }} }}\n",
            names[4..].join(", ")
        );
        assert!(teams.objects(RemovalLimit, &both), "8 of 24 in sum");
    }

    #[test]
    fn grants_of_people_and_teams_count_together() {
        let people: Vec<String> = (1..=11).map(|index| format!("p{index}@acme.example")).collect();
        let users: Vec<(&str, crate::model::Role)> = people
            .iter()
            .map(|person| (person.as_str(), Contributor))
            .collect();
        let granted = world()
            .members(11, Reader)
            .team("red", &[])
            .workspace("lab", &users)
            .team_grant("red", Reader);
        let lab = |from: usize, teams: &str| {
            let users: Vec<String> = people[from..]
                .iter()
                .map(|person| format!("{person}: contributor"))
                .collect();
            format!(
                "{PRUNE}workspaces: {{ lab: {{ users: {{ {} }}, teams: {{ {teams} }} }} }}\n",
                users.join(", ")
            )
        };
        assert!(!granted.objects(RemovalLimit, &lab(3, "red: reader")), "3 of 13");
        assert!(
            granted.objects(RemovalLimit, &lab(3, "")),
            "with the team's 4 of 13"
        );
    }

    #[test]
    fn invitations_are_a_collection_too() {
        let invited = (1..=5).fold(organization(1), |world, index| {
            world.invitation(&format!("new{index}@acme.example"), Reader, 1, 6)
        });
        assert!(invited.objects(RemovalLimit, &keep(1, 1)), "5 of 5");
    }

    #[test]
    fn approvals_lift_it() {
        let few = organization(6);
        let objects: Vec<String> = (1..=5)
            .map(|index| format!("member/p{index}@acme.example"))
            .collect();
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        assert_approvals(&few, RemovalLimit, &keep(6, 6), &objects, &keep(1, 6));
    }
}
