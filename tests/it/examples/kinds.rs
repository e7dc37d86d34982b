//! Every kind of thing that a plan can hold, told apart as finely as the planner does. The matches have no
//! catch-all: whoever teaches the planner a new kind is led here, and then to the example that shows it.

use orgform::model::{Action, MemberFacts, Role, TeamRef};
use orgform::plan::{Finding, FindingKind, Plan, Unmanaged, Waiting, WaitingFor};

/// Makes a function that names the kind of a thing, and the list of the names that an example has to show.
/// What stands under `never` cannot be shown, for the reason given; its function gives none.
macro_rules! kinds {
    ($name:ident($thing:ident: $type:ty), $all:ident {
        $($shown:pat $(if $condition:expr)? => $word:literal,)*
    } never {
        $($hidden:pat => $reason:literal,)*
    }) => {
        const $all: &[&str] = &[$($word),*];

        fn $name($thing: &$type) -> Option<&'static str> {
            match $thing.kind() {
                $($shown $(if $condition)? => Some($word),)*
                $($hidden => { const _: &str = $reason; None })*
            }
        }
    };
}

/// What is matched on.
trait Kind {
    type Of;
    fn kind(&self) -> &Self::Of;
}

macro_rules! kind_is {
    ($($type:ty: $field:ident -> $of:ty),*) => {$(
        impl Kind for $type {
            type Of = $of;
            fn kind(&self) -> &$of {
                &self.$field
            }
        }
    )*};
}

kind_is!(
    orgform::model::Change: action -> Action,
    Waiting: for_what -> WaitingFor,
    Finding: kind -> FindingKind
);

kinds! { action(change: orgform::model::Change), ACTIONS {
    Action::UpdateOrganization { .. } => "organization renamed or described",
    Action::Invite { .. } if change.because.contains("expired") => "invited again after an invitation expired",
    Action::Invite { .. } => "invited",
    Action::Reinvite { .. } => "invited again with another role",
    Action::CancelInvitations { remaining: Some(_), .. } => "surplus invitation cancelled",
    Action::CancelInvitations { remaining: None, .. } if change.because.contains("member") => "invitation of a member cancelled",
    Action::CancelInvitations { remaining: None, .. } => "invitation of somebody undeclared cancelled",
    Action::UpdateMember { .. } if change.action.makes_owner() => "promoted to owner",
    Action::UpdateMember { .. } if change.action.ends_ownership() => "no longer owner",
    Action::UpdateMember { before, after, .. } if before.role < after.role => "promoted",
    Action::UpdateMember { before: MemberFacts { role, models }, after, .. }
        if *role > after.role && *models != after.models => "demoted, with other models",
    Action::UpdateMember { before, after, .. } if before.role > after.role => "demoted",
    Action::UpdateMember { .. } => "other models",
    Action::RemoveMember { .. } => "removed",
    Action::CreateTeam { .. } => "team created",
    Action::UpdateTeam { before, after, .. } if before.0 != after.0 => "team renamed",
    Action::UpdateTeam { .. } => "team described",
    Action::DeleteTeam { .. } => "team deleted",
    Action::AddTeamMember { team: TeamRef::Live(_), .. } => "put into a team",
    Action::AddTeamMember { team: TeamRef::Planned(_), .. } => "put into a new team",
    Action::RemoveTeamMember { .. } => "taken out of a team",
    Action::CreateWorkspace { .. } => "workspace created",
    Action::UpdateWorkspace { before, after, .. } if before.name != after.name => "workspace renamed",
    Action::UpdateWorkspace { .. } => "workspace described",
    Action::GrantUser { role: Role::Owner, .. } => "person made owner of a workspace",
    Action::GrantUser { .. } => "person granted",
    Action::UpdateUserGrant { before, after, .. } if before < after => "person's grant raised",
    Action::UpdateUserGrant { .. } => "person's grant lowered",
    Action::RevokeUser { before: Role::Owner, .. } => "owner's grant revoked",
    Action::RevokeUser { .. } => "person's grant revoked",
    Action::GrantTeam { team: TeamRef::Live(_), .. } => "team granted",
    Action::GrantTeam { team: TeamRef::Planned(_), .. } => "new team granted",
    Action::UpdateTeamGrant { before, after, .. } if before < after => "team's grant raised",
    Action::UpdateTeamGrant { .. } => "team's grant lowered",
    Action::RevokeTeam { .. } => "team's grant revoked",
} never {
    Action::DeleteWorkspace { .. } => "needs an approval",
} }

kinds! { waiting(waiting: Waiting), WAITING {
    WaitingFor::Answer { verifying: true, .. } => "address to be confirmed",
    WaitingFor::Answer { verifying: false, .. } => "answer",
    WaitingFor::Invitation { .. } => "invitation of this plan",
} never {} }

kinds! { finding(finding: Finding), FINDINGS {
    FindingKind::Expectation => "expectation",
    FindingKind::Ambiguous if finding.subject.starts_with("team/") => "teams of one name",
    FindingKind::Ambiguous => "address that is not ASCII",
    FindingKind::GaveUp => "gave up",
    FindingKind::Declined => "declined",
    FindingKind::JoinedElsewhere => "joined elsewhere",
    FindingKind::Suspended if finding.source.is_some() => "suspended",
    FindingKind::Suspended => "suspended and not declared",
    FindingKind::BothNamesLive => "both names live",
    FindingKind::EarlierAddress => "earlier address",
} never {
    FindingKind::UnknownPerson => "blocks",
    FindingKind::KeyTaken => "blocks",
    FindingKind::PlatformOwned => "blocks",
    FindingKind::KeyTooWeak => "blocks",
    FindingKind::Unreadable => "blocks, or counts as a lost workspace while somebody is removed",
    FindingKind::Unsupported => "the platform of the example can do everything",
} }

const UNMANAGED: &[&str] = &["unmanaged", "kept although it could be removed"];

fn unmanaged(unmanaged: &Unmanaged) -> Option<&'static str> {
    let kept = unmanaged.kept_because.is_some();
    Some(UNMANAGED[usize::from(kept)])
}

/// The kinds that a plan does not hold although it could.
pub(super) fn missing(plan: &Plan) -> Vec<&'static str> {
    let shown: Vec<&str> = [
        plan.changes.iter().filter_map(action).collect::<Vec<_>>(),
        plan.waiting.iter().filter_map(waiting).collect(),
        plan.findings.iter().filter_map(finding).collect(),
        plan.unmanaged.iter().filter_map(unmanaged).collect(),
    ]
    .concat();
    let all = [ACTIONS, WAITING, FINDINGS, UNMANAGED].concat();
    all.into_iter().filter(|kind| !shown.contains(kind)).collect()
}
