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
