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
