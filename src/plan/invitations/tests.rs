//! The table of the state machine, row by row.

use crate::model::Role::{Contributor, Owner, Reader};
use crate::plan::{FindingKind, Plan};
use crate::testing::{PRUNE, World, world};

const BOB: &str = "members: { bob@acme.example: contributor }\n";

fn steps(plan: &Plan) -> Vec<String> {
    plan.changes
        .iter()
        .map(|change| format!("{} {}", change.action.name(), change.address))
        .collect()
}

fn found(plan: &Plan) -> Vec<FindingKind> {
    plan.findings.iter().map(|finding| finding.kind).collect()
}

fn expired(times: usize) -> World {
    (0..times).fold(world(), |world, index| {
        world.invitation(
            "bob@acme.example",
            Contributor,
            30 - i64::try_from(index).unwrap(),
            -10,
        )
    })
}

#[test]
fn nobody_there_is_invited() {
    assert_eq!(steps(&world().plan(BOB)), ["invite invitation/bob@acme.example"]);
}

#[test]
fn an_open_invitation_of_the_right_role_is_waited_for() {
    let plan = world()
        .invitation("Bob@ACME.example", Contributor, 1, 6)
        .plan(BOB);
    assert!(steps(&plan).is_empty());
    assert_eq!(plan.people_awaited(), 1);
}

#[test]
fn a_member_beats_an_open_invitation() {
    let plan = world()
        .member("bob@acme.example", Contributor)
        .invitation("bob@acme.example", Owner, 1, 6)
        .plan(BOB);
    assert!(steps(&plan).is_empty() && plan.waiting.is_empty());
}

#[test]
fn another_role_is_one_change() {
    let plan = world().invitation("bob@acme.example", Reader, 1, 6).plan(BOB);
    assert_eq!(steps(&plan), ["reinvite invitation/bob@acme.example"]);
}

#[test]
fn whoever_confirms_an_address_is_left_in_peace() {
    let mut verifying = world().invitation("bob@acme.example", Reader, 1, 6);
    if let crate::model::Reading::Read(rows) = &mut verifying.live.invitations {
        rows[0].pending_verification = true;
    }
    let plan = verifying.plan(BOB);
    assert!(steps(&plan).is_empty());
    assert_eq!(plan.people_awaited(), 1);
}

#[test]
fn of_several_open_ones_the_newest_of_the_right_role_stays() {
    let several = world()
        .invitation("bob@acme.example", Contributor, 5, 2)
        .invitation("bob@acme.example", Contributor, 3, 4)
        .invitation("bob@acme.example", Reader, 1, 6);
    assert!(
        steps(&several.plan(BOB)).is_empty(),
        "nothing is removed without prune"
    );
    let plan = several.plan(&format!("{PRUNE}{BOB}"));
    assert_eq!(steps(&plan), ["cancel-invitation invitation/bob@acme.example"]);
    assert_eq!(
        plan.after.invitations.values().collect::<Vec<_>>(),
        [&Contributor]
    );
}

#[test]
fn two_expired_ones_are_followed_by_a_third_and_three_by_none() {
    assert_eq!(
        steps(&expired(2).plan(BOB)),
        ["invite invitation/bob@acme.example"]
    );
    let gave_up = expired(3).plan(BOB);
    assert!(steps(&gave_up).is_empty());
    assert_eq!(found(&gave_up), [FindingKind::GaveUp]);
}

#[test]
fn a_declined_invitation_is_not_repeated() {
    let plan = world()
        .invitation("bob@acme.example", Contributor, 9, -2)
        .answered(false)
        .plan(BOB);
    assert!(steps(&plan).is_empty());
    assert_eq!(found(&plan), [FindingKind::Declined]);
}

#[test]
fn reinvite_asks_once_when_its_day_has_come_and_is_later_than_the_last_invitation() {
    let declined = world()
        .invitation("bob@acme.example", Contributor, 9, -2)
        .answered(false);
    let on =
        |day: &str| format!("members: {{ bob@acme.example: {{ role: contributor, reinvite: {day} }} }}\n");
    let asks = |world: &World, day: &str| !steps(&world.plan(&on(day))).is_empty();
    assert!(asks(&declined, "2026-06-01"), "today");
    assert!(!asks(&declined, "2026-06-02"), "tomorrow");
    assert!(
        !asks(&declined, "2026-05-23"),
        "the day of the invitation, which was later that day"
    );
    assert!(asks(&declined, "2026-05-24"), "the day after it");
    assert!(asks(&expired(3), "2026-06-01"), "gave up");
    let asked_again = declined
        .invitation("bob@acme.example", Contributor, 0, 0)
        .answered(false);
    assert!(
        !asks(&asked_again, "2026-06-01"),
        "it was asked today and declined again"
    );
}

#[test]
fn joined_elsewhere_protects_whoever_came_later() {
    let elsewhere = world()
        .member("root@acme.example", Owner)
        .member("bobby@home.example", Contributor)
        .with_last(|member| member.joined_at = crate::testing::now())
        .invitation("bob@acme.example", Contributor, 2, 5)
        .answered(true);
    let manifest = format!("{PRUNE}members: {{ root@acme.example: owner, bob@acme.example: contributor }}\n");
    let plan = elsewhere.plan(&manifest);
    assert!(steps(&plan).is_empty());
    assert_eq!(found(&plan), [FindingKind::JoinedElsewhere]);
    assert_eq!(plan.unmanaged.len(), 1);
    let earlier = elsewhere.with_last(|member| member.joined_at = "2020-01-01T00:00:00Z".parse().unwrap());
    assert_eq!(
        steps(&earlier.plan(&manifest)),
        ["remove-member member/bobby@home.example"]
    );
}

#[test]
fn an_unread_list_of_invitations_invites_nobody() {
    let mut unread = world();
    unread.live.invitations = crate::model::Reading::Unsupported;
    let plan = unread.plan(BOB);
    assert!(steps(&plan).is_empty());
    assert!(plan.is_blocked());
}

#[test]
fn undeclared_open_invitations_are_cancelled_under_prune_only() {
    let open = world()
        .member("root@acme.example", Owner)
        .invitation("eve@acme.example", Reader, 1, 6);
    let manifest = "members: { root@acme.example: owner }\n";
    let plan = open.plan(manifest);
    assert!(steps(&plan).is_empty());
    assert_eq!(plan.unmanaged.len(), 1);
    assert_eq!(
        steps(&open.plan(&format!("{PRUNE}{manifest}"))),
        ["cancel-invitation invitation/eve@acme.example"]
    );
}
