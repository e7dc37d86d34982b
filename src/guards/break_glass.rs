//! The people who can always get in.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, addresses, object};
use crate::model::{Address, Email, GuardCode, Role};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let people = context.settings().break_glass.keys();
    people
        .flat_map(|person| {
            [
                touched(context, person),
                declared(context, person),
                absent(context, person),
            ]
        })
        .flatten()
        .collect()
}

/// Demoted or removed by the plan.
fn touched(context: &Context<'_>, person: &Email) -> Option<Objection> {
    let address = Address::Member(person.clone());
    let change = context
        .plan
        .changes
        .iter()
        .find(|change| change.address == address && change.action.is_destructive())?;
    let reason = format!("{person} is in `break_glass` and would be demoted or removed");
    Some(object(GuardCode::BreakGlass, addresses([change]), reason))
}

/// Left out of the manifest, or declared as something lower than owner.
fn declared(context: &Context<'_>, person: &Email) -> Option<Objection> {
    let members = context.desired.members.as_ref()?;
    let reason = match members.get(person).map(|member| member.role) {
        Some(Role::Owner) => return None,
        Some(role) => format!("{person} is in `break_glass` and declared {role}, not owner"),
        None => format!("{person} is in `break_glass` and not declared in `members`"),
    };
    Some(object(
        GuardCode::BreakGlass,
        BTreeSet::from([Address::Member(person.clone())]),
        reason,
    ))
}

/// Not there to help, so the owners who are there must stay.
fn absent(context: &Context<'_>, person: &Email) -> Option<Objection> {
    if context.plan.before.is_active_member(person) {
        return None;
    }
    let objects = addresses(context.ownership_endings());
    let reason = format!("{person} is in `break_glass` and not an active member, so every owner stays");
    (!objects.is_empty()).then(|| object(GuardCode::BreakGlass, objects, reason))
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::BreakGlass;
    use crate::model::Role::{Contributor, Owner};
    use crate::testing::{assert_approvals, world};

    const GLASS: &str = "guards: { break_glass: [root@acme.example] }\n";

    #[test]
    fn they_stay_declared_as_owners() {
        let there = world()
            .member("root@acme.example", Owner)
            .member("ada@acme.example", Owner);
        let members = |members: &str| format!("{GLASS}members: {{ {members} }}\n");
        assert!(!there.objects(
            BreakGlass,
            &members("root@acme.example: owner, ada@acme.example: owner")
        ));
        assert!(
            there.objects(BreakGlass, &members("ada@acme.example: owner")),
            "undeclared"
        );
        assert!(
            there.objects(
                BreakGlass,
                &members("root@acme.example: reader, ada@acme.example: owner")
            ),
            "lower"
        );
        assert!(!there.objects(BreakGlass, GLASS), "members are not looked after");
    }

    #[test]
    fn while_one_is_away_every_owner_stays() {
        let away = world()
            .member("ada@acme.example", Owner)
            .member("bob@acme.example", Owner);
        let demote = format!(
            "{GLASS}members: {{ root@acme.example: owner, ada@acme.example: reader, bob@acme.example: owner }}\n"
        );
        assert!(away.objects(BreakGlass, &demote));
        let there = away.clone().member("root@acme.example", Owner);
        assert!(!there.objects(BreakGlass, &demote));
        let suspended = away
            .member("root@acme.example", Owner)
            .with_last(|member| member.is_active = false);
        assert!(suspended.objects(BreakGlass, &demote), "suspended is away");
        let promote = format!(
            "{GLASS}members: {{ root@acme.example: owner, ada@acme.example: owner, cyd@acme.example: owner }}\n"
        );
        assert!(
            !there
                .member("cyd@acme.example", Contributor)
                .objects(BreakGlass, &promote),
            "nobody loses anything"
        );
    }

    #[test]
    fn approvals_lift_it() {
        let there = world()
            .member("root@acme.example", Owner)
            .member("ada@acme.example", Owner);
        let lower = format!("{GLASS}members: {{ root@acme.example: reader, ada@acme.example: owner }}\n");
        let quiet = format!("{GLASS}members: {{ root@acme.example: owner, ada@acme.example: owner }}\n");
        assert_approvals(&there, BreakGlass, &lower, &["member/root@acme.example"], &quiet);
    }
}
