//! Laws about nothing hold easily: the generators reach what the laws speak of.

use std::collections::BTreeMap;

use orgform::guards::{Verdict, check};
use orgform::model::{Action, Role};
use orgform::plan::Plan;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::case::{case, plan_of};

/// What has to be among three hundred cases, and how often at least.
const EXPECTED: &[(&str, usize)] = &[
    ("approved", 150),
    ("refused", 15),
    ("empty", 5),
    ("waits", 50),
    ("ends an ownership", 15),
    ("ends an ownership of a workspace", 8),
    ("depends on something", 15),
    ("add-team-member", 5),
    ("cancel-invitation", 5),
    ("create-team", 5),
    ("create-workspace", 5),
    ("delete-team", 5),
    ("grant-team", 5),
    ("grant-user", 5),
    ("invite", 5),
    ("reinvite", 5),
    ("remove-member", 5),
    ("remove-team-member", 5),
    ("revoke-team", 5),
    ("revoke-user", 5),
    ("update-member", 5),
    ("update-organization", 5),
    ("update-team", 5),
    ("update-team-grant", 5),
    ("update-user-grant", 5),
    ("update-workspace", 5),
];

/// The words that an approved plan stands for.
fn words(plan: &Plan) -> Vec<&'static str> {
    let mut words = vec!["approved"];
    words.extend(plan.changes.is_empty().then_some("empty"));
    words.extend((!plan.waiting.is_empty()).then_some("waits"));
    for change in &plan.changes {
        words.push(change.action.name());
        words.extend(change.action.ends_ownership().then_some("ends an ownership"));
        words.extend((!change.depends_on.is_empty()).then_some("depends on something"));
        let ends_of_workspace = matches!(
            change.action,
            Action::RevokeUser {
                before: Role::Owner,
                ..
            } | Action::UpdateUserGrant {
                before: Role::Owner,
                ..
            }
        );
        words.extend(ends_of_workspace.then_some("ends an ownership of a workspace"));
    }
    words
}

#[test]
fn cases_are_neither_all_refused_nor_all_alike() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..300 {
        let case = case().new_tree(&mut runner).unwrap().current();
        let desired = case.manifest().desired();
        let plan = plan_of(&desired, &case.world.live());
        let words = match check(plan, &desired) {
            Verdict::Refused(_) => vec!["refused"],
            Verdict::Approved(approved) => words(approved.plan()),
        };
        words
            .into_iter()
            .for_each(|word| *seen.entry(word).or_default() += 1);
    }
    let rare = EXPECTED
        .iter()
        .filter(|(word, least)| seen.get(word).unwrap_or(&0) < least);
    assert_eq!(rare.collect::<Vec<_>>(), [] as [&(&str, usize); 0], "{seen:#?}");
}
