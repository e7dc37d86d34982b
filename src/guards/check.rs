//! Asks every guard about a finished plan.

use super::approvals::Approvals;
use super::context::Context;
use super::{ApprovedPlan, GUARDS, Judgement, Refusal, Rules, Verdict, holding, looseness, seat_limit};
use crate::plan::Plan;

/// Judges a plan by the guards and approvals of the manifest that it was made from, and by the guards of its
/// baseline where there is one. Every guard is asked, also after one has refused, so that all reasons are told at
/// once.
pub fn check<'a>(mut plan: Plan, rules: impl Into<Rules<'a>>) -> Verdict {
    let rules = rules.into();
    let (robots, people) = (rules.with_every_operator(&plan), rules.with_sure_operators(&plan));
    let context = Context {
        plan: robots.as_ref().unwrap_or(&plan),
        people: people.as_ref().unwrap_or(&plan),
        desired: rules.desired,
        settings: rules.settings(),
    };
    let mut approvals = Approvals::at(plan.now, &rules.desired.approvals);
    let mut judgement = Judgement {
        looser: looseness::find(&rules),
        ..Judgement::default()
    };
    for guard in GUARDS {
        for objection in (guard.ask)(&context) {
            if approvals.lift(&objection) {
                judgement.lifted.push(objection);
            } else if guard.holds {
                judgement.holds.push(objection);
            } else {
                judgement.objections.push(objection);
            }
        }
    }
    judgement.warnings.extend(seat_limit::warning(&context));
    judgement.approvals = approvals.notes();
    if judgement.objections.is_empty() {
        judgement.held = holding::hold_back(&mut plan, &judgement.holds);
        Verdict::Approved(ApprovedPlan::new(plan, judgement))
    } else {
        judgement.held = holding::would_be_held(&plan, &judgement.holds);
        Verdict::Refused(Refusal::new(plan, judgement))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode;
    use crate::testing::world;

    #[test]
    fn every_guard_that_holds_an_addition_is_told() {
        let full = world().with_organization(|organization| organization.max_members = Some(1));
        let verdict = full
            .verdict("guards: { email_domains: [acme.example] }\nmembers: { out@else.example: reader }\n");
        let holds: Vec<GuardCode> = verdict
            .judgement()
            .holds
            .iter()
            .map(|objection| objection.guard)
            .collect();
        assert_eq!(holds, [GuardCode::EmailDomain, GuardCode::SeatLimit]);
        assert_eq!(verdict.judgement().held.len(), 1);
    }
}
