//! The calling account stays what it is.

use std::collections::BTreeSet;

use super::Objection;
use super::context::Context;
use crate::model::{Action, Address, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let caller = &context.plan.caller;
    let taken = context
        .plan
        .changes
        .iter()
        .find_map(|change| match &change.action {
            Action::RemoveMember { email, .. } if email == caller => Some("would be removed"),
            Action::UpdateMember {
                email, before, after, ..
            } if email == caller && after.role < before.role => Some("would be demoted"),
            _ => None,
        });
    let reason = taken.map(str::to_owned).or_else(|| declared_lower(context));
    let Some(reason) = reason else {
        return Vec::new();
    };
    vec![Objection {
        guard: GuardCode::SelfLockout,
        objects: BTreeSet::from([Address::Member(caller.clone())]),
        reason: format!("{caller} is the calling account, and {reason}; run with another owner's key"),
        liftable: false,
    }]
}

/// An operator is never changed, so a manifest that wants the calling one lower would be wrong for ever.
fn declared_lower(context: &Context<'_>) -> Option<String> {
    let caller = &context.plan.caller;
    let live = context.plan.before.members.get(caller)?.role;
    let declared = context.desired.members.as_ref()?.get(caller)?.role;
    (declared < live).then(|| format!("is declared {declared} while it is {live}"))
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::SelfLockout;
    use crate::model::Role::Owner;
    use crate::testing::world;

    #[test]
    fn the_caller_is_neither_demoted_nor_declared_lower() {
        let there = world().member("ada@acme.example", Owner);
        let with_caller =
            |role: &str| format!("members: {{ ada@acme.example: owner, ci@acme.example: {role} }}\n");
        assert!(!there.objects(SelfLockout, &with_caller("owner")));
        assert!(there.objects(SelfLockout, &with_caller("contributor")));
        let operator = format!(
            "manage: {{ operators: [ci@acme.example] }}\n{}",
            with_caller("reader")
        );
        assert!(
            there.objects(SelfLockout, &operator),
            "an operator is not changed, and still declared lower"
        );
    }

    #[test]
    fn an_undeclared_caller_is_an_operator_and_stays() {
        let there = world().member("ada@acme.example", Owner);
        let verdict = there.verdict("manage: { prune: [members] }\nmembers: { ada@acme.example: owner }\n");
        assert!(verdict.plan().changes.is_empty());
    }

    #[test]
    fn no_approval_lifts_it() {
        let there = world().member("ada@acme.example", Owner);
        let verdict = there.verdict("members: { ada@acme.example: owner, ci@acme.example: reader }\n");
        let objections = &verdict.judgement().objections;
        assert!(
            objections
                .iter()
                .all(|objection| objection.guard != SelfLockout || !objection.liftable)
        );
    }
}
