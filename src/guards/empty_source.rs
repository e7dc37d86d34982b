//! A section that was emptied does not empty the organization.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, object};
use crate::model::{Action, Address, GuardCode, Prunable};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let desired = context.desired;
    let no_members = desired
        .members
        .as_ref()
        .is_some_and(std::collections::BTreeMap::is_empty);
    let no_teams = desired
        .teams
        .as_ref()
        .is_some_and(std::collections::BTreeMap::is_empty);
    let members = no_members.then(|| {
        refuse(context, Prunable::Members, |action| {
            matches!(
                action,
                Action::RemoveMember { .. } | Action::CancelInvitations { .. }
            )
        })
    });
    let teams = no_teams.then(|| {
        refuse(context, Prunable::Teams, |action| {
            matches!(action, Action::DeleteTeam { .. })
        })
    });
    [members, teams].into_iter().flatten().flatten().collect()
}

fn refuse(context: &Context<'_>, section: Prunable, removes: fn(&Action) -> bool) -> Option<Objection> {
    let removed = context
        .plan
        .changes
        .iter()
        .filter(|change| removes(&change.action));
    let objects: BTreeSet<Address> = removed.map(|change| change.address.clone()).collect();
    let reason = format!("`{section}` is empty, so everything live would go; a file may be missing");
    (!objects.is_empty()).then(|| object(GuardCode::EmptySource, objects, reason))
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::EmptySource;
    use crate::model::Role::{Owner, Reader};
    use crate::testing::{PRUNE, assert_approvals, world};

    #[test]
    fn an_emptied_section_does_not_empty_the_organization() {
        let one = world().member("ada@acme.example", Reader);
        assert!(one.objects(EmptySource, &format!("{PRUNE}members: {{}}\n")));
        assert!(!one.objects(EmptySource, "members: {}\n"), "prune is closed");
        assert!(!one.objects(EmptySource, PRUNE), "absent is not empty");
        assert!(
            !one.objects(
                EmptySource,
                &format!("{PRUNE}members: {{ bob@acme.example: reader }}\n")
            ),
            "not empty"
        );
        assert!(
            !world().objects(EmptySource, &format!("{PRUNE}members: {{}}\n")),
            "nobody but the robot is there"
        );
        let team = world().team("red", &[]);
        assert!(team.objects(EmptySource, &format!("{PRUNE}teams: {{}}\n")));
    }

    #[test]
    fn approvals_lift_it() {
        let two = world()
            .member("ada@acme.example", Owner)
            .team("red", &[])
            .team("blue", &[]);
        let quiet = format!("{PRUNE}teams: {{ red: {{}}, blue: {{}} }}\n");
        assert_approvals(
            &two,
            EmptySource,
            &format!("{PRUNE}teams: {{}}\n"),
            &["team/blue", "team/red"],
            &quiet,
        );
    }
}
