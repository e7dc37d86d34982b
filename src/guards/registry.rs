//! The list of guards: what each is called, what it refuses, and the function that asks.

use super::context::Context;
use super::{
    Objection, access_loss, break_glass, email_domain, empty_source, invite_limit, last_owner,
    last_workspace_owner, removal_limit, rename_suspected, seat_limit, self_lockout, workspace_loss,
};
use crate::model::GuardCode;

/// A rule over finished plans.
pub struct Guard {
    /// Its name.
    pub code: GuardCode,
    /// What it refuses, for the documentation.
    pub refuses: &'static str,
    /// Its page: what it is for, what it says, what to do.
    pub page: &'static str,
    /// Whether it keeps back the additions that it objects to instead of refusing the plan.
    pub holds: bool,
    pub(super) ask: fn(&Context<'_>) -> Vec<Objection>,
}

/// Every guard, in the order in which they are asked and told.
pub const GUARDS: &[Guard] = &[
    Guard {
        code: GuardCode::LastOwner,
        refuses: "Demoting or removing an owner, unless `min_owners` (default 1) active, accepted owners, operators \
                  not counted, are untouched by the plan or are promotions that every such change depends on. So it \
                  holds for every part of the plan, also when something fails.",
        page: include_str!("explain/last-owner.md"),
        holds: false,
        ask: last_owner::ask,
    },
    Guard {
        code: GuardCode::LastWorkspaceOwner,
        refuses: "Leaving a workspace without one active, directly granted owner, by the same rule; operators count.",
        page: include_str!("explain/last-workspace-owner.md"),
        holds: false,
        ask: last_workspace_owner::ask,
    },
    Guard {
        code: GuardCode::SelfLockout,
        refuses: "Demoting or removing the calling account, and a manifest that declares it lower than it is. Cannot be \
                  approved.",
        page: include_str!("explain/self-lockout.md"),
        holds: false,
        ask: self_lockout::ask,
    },
    Guard {
        code: GuardCode::BreakGlass,
        refuses: "Demoting or removing somebody in `break_glass`, or leaving them undeclared or not owner; while one of \
                  them is not live, removing or demoting any owner.",
        page: include_str!("explain/break-glass.md"),
        holds: false,
        ask: break_glass::ask,
    },
    Guard {
        code: GuardCode::RemovalLimit,
        refuses: "More removals in one collection than `max_removals`: its `count` (default 10), or its `percent` \
                  (default 25) of 10 rows or more, or, of fewer, more than 3 that are more than half. Team members and \
                  grants count in sum and, from 10 rows, for each team and workspace.",
        page: include_str!("explain/removal-limit.md"),
        holds: false,
        ask: removal_limit::ask,
    },
    Guard {
        code: GuardCode::AccessLoss,
        refuses: "More distinct people than `max_access_loss` (same defaults) losing, or being lowered in, any access \
                  by any path, effects included.",
        page: include_str!("explain/access-loss.md"),
        holds: false,
        ask: access_loss::ask,
    },
    Guard {
        code: GuardCode::EmptySource,
        refuses: "An empty `members` or `teams` section while the organization has some and `prune` is open for it.",
        page: include_str!("explain/empty-source.md"),
        holds: false,
        ask: empty_source::ask,
    },
    Guard {
        code: GuardCode::WorkspaceLoss,
        refuses: "Deleting a workspace, by itself or because its only owner is removed. The private default workspace \
                  that goes with its person is shown, not refused.",
        page: include_str!("explain/workspace-loss.md"),
        holds: false,
        ask: workspace_loss::ask,
    },
    Guard {
        code: GuardCode::RenameSuspected,
        refuses: "Deleting a team and creating another with mostly the same people, or removing a member and inviting \
                  somebody of the same local part or name, without `previously`.",
        page: include_str!("explain/rename-suspected.md"),
        holds: false,
        ask: rename_suspected::ask,
    },
    Guard {
        code: GuardCode::EmailDomain,
        refuses: "Inviting outside `email_domains` or, as far as it can be told, against `allow_external_invites`.",
        page: include_str!("explain/email-domain.md"),
        holds: true,
        ask: email_domain::ask,
    },
    Guard {
        code: GuardCode::SeatLimit,
        refuses: "Inviting more people than there are seats: members and new invitations count, open invitations only \
                  warn. If the seats do not suffice for all, all are kept back: the tool does not pick.",
        page: include_str!("explain/seat-limit.md"),
        holds: true,
        ask: seat_limit::ask,
    },
    Guard {
        code: GuardCode::InviteLimit,
        refuses: "More than `max_invitations` (default 25) new invitations in one run.",
        page: include_str!("explain/invite-limit.md"),
        holds: true,
        ask: invite_limit::ask,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guard_is_asked_once_and_in_its_order() {
        let listed: Vec<GuardCode> = GUARDS.iter().map(|guard| guard.code).collect();
        assert_eq!(listed, GuardCode::ALL);
    }
}
