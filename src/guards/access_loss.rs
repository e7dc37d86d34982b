//! What hurts people is counted in people, whatever the plan calls it.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, object};
use super::limits::excess;
use crate::model::{Action, Address, Email, GuardCode, TeamName, WorkspaceKey};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let plan = context.people;
    let summary = plan.access_summary();
    let mut losers: BTreeSet<Email> = summary.lose_all.into_iter().chain(summary.lose_some).collect();
    // Whoever gains here may still lose there.
    losers.extend(
        plan.access
            .iter()
            .filter(|change| change.is_loss())
            .map(|change| change.person.clone()),
    );
    losers.extend(unknown_losses(context));
    let people = plan
        .before
        .members
        .values()
        .filter(|member| !member.operator)
        .count();
    let mut objections = uncounted(context);
    let excess = excess(
        context.settings().max_access_loss,
        losers.len(),
        people.max(losers.len()),
    );
    if let Some(excess) = excess {
        let objects: BTreeSet<Address> = losers.into_iter().map(Address::Member).collect();
        let reason = format!("people who lose access, or are lowered: {excess}");
        objections.push(object(GuardCode::AccessLoss, objects, reason));
    }
    objections
}

/// People from whom something is taken where access cannot be told: what they lose is unknown, and unknown
/// is not nothing.
fn unknown_losses(context: &Context<'_>) -> BTreeSet<Email> {
    let before = &context.plan.before;
    let unknown: BTreeSet<&WorkspaceKey> = context.plan.unknown_access().collect();
    if unknown.is_empty() {
        return BTreeSet::new();
    }
    let mut losers = BTreeSet::new();
    for change in context
        .plan
        .changes
        .iter()
        .filter(|change| change.action.is_destructive())
    {
        let team = match &change.action {
            Action::DeleteTeam { name, .. } => Some(name),
            Action::RevokeTeam { workspace, name, .. } | Action::UpdateTeamGrant { workspace, name, .. } => {
                unknown.contains(workspace).then_some(name)
            }
            Action::RevokeUser { workspace, .. } | Action::UpdateUserGrant { workspace, .. }
                if !unknown.contains(workspace) =>
            {
                continue;
            }
            _ => None,
        };
        let members = team
            .and_then(|name| before.teams.get(name))
            .and_then(|team| team.members.as_ref());
        losers.extend(members.into_iter().flatten().cloned());
        let invited = matches!(change.action, Action::CancelInvitations { .. });
        losers.extend(change.address.person().filter(|_| !invited).cloned());
    }
    losers
}

/// Grants taken from teams whose people cannot be read: nobody can count who loses what.
fn uncounted(context: &Context<'_>) -> Vec<Objection> {
    let before = &context.plan.before;
    let unread = |name: &TeamName| before.teams.get(name).is_some_and(|team| team.members.is_none());
    let changes = context.plan.changes.iter().filter(|change| match &change.action {
        Action::RevokeTeam { name, .. }
        | Action::UpdateTeamGrant { name, .. }
        | Action::DeleteTeam { name, .. } => change.action.is_destructive() && unread(name),
        _ => false,
    });
    changes
        .map(|change| {
            let reason = "who is in the team cannot be read, so nobody can tell how many people lose access"
                .to_owned();
            object(
                GuardCode::AccessLoss,
                BTreeSet::from([change.address.clone()]),
                reason,
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::{AccessLoss, RemovalLimit};
    use crate::model::Role::{Contributor, Owner, Reader};
    use crate::testing::{PRUNE, World, assert_approvals, world};

    /// Twenty people, all in a team that has a workspace, the first ones granted directly too.
    fn team_of_twenty(direct: usize) -> World {
        let people: Vec<String> = (1..=20).map(|index| format!("p{index}@acme.example")).collect();
        let names: Vec<&str> = people.iter().map(String::as_str).collect();
        let users: Vec<(&str, crate::model::Role)> =
            names[..direct].iter().map(|name| (*name, Contributor)).collect();
        world()
            .members(20, Reader)
            .team("red", &names)
            .workspace("lab", &users)
            .team_grant("red", Contributor)
    }

    const LOWER: &str = "workspaces: { lab: { teams: { red: reader } } }\n";

    #[test]
    fn a_change_of_one_line_is_counted_in_people() {
        assert!(
            team_of_twenty(0).objects(AccessLoss, LOWER),
            "20 are lowered by one grant"
        );
        assert!(
            !team_of_twenty(0).objects(RemovalLimit, LOWER),
            "and nothing is removed"
        );
    }

    #[test]
    fn another_path_to_the_same_is_no_loss() {
        assert!(
            !team_of_twenty(15).objects(AccessLoss, LOWER),
            "5 of 20 is 25 percent"
        );
        assert!(team_of_twenty(14).objects(AccessLoss, LOWER), "6 of 20");
    }

    #[test]
    fn a_removal_that_is_split_over_collections_is_one_sum() {
        let world = (1..=12).fold(world().member("root@acme.example", Owner), |world, index| {
            let person = format!("p{index}@acme.example");
            world
                .member(&person, Reader)
                .team(&format!("team{index}"), &[&person])
        });
        let world = world.workspace("lab", &[("p3@acme.example", Reader), ("p4@acme.example", Reader)]);
        let world = ["team1", "team2"]
            .iter()
            .fold(world, |world, team| world.team_grant(team, Reader));
        let members: Vec<String> = (1..=12)
            .map(|index| format!("p{index}@acme.example: reader"))
            .collect();
        let all = format!(
            "{PRUNE}members: {{ root@acme.example: owner, {} }}\n",
            members.join(", ")
        );
        let split = format!("{all}workspaces: {{ lab: {{ users: {{}}, teams: {{}} }} }}\n");
        assert!(
            world.objects(AccessLoss, &split),
            "2 by grants and 2 by teams: 4 of 13"
        );
    }

    #[test]
    fn a_lower_role_in_the_organization_is_a_loss() {
        let people = world().member("root@acme.example", Owner).members(6, Contributor);
        let lower: Vec<String> = (1..=6)
            .map(|index| format!("p{index}@acme.example: reader"))
            .collect();
        assert!(
            people.objects(AccessLoss, &format!("members: {{ {} }}\n", lower.join(", "))),
            "6 of 7"
        );
    }

    #[test]
    fn approvals_lift_it() {
        let objects: Vec<String> = (1..=20)
            .map(|index| format!("member/p{index}@acme.example"))
            .collect();
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        assert_approvals(
            &team_of_twenty(0),
            AccessLoss,
            LOWER,
            &objects,
            "workspaces: { lab: {} }\n",
        );
    }

    #[test]
    fn a_team_whose_people_cannot_be_read_is_not_a_team_of_nobody() {
        let mut unread = team_of_twenty(0);
        if let crate::model::Reading::Read(teams) = &mut unread.live.teams {
            teams[0].members = crate::model::Reading::Unreadable("403".into());
        }
        let plan = unread.plan(LOWER);
        assert_eq!(plan.unknown_access().count(), 1);
        assert!(
            unread.objects(AccessLoss, LOWER),
            "nobody can count who is lowered"
        );
        assert!(
            !unread.objects(AccessLoss, "workspaces: { lab: { teams: { red: owner } } }\n"),
            "raising takes nothing"
        );
    }
}
