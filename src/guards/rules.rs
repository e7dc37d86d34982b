//! What guards go by: what the manifest says about them, and the baseline, where there is one.
//!
//! A commit must not be able to weaken the guard that should stop it. So guards of both sides count, the stricter
//! one, and an account that only one side calls an operator is a robot where that protects, and a person where that
//! does. A looser guard counts from the apply after the one that brings it.

use std::collections::BTreeSet;

use crate::model::{Desired, Email, GuardSettings, Limit};
use crate::plan::Plan;

/// The rules for one plan.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    pub(super) desired: &'a Desired,
    pub(super) baseline: Option<&'a Desired>,
    settings: GuardSettings,
}

impl<'a> From<&'a Desired> for Rules<'a> {
    fn from(desired: &'a Desired) -> Rules<'a> {
        Rules::new(desired, None)
    }
}

impl<'a> Rules<'a> {
    /// The rules of a manifest, and of its baseline where there is one.
    pub fn new(desired: &'a Desired, baseline: Option<&'a Desired>) -> Rules<'a> {
        let settings = match baseline {
            None => desired.guards.clone(),
            Some(baseline) => stricter(&desired.guards, &baseline.guards),
        };
        Rules {
            desired,
            baseline,
            settings,
        }
    }

    /// The settings that count.
    pub fn settings(&self) -> &GuardSettings {
        &self.settings
    }

    /// The plan in which whoever either side calls a robot is one: no owner that counts.
    pub(super) fn with_every_operator(&self, plan: &Plan) -> Option<Plan> {
        self.with_operators(plan, |here, before| here || before)
    }

    /// The plan in which only whoever both sides call a robot is one: everybody else is a person who can lose access.
    pub(super) fn with_sure_operators(&self, plan: &Plan) -> Option<Plan> {
        self.with_operators(plan, |here, before| here && before)
    }

    /// None where it is the same plan.
    fn with_operators(&self, plan: &Plan, is_robot: impl Fn(bool, bool) -> bool) -> Option<Plan> {
        let baseline = self.baseline?;
        let members = plan.before.members.iter();
        let others: BTreeSet<Email> = members
            .filter(|(email, member)| {
                let before = is_operator(baseline, email, &plan.caller);
                is_robot(member.operator, before) != member.operator
            })
            .map(|(email, _)| email.clone())
            .collect();
        if others.is_empty() {
            return None;
        }
        let mut seen = plan.clone();
        for (email, member) in &mut seen.before.members {
            member.operator ^= others.contains(email);
        }
        seen.forecast();
        Some(seen)
    }
}

fn is_operator(desired: &Desired, email: &Email, caller: &Email) -> bool {
    let declared = desired.members.as_ref();
    let is_declared = declared.is_some_and(|members| members.contains_key(email));
    desired.manage.operators.contains_key(email) || (email == caller && !is_declared)
}

/// Of each setting, the value that lets less through.
fn stricter(one: &GuardSettings, other: &GuardSettings) -> GuardSettings {
    let mut break_glass = other.break_glass.clone();
    break_glass.extend(one.break_glass.clone());
    GuardSettings {
        min_owners: one.min_owners.max(other.min_owners),
        break_glass,
        email_domains: match (&one.email_domains, &other.email_domains) {
            (None, domains) | (domains, None) => domains.clone(),
            (Some(one), Some(other)) => Some(one & other),
        },
        max_removals: lower(one.max_removals, other.max_removals),
        max_access_loss: lower(one.max_access_loss, other.max_access_loss),
        max_invitations: one.max_invitations.min(other.max_invitations),
    }
}

fn lower(one: Limit, other: Limit) -> Limit {
    Limit {
        count: one.count.min(other.count),
        percent: one.percent.min(other.percent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guards::check;
    use crate::model::GuardCode::{
        self, AccessLoss, BreakGlass, EmailDomain, InviteLimit, LastOwner, RemovalLimit,
    };
    use crate::model::Role::{Owner, Reader};
    use crate::testing::{PRUNE, World, desired, world};

    /// Whether a guard objects to a manifest that is judged with a baseline.
    fn objects(world: &World, guard: GuardCode, manifest: &str, baseline: &str) -> bool {
        let (manifest, baseline) = (desired(manifest), desired(baseline));
        let verdict = check(world.plan_for(&manifest), Rules::new(&manifest, Some(&baseline)));
        let judgement = verdict.judgement();
        let mut objections = judgement.objections.iter().chain(&judgement.holds);
        objections.any(|objection| objection.guard == guard)
    }

    /// A guard that the manifest has loosened is as strict as it was, and one that it has tightened is so at once.
    fn assert_stricter_counts(world: &World, guard: GuardCode, loose: &str, strict: &str, rest: &str) {
        let with = |guards: &str| format!("guards: {{ {guards} }}\n{rest}");
        assert!(
            !objects(world, guard, &with(loose), &with(loose)),
            "loose on both sides"
        );
        assert!(
            objects(world, guard, &with(loose), &with(strict)),
            "loosened by the commit"
        );
        assert!(
            objects(world, guard, &with(strict), &with(loose)),
            "tightened by the commit"
        );
    }

    const KEEP: &str = "root@acme.example: owner, p1@acme.example: reader, p2@acme.example: reader";

    fn people() -> World {
        world().member("root@acme.example", Owner).members(4, Reader)
    }

    #[test]
    fn of_removals_the_lower_count_and_the_lower_share_count() {
        let rest = format!("{PRUNE}members: {{ {KEEP} }}\n");
        let loose = "max_removals: { count: 10, percent: 90 }";
        assert_stricter_counts(
            &people(),
            RemovalLimit,
            loose,
            "max_removals: { count: 1, percent: 90 }",
            &rest,
        );
        let many = world().member("root@acme.example", Owner).members(12, Reader);
        let keep: Vec<String> = (1..=9)
            .map(|index| format!("p{index}@acme.example: reader"))
            .collect();
        let rest = format!(
            "{PRUNE}members: {{ root@acme.example: owner, {} }}\n",
            keep.join(", ")
        );
        assert_stricter_counts(
            &many,
            RemovalLimit,
            loose,
            "max_removals: { count: 10, percent: 10 }",
            &rest,
        );
    }

    #[test]
    fn of_lost_access_the_lower_limit_counts() {
        let rest = format!("{PRUNE}members: {{ {KEEP} }}\n");
        let loose = "max_access_loss: { count: 10, percent: 90 }";
        assert_stricter_counts(
            &people(),
            AccessLoss,
            loose,
            "max_access_loss: { count: 1, percent: 90 }",
            &rest,
        );
    }

    #[test]
    fn of_invitations_the_lower_number_counts() {
        let rest = "members: { new1@acme.example: reader, new2@acme.example: reader }\n";
        assert_stricter_counts(
            &people(),
            InviteLimit,
            "max_invitations: 5",
            "max_invitations: 1",
            rest,
        );
    }

    #[test]
    fn of_owners_the_higher_number_counts() {
        let owners = people().member("ada@acme.example", Owner);
        let rest = "members: { root@acme.example: owner, ada@acme.example: reader }\n";
        assert_stricter_counts(&owners, LastOwner, "min_owners: 1", "min_owners: 2", rest);
    }

    #[test]
    fn of_break_glass_people_all_count() {
        let owners = people().member("ada@acme.example", Owner);
        let rest = "members: { root@acme.example: owner, ada@acme.example: reader }\n";
        let (loose, strict) = (
            "break_glass: [root@acme.example]",
            "break_glass: [ada@acme.example]",
        );
        assert_stricter_counts(&owners, BreakGlass, loose, strict, rest);
    }

    #[test]
    fn of_domains_those_of_both_sides_count_and_none_given_is_any() {
        let rest = "members: { new@evil.example: reader }\n";
        let strict = "email_domains: [acme.example]";
        assert_stricter_counts(&people(), EmailDomain, "", strict, rest);
        let loose = "email_domains: [acme.example, evil.example]";
        assert_stricter_counts(&people(), EmailDomain, loose, strict, rest);
        let other = "email_domains: [other.example]";
        let with =
            |guards: &str| format!("guards: {{ {guards} }}\nmembers: {{ new@acme.example: reader }}\n");
        assert!(
            objects(&people(), EmailDomain, &with(other), &with(strict)),
            "disjoint: nobody"
        );
    }

    #[test]
    fn people_who_are_called_robots_all_at_once_still_lose_access() {
        let names: Vec<String> = (1..=4).map(|index| format!("p{index}@acme.example")).collect();
        let team: Vec<&str> = names.iter().map(String::as_str).collect();
        let there = people()
            .team("red", &team)
            .workspace("lab", &[])
            .team_grant("red", Reader);
        let strict = "guards: { max_access_loss: { count: 2, percent: 90 } }\n";
        let rest = format!("{strict}workspaces: {{ lab: {{ teams: {{}} }} }}\n");
        let manage =
            |operators: &str| format!("manage: {{ prune: [grants], operators: [{operators}] }}\n{rest}");
        let (hidden, open) = (manage(&names.join(", ")), manage(""));
        assert!(!there.objects(AccessLoss, &hidden), "robots are not counted");
        assert!(
            objects(&there, AccessLoss, &hidden, &open),
            "and the commit cannot make them robots"
        );
    }

    #[test]
    fn a_robot_that_is_suddenly_a_person_is_no_owner_that_counts() {
        let owners = people().member("bot@acme.example", Owner);
        let demote = "members: { root@acme.example: reader, bot@acme.example: owner }\n";
        let robot = format!("manage: {{ operators: [bot@acme.example] }}\n{demote}");
        assert!(!owners.objects(LastOwner, demote), "a person who stays owner");
        assert!(objects(&owners, LastOwner, demote, &robot));
    }
}
