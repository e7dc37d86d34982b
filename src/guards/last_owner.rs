//! The organization keeps enough owners, whatever part of the plan is done.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, addresses, count};
use crate::model::{Address, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let endings: Vec<_> = context.ownership_endings().collect();
    if endings.is_empty() {
        return Vec::new();
    }
    let objects = addresses(endings.iter().copied());
    let untouched = context
        .plan
        .before
        .human_owners()
        .filter(|email| !objects.contains(&Address::Member((*email).clone())));
    let promoted = context.plan.changes.iter().filter(|change| {
        let certain = endings
            .iter()
            .all(|ending| ending.depends_on.contains(&change.address));
        let person = change.address.person();
        let counts = person.and_then(|person| context.plan.before.members.get(person));
        change.action.makes_owner()
            && certain
            && counts.is_some_and(|member| member.active && !member.operator)
    });
    let remaining = untouched.count() + promoted.count();
    let needed = context.settings().min_owners as usize;
    // Zero owners are never enough, whatever the manifest says.
    if remaining >= needed.max(1) {
        return Vec::new();
    }
    vec![objection(objects, remaining, needed)]
}

fn objection(objects: BTreeSet<Address>, remaining: usize, needed: usize) -> Objection {
    let reason = if remaining == 0 {
        "no active owner would be certain to remain (operators and people who have not accepted do not count)"
            .to_owned()
    } else {
        let remain = count(remaining, "active owner", "active owners");
        format!("{remain} would be certain to remain, and `min_owners` is {needed}")
    };
    // Nobody can undo an organization without an owner, so nobody can approve one.
    Objection {
        guard: GuardCode::LastOwner,
        objects,
        reason,
        liftable: remaining > 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::LastOwner;
    use crate::model::Role::{Contributor, Owner};
    use crate::testing::{assert_approvals, world};

    const DEMOTE_ADA: &str = "members: { ada@acme.example: contributor, bob@acme.example: owner }\n";

    #[test]
    fn one_owner_must_be_untouched() {
        let two = world()
            .member("ada@acme.example", Owner)
            .member("bob@acme.example", Owner);
        assert!(!two.objects(LastOwner, DEMOTE_ADA));
        let one = world().member("ada@acme.example", Owner);
        assert!(one.objects(LastOwner, "members: { ada@acme.example: contributor }\n"));
    }

    #[test]
    fn min_owners_just_under_at_and_above() {
        let three = world()
            .member("ada@acme.example", Owner)
            .member("bob@acme.example", Owner)
            .member("cyd@acme.example", Owner);
        let demote =
            "members: { ada@acme.example: reader, bob@acme.example: owner, cyd@acme.example: owner }\n";
        for (min, refuses) in [(1, false), (2, false), (3, true)] {
            assert_eq!(
                three.objects(LastOwner, &format!("guards: {{ min_owners: {min} }}\n{demote}")),
                refuses,
                "{min}"
            );
        }
    }

    #[test]
    fn a_promotion_that_the_demotion_waits_for_counts() {
        let swap = world()
            .member("ada@acme.example", Owner)
            .member("bob@acme.example", Contributor);
        let verdict = swap.verdict(DEMOTE_ADA);
        assert!(verdict.judgement().objections.is_empty());
        let order: Vec<String> = verdict
            .plan()
            .changes
            .iter()
            .map(|change| change.address.to_string())
            .collect();
        assert_eq!(order, ["member/bob@acme.example", "member/ada@acme.example"]);
    }

    #[test]
    fn invited_suspended_and_robot_owners_do_not_count() {
        let demote = "manage: { operators: [bot@acme.example] }\nmembers: { ada@acme.example: reader, new@acme.example: owner, \
                      out@acme.example: owner }\n";
        let alone = world()
            .member("ada@acme.example", Owner)
            .member("bot@acme.example", Owner)
            .invitation("new@acme.example", Owner, 1, 6)
            .member("out@acme.example", Owner)
            .with_last(|member| member.is_active = false);
        assert!(alone.objects(LastOwner, demote));
    }

    #[test]
    fn approvals_lift_it_down_to_one_owner_and_never_to_none() {
        let two = world()
            .member("ada@acme.example", Owner)
            .member("bob@acme.example", Owner);
        let demote = format!("guards: {{ min_owners: 2 }}\n{DEMOTE_ADA}");
        let quiet =
            "guards: { min_owners: 2 }\nmembers: { ada@acme.example: owner, bob@acme.example: owner }\n";
        assert_approvals(&two, LastOwner, &demote, &["member/ada@acme.example"], quiet);
        let one = world().member("ada@acme.example", Owner);
        let approved = "members: { ada@acme.example: reader }\napprovals:\n  - { guard: last-owner, objects: \
                        [member/ada@acme.example], until: 2026-06-01, reason: no }\n";
        assert!(
            one.objects(LastOwner, approved),
            "an organization without an owner cannot be approved"
        );
    }
}
