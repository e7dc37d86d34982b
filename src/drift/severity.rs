//! How much a difference matters, by what it does to people's access.

use super::{Difference, Kind, What};
use crate::model::{Action, ModelAccess, Role};

/// The scale, the worst first.
///
/// | severity | when |
/// | --- | --- |
/// | critical | somebody is owner, of the organization or of a workspace, or invited as one, who should not be |
/// | high | somebody has access that is not declared, or more than is declared |
/// | medium | somebody lacks access that is declared |
/// | low | nobody's access differs: a name, a description, a setting |
/// | information | it does not count |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// An owner who should not be.
    Critical,
    /// Access that is not declared.
    High,
    /// Declared access that is missing.
    Medium,
    /// Nobody's access differs.
    Low,
    /// It does not count.
    Information,
}

impl Severity {
    /// Of a difference that counts, by what it is; what it does to access elsewhere can make it worse.
    pub(super) fn of(difference: Difference<'_>) -> Severity {
        match difference.what {
            What::Change(change) => match &change.action {
                Action::CancelInvitations {
                    email,
                    remaining: None,
                    ..
                } => {
                    let role = difference.plan.before.invitations.get(email);
                    role.map_or(Severity::High, |role| Severity::of_excess(*role))
                }
                action => Severity::of_action(action),
            },
            What::Unmanaged(unmanaged) => unmanaged.role.map_or(Severity::High, Severity::of_excess),
            What::Finding(_) if difference.kind() == Kind::Expectation => Severity::Low,
            What::Finding(_) => Severity::Medium,
        }
    }

    fn of_action(action: &Action) -> Severity {
        match action {
            Action::RemoveMember { before, .. } => Severity::of_excess(before.role),
            Action::RevokeUser { before, .. } | Action::RevokeTeam { before, .. } => {
                Severity::of_excess(*before)
            }
            Action::UpdateMember { before, after, .. } if before.role == after.role => {
                match (&before.models, &after.models) {
                    (Some(live), Some(declared)) if exceeds(live, declared) => Severity::High,
                    _ => Severity::Medium,
                }
            }
            Action::UpdateMember { before, after, .. } => Severity::of_other_role(before.role, after.role),
            Action::Reinvite { before, after, .. }
            | Action::UpdateUserGrant { before, after, .. }
            | Action::UpdateTeamGrant { before, after, .. } => Severity::of_other_role(*before, *after),
            Action::RemoveTeamMember { .. } => Severity::High,
            Action::Invite { .. }
            | Action::AddTeamMember { .. }
            | Action::GrantUser { .. }
            | Action::GrantTeam { .. } => Severity::Medium,
            Action::UpdateOrganization { .. }
            | Action::CancelInvitations { .. }
            | Action::CreateTeam { .. }
            | Action::UpdateTeam { .. }
            | Action::DeleteTeam { .. }
            | Action::CreateWorkspace { .. }
            | Action::UpdateWorkspace { .. }
            | Action::DeleteWorkspace { .. } => Severity::Low,
        }
    }

    fn of_other_role(live: Role, declared: Role) -> Severity {
        if live > declared {
            Severity::of_excess(live)
        } else {
            Severity::Medium
        }
    }

    /// Of somebody having this role, or the access of it, who should not.
    pub(super) fn of_excess(role: Role) -> Severity {
        if role == Role::Owner {
            Severity::Critical
        } else {
            Severity::High
        }
    }
}

/// Whether there are models that are not declared.
fn exceeds(live: &ModelAccess, declared: &ModelAccess) -> bool {
    match (live, declared) {
        (_, ModelAccess::All) => false,
        (ModelAccess::All, ModelAccess::Only(_)) => true,
        (ModelAccess::Only(live), ModelAccess::Only(declared)) => !live.is_subset(declared),
    }
}
